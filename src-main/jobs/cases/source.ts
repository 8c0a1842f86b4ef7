import { type Outcome, ok } from '../../contract';
import { breath } from '../../engine/breath';
import { makePhantom } from '../../engine/simulation';
import { square } from '../training/own-slices';
import type { CasesSource } from './cases';
import type { SquareSlice } from './pictures';

/** Ten to learn from, as the article's batch of five twice an epoch, and two for the figures. */
const mostSlices = 12;
/** The phantom is painted at twice the size of the pictures and averaged, as a scan would be. */
const phantomSize = 256;

export interface GatheredSlices {
  readonly name: string;
  readonly slices: readonly SquareSlice[];
}

/** Evenly spread slices of a source, from its first to its last. Null when `signal` aborted; fails on the first that cannot be read. */
export async function* gatherSlices(
  source: CasesSource,
  seed: number,
  signal: AbortSignal,
): AsyncGenerator<{ readonly done: number; readonly total: number }, Outcome<GatheredSlices> | null> {
  const available = source.kind === 'phantom' ? mostSlices : source.series.slices.length;
  const total = Math.min(mostSlices, available);
  const read = source.kind === 'phantom' ? fromPhantom(seed) : fromSeries(source);
  const slices: SquareSlice[] = [];
  for (let i = 0; i < total; i++) {
    const slice = await read(Math.floor(((i + 0.5) * available) / total));
    if (signal.aborted) return null;
    if (!slice.ok) return slice;
    slices.push(slice.value);
    yield { done: i + 1, total };
  }
  return ok({ name: source.kind === 'phantom' ? 'the chest phantom' : nameOf(source), slices });
}

type ReadSlice = (index: number) => Promise<Outcome<SquareSlice>>;

const fromSeries =
  ({ series, reader }: Extract<CasesSource, { kind: 'series' }>): ReadSlice =>
  async (index) => {
    const pixels = await reader.readPixels(series.slices[index]!);
    return pixels.ok ? ok(square(pixels.value)) : pixels;
  };

function fromPhantom(seed: number): ReadSlice {
  const phantom = makePhantom({ kind: 'chest', slices: mostSlices, seed, size: phantomSize });
  return async (index) => {
    // A turn of the event loop between slices, so that a signal can be heard.
    await breath();
    return ok({ size: phantomSize, hu: phantom.slice(index) });
  };
}

const nameOf = ({ series: { info } }: Extract<CasesSource, { kind: 'series' }>): string =>
  `series ${info.seriesNumber ?? ''} ${info.description}`.replace(/\s+/g, ' ').trim();

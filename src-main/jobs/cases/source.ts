import { type Outcome, ok } from '../../contract';
import { createPhantomPool, type PhantomThreads } from '../phantom/pool';
import { square } from '../training/square';
import { unlessAborted } from '../unless-aborted';
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

/**
 * Evenly spread slices of a source, from its first to its last. Null as soon as `signal` aborts; fails on the first that cannot be read. The phantom
 * is painted by `threads`.
 */
export async function* gatherSlices(
  source: CasesSource,
  seed: number,
  signal: AbortSignal,
  threads: PhantomThreads = {},
): AsyncGenerator<{ readonly done: number; readonly total: number }, Outcome<GatheredSlices> | null> {
  const available = source.kind === 'phantom' ? mostSlices : source.series.slices.length;
  const total = Math.min(mostSlices, available);
  const { read, dispose } = source.kind === 'phantom' ? fromPhantom(seed, threads) : fromSeries(source);
  try {
    const slices: SquareSlice[] = [];
    for (let i = 0; i < total; i++) {
      const slice = await unlessAborted(read(Math.floor(((i + 0.5) * available) / total)), signal);
      if (slice === null) return null;
      if (!slice.ok) return slice;
      slices.push(slice.value);
      yield { done: i + 1, total };
    }
    return ok({ name: source.kind === 'phantom' ? 'the chest phantom' : nameOf(source), slices });
  } finally {
    dispose();
  }
}

interface SliceReader {
  readonly read: (index: number) => Promise<Outcome<SquareSlice>>;
  readonly dispose: () => void;
}

const fromSeries = ({ series, reader }: Extract<CasesSource, { kind: 'series' }>): SliceReader => ({
  read: async (index) => {
    const pixels = await reader.readPixels(series.slices[index]!);
    return pixels.ok ? ok(square(pixels.value)) : pixels;
  },
  dispose: () => undefined,
});

function fromPhantom(seed: number, threads: PhantomThreads): SliceReader {
  const pool = createPhantomPool(threads);
  const anatomy = { kind: 'chest', slices: mostSlices, seed, size: phantomSize } as const;
  // All are asked for at once, and the threads take them as they become free. Those that are dropped fail unheard.
  const painted = Array.from({ length: mostSlices }, (_, index) => pool.truth(anatomy, index));
  for (const one of painted) one.catch(() => undefined);
  return {
    read: async (index) => ok({ size: phantomSize, hu: await painted[index]! }),
    // Threads end at their leisure: who cancels does not wait for that.
    dispose: () => void pool.dispose(),
  };
}

const nameOf = ({ series: { info } }: Extract<CasesSource, { kind: 'series' }>): string =>
  `series ${info.seriesNumber ?? ''} ${info.description}`.replace(/\s+/g, ' ').trim();

import { createHash } from 'node:crypto';
import { TacetError, troubleFor, valueOf } from '../../contract';
import type { Series, Slice, StudyReader } from '../../study';
import type { OwnImage, OwnQuestion } from '../engine/training-plan';
import { square } from './square';

/** The user's images that a training learns from, and those that are held back for the guard. Each is decoded when it is asked for, and kept by nobody here. */
export interface OwnImages {
  readonly teaches: 'slices' | 'pairs';
  readonly learnt: number;
  readonly heldBack: number;
  /** Width of the smallest, px; null without any. */
  readonly leastSize: number | null;
  /** Of what is learnt from, by its identifiers: tells a training's data from another's. */
  readonly digest: string;
  /** Rejects with a TacetError for one that cannot be read, or holds values that are no numbers. */
  read(question: OwnQuestion): Promise<OwnImage>;
}

/** Whether some images are held back from learning; that costs, and is of use to a guard alone. */
export type HoldingBack = 'some' | 'none';
export type PixelReader = Pick<StudyReader, 'readPixels'>;

export const noOwnImages: OwnImages = {
  teaches: 'slices',
  learnt: 0,
  heldBack: 0,
  leastSize: null,
  digest: '',
  read: async () => {
    throw new RangeError('There are no own images.');
  },
};

/** Fewer than these are all learnt from. */
const enoughToHoldBack = 5;
/** An examination looks at no more. */
const mostHeldBack = 8;

/** Of so many images those that are held back: one in five, spread evenly, neither the first nor the last. */
export function heldBackOf(count: number, holding: HoldingBack): ReadonlySet<number> {
  if (holding === 'none' || count < enoughToHoldBack) return new Set();
  const held = Math.min(mostHeldBack, Math.floor(count / 5));
  return new Set(Array.from({ length: held }, (_, i) => Math.floor(((i + 0.5) * count) / held)));
}

/** Every slice of the series as an image of its own. */
export function sliceImages(series: readonly Series[], reader: PixelReader, holding: HoldingBack): OwnImages {
  const all = series.flatMap(placesOf);
  const held = heldBackOf(all.length, holding);
  const entries = all.map((place) => ({ input: place, targets: [] }));
  return imagesOf('slices', reader, entries, held);
}

/** A slice and the width of its pixels, mm. */
export interface Place {
  readonly slice: Slice;
  readonly pixelMm: number;
  readonly size: number;
}
export const placesOf = ({ info, slices }: Series): readonly Place[] =>
  slices.map((slice) => ({
    slice,
    pixelMm: info.pixelSpacingMm?.betweenRowsMm ?? 1,
    size: Math.max(info.rows, info.columns),
  }));

/** An image; of a pair, with the slices whose mean is its target. */
export interface OwnEntry {
  readonly input: Place;
  readonly targets: readonly Place[];
}

/** The images of `entries`, of which those at the indices in `held` are held back. */
export function imagesOf(
  teaches: OwnImages['teaches'],
  reader: PixelReader,
  entries: readonly OwnEntry[],
  held: ReadonlySet<number>,
): OwnImages {
  const learnt = entries.filter((_, i) => !held.has(i));
  const heldBack = entries.filter((_, i) => held.has(i));
  return {
    teaches,
    learnt: learnt.length,
    heldBack: heldBack.length,
    leastSize: entries.length > 0 ? Math.min(...entries.map(({ input }) => input.size)) : null,
    digest: digestOf(learnt),
    read: ({ of, index }) => {
      const asked = of === 'learnt' ? learnt : heldBack;
      return readEntry(reader, asked[index], { index, count: asked.length });
    },
  };
}

function digestOf(entries: readonly OwnEntry[]): string {
  const hash = createHash('sha256');
  for (const { input, targets } of entries)
    for (const { slice } of [input, ...targets]) hash.update(`${slice.info.sopUid}/${slice.frame} `);
  return hash.digest('hex').slice(0, 12);
}

/** Which of how many. */
interface Rank {
  readonly index: number;
  readonly count: number;
}

async function readEntry(reader: PixelReader, { input, targets }: OwnEntry, at: Rank): Promise<OwnImage> {
  const { hu, size } = await readSquare(reader, input, at);
  if (targets.length === 0) return { hu, size, pixelMm: input.pixelMm, targetHu: null };
  const mean = new Float32Array(hu.length);
  for (const target of targets) {
    const other = await readSquare(reader, target, at);
    for (let i = 0; i < mean.length; i++) mean[i] += other.hu[i] / targets.length;
  }
  return { hu, size, pixelMm: input.pixelMm, targetHu: mean };
}

async function readSquare(reader: PixelReader, { slice }: Place, { index, count }: Rank) {
  const image = square(valueOf(await reader.readPixels(slice)));
  for (const value of image.hu)
    if (!Number.isFinite(value)) throw new TacetError(troubleFor('data-not-finite', { image: index + 1, count }));
  return image;
}

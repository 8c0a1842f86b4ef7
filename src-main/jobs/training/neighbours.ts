import { fail, ok, type Outcome } from '../../contract';
import type { SliceHu } from '../../engine';
import type { Series } from '../../study';
import { heldBackOf, type HoldingBack, imagesOf, type OwnEntry, type OwnImages, type PixelReader, placesOf } from './own-images';
import { evenly, median, percent, readSliceHu, relationOf } from './scans-read';

/** Fewer slices say too little of their noise, and hold too little to learn. */
const leastSlices = 6;
/** Neighbours that share more of their noise teach a network to keep it. Measured: 2 mm slices every 1 mm share 0.7, 0.26, 0.06 with the first, second and third. */
const mostCommonNoise = 0.15;
const farthest = 5;
/** Two slices whose middles lie within so many thicknesses still share signal: a slice's profile is wider at its foot. */
const reachThicknesses = 1.5;
/** With less of the body alike, hardly anything is left to learn from. */
const leastAlike = 0.5;
/** A model that leaves more than this share of a series' noise does not know it (see `isForeign`). */
const mostLeft = 0.5;

/** What a model leaves of a slice's noise in flat tissue, as a share. */
export type NoiseLeft = (slice: SliceHu) => Promise<number>;

/**
 * How many slices away the neighbour lies that a series can be taught with: the nearest whose noise is its own. Refused, in one sentence, where
 * slices show other anatomy rather than the same under other noise: they have to overlap, unless `leaves` says that the noise is foreign to the model.
 * Throws a TacetError for a slice that cannot be read.
 */
export async function neighbourDistance(
  { info, slices }: Series,
  reader: PixelReader,
  leaves: NoiseLeft,
): Promise<Outcome<number>> {
  if (slices.length < leastSlices) return fail('neighbours-few', { slices: slices.length, least: leastSlices });
  const spacingMm = info.sliceSpacingMm;
  if (spacingMm === null || !info.regular) return fail('neighbours-unplaced');
  const thicknessMm = median(slices.map(({ info: { thicknessMm } }) => thicknessMm ?? 0));
  const overlap = thicknessMm > 1.02 * spacingMm;
  if (!overlap && !(await isForeign(slices.length, (i) => readSliceHu(reader, slices[i]), leaves)))
    return fail('neighbours-apart', { thickness: mm(thicknessMm), spacing: mm(spacingMm) });
  for (let distance = 1; distance <= Math.min(farthest, slices.length >> 1); distance++) {
    const pairs = slices.slice(distance).map((slice, i) => [slices[i], slice] as const);
    const { commonNoise, alike } = await relationOf(reader, pairs);
    if (commonNoise > mostCommonNoise) continue;
    const apartMm = distance * spacingMm;
    if (overlap && apartMm > 1.001 * reachThicknesses * thicknessMm)
      return fail('neighbours-smeared', { reach: mm(apartMm - spacingMm), thickness: mm(thicknessMm) });
    if (alike < leastAlike) return fail('neighbours-unlike', { percent: percent(alike), apart: mm(apartMm) });
    return ok(distance);
  }
  return fail('neighbours-common-noise', { percent: percent(mostCommonNoise) });
}

const mm = (value: number): string => `${Number(value.toFixed(2))} mm`;

/** Whether the model leaves most of the noise, in the median of three slices. */
async function isForeign(count: number, read: (index: number) => Promise<SliceHu>, leaves: NoiseLeft): Promise<boolean> {
  const left: number[] = [];
  for (const index of evenly(
    Array.from({ length: count }, (_, i) => i),
    3,
  ))
    left.push(await leaves(await read(index)));
  return median(left) > mostLeft;
}

/** A series with the distance of the neighbours it is taught with. */
export interface Neighbouring {
  readonly series: Series;
  readonly distance: number;
}

/**
 * Every slice as input, the mean of its two neighbours at the distance as target, or one of them at an end. A slice that is held back is nobody's
 * target but of those that are held back as well.
 */
export function neighbourImages(all: readonly Neighbouring[], reader: PixelReader, holding: HoldingBack): OwnImages {
  const count = all.reduce((sum, { series }) => sum + series.slices.length, 0);
  const heldSlices = heldBackOf(count, holding);
  const entries: OwnEntry[] = [];
  const held = new Set<number>();
  let first = 0;
  for (const { series, distance } of all) {
    const places = placesOf(series);
    for (const [i, input] of places.entries()) {
      const isHeld = heldSlices.has(first + i);
      const beside = [i - distance, i + distance].filter(
        (k) => k >= 0 && k < places.length && (isHeld || !heldSlices.has(first + k)),
      );
      if (beside.length === 0) continue;
      if (isHeld) held.add(entries.length);
      entries.push({ input, targets: beside.map((k) => places[k]) });
    }
    first += places.length;
  }
  return imagesOf('pairs', reader, entries, held);
}

import { valueOf } from '../../contract';
import type { SliceHu } from '../../engine';
import { alikeShare, commonNoise } from '../../engine/pairs';
import type { Slice } from '../../study';
import type { PixelReader } from './own-images';

/** A slice as the engine takes it. Throws a TacetError for one that cannot be read. */
export async function readSliceHu(reader: PixelReader, slice: Slice): Promise<SliceHu> {
  const { rows, columns, hu, padding } = valueOf(await reader.readPixels(slice));
  return { rows, columns, hu: Float32Array.from(hu), padding };
}

/** How two scans of one place are related: in the median of the pairs that were looked at. */
export interface Relation {
  /** Share of the input's noise that is in the target too. */
  readonly commonNoise: number;
  /** Share of the body that looks alike. */
  readonly alike: number;
}

/** At most so many pairs are read to judge a series. */
export const probes = 5;

export async function relationOf(reader: PixelReader, pairs: readonly (readonly [Slice, Slice])[]): Promise<Relation> {
  const found: Relation[] = [];
  for (const [input, target] of evenly(pairs, probes)) {
    const [a, b] = [await readSliceHu(reader, input), await readSliceHu(reader, target)];
    found.push({ commonNoise: commonNoise(a, b), alike: alikeShare(a.hu, b.hu, a.rows, a.columns) });
  }
  return { commonNoise: median(found.map((one) => one.commonNoise)), alike: median(found.map((one) => one.alike)) };
}

/** At most `count` of them, spread evenly. */
export const evenly = <T>(all: readonly T[], count: number): readonly T[] => {
  const length = Math.min(count, all.length);
  return Array.from({ length }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / length)]);
};

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** A share as a sentence has it: `37` of 100. */
export const percent = (share: number): string => (100 * share).toFixed(0);

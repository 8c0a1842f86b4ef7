import { seededRandom } from '../../random';
import { type Lungs, pointsInLung } from './lungs';
import type { RodLayer } from './rod-layer';
import type { Point } from './solid';
import { mix, tissue } from './tissue';

export interface Nodule {
  readonly centre: Point;
  readonly radiusMm: number;
  /** How far its surface goes in and out, a share of the radius. */
  readonly spiculation: number;
  readonly hu: number;
}

/** What each lung holds: three solid ones, the largest spiculated, one of ground glass, one calcified. */
const kinds = [
  { least: 2, most: 3, spiculation: 0.03, hu: tissue.muscle - 15 },
  { least: 3, most: 5, spiculation: 0.05, hu: tissue.muscle - 15 },
  { least: 5.5, most: 9, spiculation: 0.11, hu: tissue.muscle - 10 },
  { least: 5, most: 9, spiculation: 0.06, hu: -620 },
  { least: 1.4, most: 2.2, spiculation: 0, hu: 620 },
] as const;

export function nodulesIn(seed: number, lung: Lungs): readonly Nodule[] {
  const random = seededRandom(seed, 83);
  return ([-1, 1] as const).flatMap((side) => {
    const places = pointsInLung(seed + 5, side, 24, 4, lung);
    return kinds.map(({ least, most, spiculation, hu }) => ({
      centre: places[random.integer(places.length)],
      radiusMm: mix(least, most, random.uniform()),
      spiculation,
      hu,
    }));
  });
}

export function paintNodules(layer: RodLayer, nodules: readonly Nodule[], within: Uint8Array): void {
  for (const { centre, radiusMm, spiculation, hu } of nodules) {
    layer.ball(centre, radiusMm, spiculation);
    layer.apply(hu, within);
  }
}

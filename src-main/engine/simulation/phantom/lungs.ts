import { seededRandom } from '../../random';
import { type ChestShape, topOfLungsMm } from './chest-shape';
import type { Mediastinum } from './mediastinum';
import { ellipsoid, type Point, type Solid } from './solid';

/** Where the lungs are: inside the cage, beside the mediastinum, above the domes of the diaphragm. */
export interface Lungs {
  /** Signed distance at height z, mm, negative inside; `cageDistance` and `betweenLungs` are those of the point. */
  readonly distanceAt: (z: number) => (x: number, y: number, cageDistance: number, betweenLungs: number) => number;
  readonly distance: (x: number, y: number, z: number) => number;
  /** Distance to the nearest fissure, mm. */
  readonly fissureDistance: (x: number, y: number, z: number) => number;
  /** Under the diaphragm: right, left and the middle, on which the heart lies. */
  readonly domes: readonly Solid[];
}

/** Pleura between lung and ribs, mm. */
const pleuraMm = 1.6;

export function lungs(seed: number, shape: ChestShape, between: Mediastinum): Lungs {
  const random = seededRandom(seed, 73);
  const breath = 8 * (random.uniform() - 0.5);
  const domes = [
    ellipsoid([-62, 2, -133 + breath], [83, 104, 71]),
    ellipsoid([66, 6, -139 + breath], [78, 100, 66]),
    ellipsoid([2, -34, -146 + breath], [76, 66, 60]),
  ];
  const bow = [random.normal(), random.normal(), random.normal()];

  const distanceAt: Lungs['distanceAt'] = (z) => (x, y, cageDistance, betweenLungs) => {
    let out = Math.max(cageDistance + pleuraMm, -betweenLungs);
    if (z < -50) for (const dome of domes) out = Math.max(out, -dome.distance(x, y, z));
    return z > topOfLungsMm ? Math.max(out, z - topOfLungsMm) : out;
  };
  const planes = new Map<number, (x: number, y: number) => number>();
  const betweenAt = (z: number): ((x: number, y: number) => number) => {
    const key = Math.round(z / 4);
    let found = planes.get(key);
    if (!found) planes.set(key, (found = between.distanceAt(4 * key)));
    return found;
  };
  /** Major fissures fall from behind the upper lobes to the front of the domes; the minor one lies level, on the right only. */
  const fissureDistance = (x: number, y: number, z: number): number => {
    const out = (Math.abs(x) - 70) / 60;
    const major = 0.66 * (z - 8 + (x < 0 ? 0 : 6) + 6 * out * out + 3 * bow[0] * out) - 0.75 * (y - 22 - 10 * out - 3 * bow[1]);
    if (x > 0 || major < 0) return Math.abs(major);
    return Math.min(Math.abs(major), Math.abs(z - 12 - 2.5 * bow[2] + 9 * out * out - 0.1 * (y + 40)));
  };
  return {
    distanceAt,
    distance: (x, y, z) => distanceAt(z)(x, y, shape.cageDistance(x, y, z), betweenAt(z)(x, y)),
    fissureDistance,
    domes,
  };
}

/** Points spread evenly (a jittered lattice) over one lung, `marginMm` inside it and clear of the fissures. */
export function pointsInLung(seed: number, side: -1 | 1, spacingMm: number, marginMm: number, lung: Lungs): readonly Point[] {
  const random = seededRandom(seed, side, 79);
  const points: Point[] = [];
  const jitter = (): number => 0.8 * spacingMm * (random.uniform() - 0.5);
  for (let z = -125; z < topOfLungsMm; z += spacingMm)
    for (let y = -100; y < 110; y += spacingMm)
      for (let x = 4; x < 150; x += spacingMm) {
        const point: Point = [side * (x + jitter()), y + jitter(), z + jitter()];
        if (lung.fissureDistance(...point) > 4 && lung.distance(...point) < -marginMm) points.push(point);
      }
  return points;
}

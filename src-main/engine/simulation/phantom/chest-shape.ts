import { seededRandom } from '../../random';
import { type Curve, curveDistance, curveOf, profile, radiusOf, rayOf, superellipseRadius } from './curve';
import { smoothStep } from './tissue';

/** The outlines of a chest by height: skin and the inside of the rib cage. */
export interface ChestShape {
  readonly skin: (z: number) => Curve;
  readonly cage: (z: number) => Curve;
  /** Signed distance to the inside of the cage at any point, mm, negative inside. */
  readonly cageDistance: (x: number, y: number, z: number) => number;
  /** Where the inside of the cage lies in the middle of the front, y in mm. */
  readonly cageFront: (z: number) => number;
}

/** Height of the lungs' tips, mm. */
export const topOfLungsMm = 127;

// Rows: z, half the width, y of the front, y of the back. Arms raised: the shoulders widen the top.
const skinRows = [
  [-130, 162, -121, 120],
  [-60, 165, -121, 124],
  [0, 166, -119, 127],
  [35, 170, -114, 128],
  [70, 186, -105, 127],
  [100, 204, -93, 122],
  [130, 218, -80, 114],
] as const;
const cageRows = [
  [-130, 131, -96, 91],
  [-60, 134, -98, 95],
  [0, 131, -96, 97],
  [40, 123, -87, 96],
  [70, 111, -72, 92],
  [95, 92, -50, 84],
  [112, 73, -28, 75],
  [122, 56, -8, 66],
  [132, 30, 12, 56],
] as const;

export function chestShape(seed: number): ChestShape {
  const random = seededRandom(seed, 71);
  const swing = (amount: number): number => 1 + amount * (2 * random.uniform() - 1);
  const scale = { width: swing(0.04), depth: swing(0.05), shoulder: swing(0.04) };
  const tilts = [2, 3, 4, 5].map((times) => ({ times, size: 0.006 * random.normal(), phase: 6.3 * random.uniform() }));
  const uneven = (turn: number): number =>
    tilts.reduce((sum, { times, size, phase }) => sum + size * Math.cos(times * turn + phase), 1);
  const [skinAt, cageAt] = [profile(skinRows), profile(cageRows)];

  const curve = (rows: readonly number[], power: number, widening = 1): Curve => {
    const [a, front, back] = rows;
    const shape = { a: a * scale.width * widening, front: front * scale.depth, back: 20 + (back - 20) * scale.depth, power };
    return curveOf((turn) => superellipseRadius(shape, turn) * uneven(turn));
  };
  const skin = (z: number): Curve =>
    curve(skinAt(z), 2.45 - 0.25 * smoothStep(40, 110, z), 1 + (scale.shoulder - 1) * smoothStep(40, 110, z));
  const cage = (z: number): Curve => curve(cageAt(z), 2.3);

  const cages = new Map<number, Curve>();
  const cageNear = (z: number): Curve => {
    const key = 4 * Math.round(z / 4);
    let found = cages.get(key);
    if (!found) cages.set(key, (found = cage(key)));
    return found;
  };
  return {
    skin,
    cage,
    cageDistance: (x, y, z) => curveDistance(cageNear(z), rayOf(x, y), radiusOf(x, y)),
    cageFront: (z) => cageAt(z)[1] * scale.depth,
  };
}

/** The middle of the vertebral bodies, y in mm: the thoracic spine bows to the back. */
export const spineY = (z: number): number => 67 - (z > 0 ? 0.0016 : 0.0009) * z * z;

import type { Random } from '../../random';
import { seededRandom } from '../../random';
import type { Capsule } from './canvas';

type Point = readonly [number, number, number];

interface Tree {
  readonly vessels: readonly Capsule[];
  /** Lumens of the airways; their walls are 1.3 mm thicker. */
  readonly airways: readonly Capsule[];
}

/** Arteries and veins that fan out from both hila, tapering as they fork (Murray: r³ = Σ r³), and the airways that go with them. */
export function lungTrees(seed: number): Tree {
  const random = seededRandom(seed, 31);
  const vessels: Capsule[] = [];
  const airways: Capsule[] = [];
  const carina: Point = [0, 12, 20];
  airways.push({ from: [2, 8, 140], to: carina, radius: 8.5 });
  for (const side of [-1, 1]) {
    const hilum: Point = [side * 38, 14, -4];
    airways.push({ from: carina, to: hilum, radius: 6 });
    const stems: readonly (readonly [Point, number])[] = [
      [[side * 0.55, -0.1, 0.9], 5.2],
      [[side * 0.8, -0.75, 0.2], 4.6],
      [[side * 0.9, 0.45, -0.15], 4.8],
      [[side * 0.55, 0.35, -0.9], 5.6],
      [[side * 0.45, -0.45, -0.85], 5],
      [[side * 0.75, 0.65, 0.55], 4.4],
    ];
    for (const [direction, radius] of stems) {
      grow(vessels, random, hilum, jitter(random, direction, 0.15), radius, 26, 0);
      grow(vessels, random, [hilum[0], hilum[1] - 6, hilum[2] - 8], jitter(random, direction, 0.3), radius * 0.8, 28, 0);
      airway(airways, random, hilum, jitter(random, direction, 0.1), radius * 0.62, 22, 0);
    }
  }
  return { vessels, airways };
}

function grow(
  into: Capsule[],
  random: Random,
  from: Point,
  direction: Point,
  radius: number,
  length: number,
  depth: number,
): void {
  if (radius < 0.45 || depth > 9) return;
  const way = unit(direction);
  const to: Point = [from[0] + way[0] * length, from[1] + way[1] * length, from[2] + way[2] * length];
  into.push({ from, to, radius });
  const share = 0.3 + 0.25 * random.uniform();
  const shorter = length * (0.78 + 0.12 * random.uniform());
  grow(into, random, to, jitter(random, way, 0.35), radius * Math.cbrt(1 - share), shorter, depth + 1);
  grow(into, random, to, jitter(random, way, 0.9), radius * Math.cbrt(share), shorter, depth + 1);
}

function airway(
  into: Capsule[],
  random: Random,
  from: Point,
  direction: Point,
  radius: number,
  length: number,
  depth: number,
): void {
  if (radius < 1 || depth > 3) return;
  const way = unit(direction);
  const to: Point = [from[0] + way[0] * length, from[1] + way[1] * length, from[2] + way[2] * length];
  into.push({ from, to, radius });
  airway(into, random, to, jitter(random, way, 0.3), radius * 0.75, length * 0.8, depth + 1);
  airway(into, random, to, jitter(random, way, 0.8), radius * 0.62, length * 0.75, depth + 1);
}

const jitter = (random: Random, [x, y, z]: Point, amount: number): Point => [
  x + amount * random.normal(),
  y + amount * random.normal(),
  z + amount * random.normal(),
];
function unit([x, y, z]: Point): Point {
  const length = Math.hypot(x, y, z) + 1e-9;
  return [x / length, y / length, z / length];
}

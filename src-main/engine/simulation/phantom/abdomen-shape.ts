import type { Random } from '../../random';
import { type Curve, curveOf, profile, rayTable, superellipseRadius } from './curve';
import { hump, smoothStep } from './tissue';

/** What a belly is like: outlines by height, and how thick its wall is by angle from the back. z = 0 lies at the crests of the hips. */
export interface AbdomenShape {
  readonly skin: (z: number) => Curve;
  /** The inside of ribs and muscles. */
  readonly cavity: (z: number) => Curve;
  readonly muscleDepth: (z: number) => Float32Array;
  /** Height of the diaphragm above a place, mm, and how steep it is there. */
  readonly dome: (x: number, y: number) => { readonly heightMm: number; readonly slope: number };
  readonly spineY: (z: number) => number;
}

// Rows: z, half the width, y of the front, y of the back.
const cavityRows = [
  [-30, 122, -84, 92],
  [40, 117, -84, 92],
  [110, 126, -92, 92],
  [200, 127, -94, 94],
] as const;

export function abdomenShape(random: Random): AbdomenShape {
  const swing = (amount: number): number => 1 + amount * (2 * random.uniform() - 1);
  const [width, depth] = [swing(0.06), swing(0.09)];
  // From lean to stout; the belly hangs out in front and at the flanks.
  const fatMm = 5 + 30 * random.uniform() ** 1.6;
  const tops = [186 + 8 * random.normal(), 176 + 8 * random.normal()] as const;
  const tilts = [2, 3, 4, 5].map((times) => ({ times, size: 0.007 * random.normal(), phase: 6.3 * random.uniform() }));
  const uneven = (turn: number): number =>
    tilts.reduce((sum, { times, size, phase }) => sum + size * Math.cos(times * turn + phase), 1);
  const cavityAt = profile(cavityRows);
  const curve = (z: number, outMm: readonly [number, number, number], power: number): Curve => {
    const [a, front, back] = cavityAt(z);
    const shape = { a: a * width + outMm[0], front: front * depth - outMm[1], back: back + outMm[2], power };
    return curveOf((turn) => superellipseRadius(shape, turn) * uneven(turn));
  };
  return {
    cavity: (z) => curve(z, [0, 0, 0], 2.4),
    skin: (z) => {
      const low = 1 - smoothStep(60, 190, z);
      return curve(z, [20 + fatMm * (0.6 + 0.5 * low), 15 + fatMm * (0.5 + 0.9 * low), 36 + 0.6 * fatMm], 2.35);
    },
    muscleDepth: (z) => wallDepth(z),
    dome: (x, y) => {
      // Two flat hills; the recess behind them reaches farthest down.
      const [right, left] = [-1, 1].map((side) => {
        const [dx, dy] = [x - side * 52, y + 12];
        const away = dx * dx + dy * dy;
        return { heightMm: tops[side < 0 ? 0 : 1] - 0.0058 * away, slope: 0.0116 * Math.sqrt(away) };
      });
      return right.heightMm > left.heightMm ? right : left;
    },
    spineY: (z) => 60 - 0.0006 * (z - 60) ** 2,
  };
}

/** Erector muscles at the back, three flat layers at the flanks, the straight muscles in front with their seams of sinew. */
function wallDepth(z: number): Float32Array {
  const ribs = smoothStep(70, 130, z);
  return rayTable((angle) => {
    const back = 32 * (1 - smoothStep(6, 54, angle) ** 1.5) * smoothStep(-4, 7, angle);
    const flank = (20 - 5 * ribs) * hump(30, 60, 128, 139, angle);
    const straight = 11.5 * hump(140, 147, 176, 179.5, angle);
    return Math.max(2.5, back, flank, straight);
  });
}

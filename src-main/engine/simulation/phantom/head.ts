import { seededRandom } from '../../random';
import type { Blob } from './canvas';
import { blobDistance, boxOf, Canvas } from './canvas';
import { valueNoise } from './texture';
import { clamp01, hump } from './tissue';

/**
 * A seeded head at height z (mm above the base of the skull, 0 to 120): scalp, two tables with diploë, folded grey and white matter, falx, deep nuclei,
 * ventricles of many sizes, calcified pineal and plexus, sinuses; in some a haemorrhage with oedema, or an infarct of 4 to 8 HU.
 */
export function headPhantom(seed: number): { readonly slice: (z: number, size: number, pixelMm: number) => Float32Array } {
  const random = seededRandom(seed, 43);
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  const skull = { rx: between(68, 77), ry: between(86, 96), boneMm: between(5, 9.5), lopsided: between(-0.02, 0.02) };
  const ventricles = { wide: between(0.6, 1.7), long: between(0.8, 1.25), uneven: between(0.85, 1.15) };
  const calcified = { pineal: random.uniform() < 0.6 ? between(1.2, 3) : 0, plexus: random.uniform() < 0.5 ? between(1, 3) : 0 };
  const sinus = { wide: between(6, 20), deep: between(3, 8) };
  const somewhere = () => ({ x: between(-38, 38), y: between(-48, 48), z: between(32, 84), radius: between(4, 15) });
  const bleeding = random.uniform() < 0.4 ? { ...somewhere(), hu: between(52, 76) } : null;
  const infarct = random.uniform() < 0.45 ? { ...somewhere(), radius: between(8, 26), hu: -between(4, 8) } : null;
  const folds = valueNoise(seed + 1, 7);
  const fine = valueNoise(seed + 2, 2.5);
  const broad = valueNoise(seed + 3, 24);

  const slice = (z: number, size: number, pixelMm: number): Float32Array => {
    const canvas = new Canvas(size, pixelMm, -1000);
    const narrowing = Math.sqrt(Math.max(0.05, 1 - Math.max(0, (z - 45) / 85) ** 2));
    const shell = (by: number): Blob => ({
      x: 0,
      y: 0,
      rx: skull.rx * narrowing - by,
      ry: skull.ry * narrowing - by,
      waves: [
        [3, 0.02, Math.PI / 2],
        [2, 0.012, 0],
        [1, skull.lopsided, 0.6],
      ],
    });
    const paint = (blob: Blob, hu: number | ((x: number, y: number) => number), soft?: number): void =>
      canvas.paint(boxOf(blob), (x, y) => blobDistance(blob, x, y), hu, soft);
    const oval = (x: number, y: number, rx: number, ry: number, turn = 0, waves: Blob['waves'] = []): Blob => ({
      x,
      y,
      rx,
      ry,
      turn,
      waves,
    });
    paint(shell(-6), 30);
    paint(shell(-4.5), -60);
    paint(shell(0), 1350);
    paint(shell(2), (x, y) => 520 + 120 * fine(x, y, z));
    paint(shell(skull.boneMm - 2), 1250);
    paint(shell(skull.boneMm), 10);
    const brain = shell(skull.boneMm + 2);
    // Oedema and infarcts darken what is there, with uneven edges.
    const darker = (x: number, y: number): number => {
      const inside = (spot: { readonly x: number; readonly y: number; readonly z: number }, radius: number): number =>
        clamp01(0.5 + (radius - Math.hypot(x - spot.x, y - spot.y, z - spot.z) + 6 * broad(x * 1.5, y * 1.5, z)) / 5);
      return (
        (infarct ? infarct.hu * inside(infarct, infarct.radius) : 0) -
        (bleeding ? 7 * inside(bleeding, 1.5 * bleeding.radius) : 0)
      );
    };
    paint(brain, (x, y) => {
      const depth = -blobDistance(brain, x, y);
      const fold = folds(x, y, z);
      const reach = 12 + 8 * broad(x, y, z);
      const sulcus = clamp01((0.16 - Math.abs(fold)) / 0.08) * clamp01((reach - depth) / 4);
      const falx = clamp01(1.3 - Math.abs(x - 2 * skull.lopsided * y)) * clamp01((Math.abs(y) - 38) / 6);
      const grey = clamp01((5 + 6 * fold + 3 * broad(x, y, z) - depth) / 2 + 0.5);
      const along = clamp01((0.5 - Math.abs(fold)) / 0.2) * clamp01((reach + 7 - depth) / 5);
      const tissueHu = 28.5 + 9 * Math.max(grey, along) + 1.2 * broad(x, y, z) + 1.2 * fine(x, y, z) + darker(x, y);
      return tissueHu + sulcus * (11 - tissueHu) + falx * (46 - tissueHu);
    });
    const deep = hump(38, 46, 60, 70, z);
    if (deep > 0.05)
      for (const side of [-1, 1]) {
        const nucleus = (x: number, y: number): number => 36.5 + 1.2 * fine(x, y, z) + darker(x, y);
        paint(oval(side * 11, 14, 7 * deep, 13 * deep, side * 0.35), nucleus, 2);
        paint(oval(side * 24, -8, 6 * deep, 16 * deep, side * 0.2), nucleus, 2);
      }
    const open = hump(32, 46, 66, 84, z);
    if (open > 0.05)
      for (const side of [-1, 1]) {
        const wide = 5 * open * ventricles.wide * (side < 0 ? ventricles.uneven : 1);
        const long = open * ventricles.long;
        paint(oval(side * 9, -18, wide, 16 * long, -side * 0.25, [[2, 0.15, side]]), 7, 1.5);
        paint(oval(side * (16 + wide * 0.4), 28, wide, 14 * long, side * 0.3), 7, 1.5);
        if (calcified.plexus > 0 && z > 44 && z < 60)
          paint(oval(side * 18, 32, calcified.plexus, 1.4 * calcified.plexus), 180, 1);
      }
    if (z > 34 && z < 54) paint(oval(0, 6, 1.8 * ventricles.wide, 11), 8, 1.4);
    if (calcified.pineal > 0 && Math.abs(z - 48) < 4) paint(oval(0, 22, calcified.pineal, calcified.pineal), 320, 1);
    if (z < 26) {
      // In the bone of the forehead, and the temporal bones with their cells.
      const front = -(skull.ry * narrowing - 3);
      for (const side of [-1, 1]) {
        paint(oval(side * (2 + 0.55 * sinus.wide), front + sinus.deep, sinus.wide + 2, sinus.deep + 2, side * 0.2), 1000, 1);
        paint(
          oval(side * (2 + 0.55 * sinus.wide), front + sinus.deep, sinus.wide, sinus.deep, side * 0.2, [[3, 0.1, side]]),
          -980,
          1,
        );
        paint(oval(side * 36, 14, 24, 11, side * 0.6, [[3, 0.06, 1]]), (x, y) => 900 + 350 * broad(x, y, z), 1.2);
        paint(
          oval(side * 46, 20, 10, 7, side * 0.4, [[3, 0.2, 0]]),
          (x, y) => -500 + 700 * folds(2.4 * x, 2.4 * y, 2.4 * z),
          1.2,
        );
      }
    }
    if (bleeding) {
      const near = Math.sqrt(Math.max(0, bleeding.radius ** 2 - (z - bleeding.z) ** 2));
      const clot = oval(bleeding.x, bleeding.y, near, 0.8 * near, bleeding.hu, [
        [2, 0.12, 1],
        [3, 0.1, 2],
      ]);
      if (near > 0.5) paint(clot, (x, y) => bleeding.hu + 2 * fine(x, y, z), 2.5);
    }
    return canvas.hu;
  };
  return { slice };
}

import { seededRandom } from '../../random';
import type { Blob } from './canvas';
import { blobDistance, boxOf, Canvas } from './canvas';
import { valueNoise } from './texture';

/** A seeded head at height z (mm above the base of the skull, 0 to 120): scalp, two tables with diploë, folded grey and white matter, ventricles, sinuses. */
export function headPhantom(seed: number): { readonly slice: (z: number, size: number, pixelMm: number) => Float32Array } {
  const random = seededRandom(seed, 43);
  const skull = { rx: 70 + 6 * random.uniform(), ry: 88 + 7 * random.uniform() };
  const folds = valueNoise(seed + 1, 7);
  const fine = valueNoise(seed + 2, 2.5);
  const lesion = {
    x: 60 * (random.uniform() - 0.5),
    y: 70 * (random.uniform() - 0.5),
    z: 40 + 40 * random.uniform(),
    radius: 4 + 8 * random.uniform(),
  };
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
      ],
    });
    const paint = (blob: Blob, hu: number | ((x: number, y: number) => number), soft?: number): void =>
      canvas.paint(boxOf(blob), (x, y) => blobDistance(blob, x, y), hu, soft);
    paint(shell(-6), 30);
    paint(shell(-4.5), -60);
    paint(shell(0), 1350);
    paint(shell(2), (x, y) => 520 + 120 * fine(x, y, z));
    paint(shell(5), 1250);
    paint(shell(7), 10);
    const brain = shell(9);
    paint(brain, (x, y) => {
      const depth = -blobDistance(brain, x, y);
      const sulcus = Math.abs(folds(x, y, z)) < 0.09 && depth < 18;
      const grey = depth < 5 + 4 * folds(x * 1.3, y * 1.3, z + 50) || Math.abs(folds(x + 90, y, z)) < 0.12;
      return (sulcus ? 12 : grey ? 38 : 29) + 1.5 * fine(x, y, z);
    });
    if (z > 35 && z < 85)
      for (const side of [-1, 1]) {
        paint({ x: side * 9, y: -14, rx: 5, ry: 17, waves: [[2, 0.15, side]], turn: side * 0.25 }, 7, 1.5);
        paint({ x: side * 16, y: 24, rx: 5, ry: 14, waves: [], turn: -side * 0.35 }, 7, 1.5);
      }
    if (z < 26) {
      paint({ x: 0, y: -58, rx: 26, ry: 18, waves: [[3, 0.1, 0]] }, -980, 1);
      for (const side of [-1, 1]) {
        paint({ x: side * 36, y: 14, rx: 24, ry: 11, waves: [], turn: side * 0.6 }, 1100);
        paint({ x: side * 44, y: 18, rx: 8, ry: 6, waves: [[3, 0.2, 0]] }, -850);
      }
    }
    const near = Math.sqrt(Math.max(0, lesion.radius ** 2 - (z - lesion.z) ** 2));
    if (near > 0.5) paint({ ...lesion, rx: near, ry: near, waves: [] }, 52, 2);
    return canvas.hu;
  };
  return { slice };
}

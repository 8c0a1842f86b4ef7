import { seededRandom } from '../../random';
import type { Blob } from './canvas';
import { blobDistance, boxOf, Canvas } from './canvas';
import { valueNoise } from './texture';

/**
 * Random anatomy for training: a body with fat and muscle, organs, vessels with contrast medium, bone with marrow, bowel gas, textures of several
 * scales, and faint lesions of 2 to 30 HU. No organ is like a real one; edges, contrasts and sizes are.
 */
export function randomShapes(seed: number, size: number, pixelMm: number): Float32Array {
  const random = seededRandom(seed, 47);
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  const canvas = new Canvas(size, pixelMm, -1000);
  const reach = (size * pixelMm) / 2;
  const waves = (): Blob['waves'] => [2, 3, 5].map((times) => [times, between(-0.12, 0.12), between(0, 6)] as const);
  const texture = valueNoise(seed + 1, between(1.5, 6));
  const paint = (blob: Blob, base: number, grain: number, soft: number): void =>
    canvas.paint(
      boxOf(blob),
      (x, y) => blobDistance(blob, x, y),
      (x, y) => base + grain * texture(x, y, seed),
      soft,
    );
  const anywhere = (least: number, most: number, spread = 0.75): Blob => ({
    x: between(-spread, spread) * reach,
    y: between(-spread, spread) * reach,
    rx: between(least, most),
    ry: between(least, most),
    waves: waves(),
    turn: between(0, 3),
  });

  const body: Blob = {
    x: 0,
    y: 0,
    rx: reach * between(0.75, 0.95),
    ry: reach * between(0.65, 0.9),
    waves: [
      [2, 0.03, 0],
      [3, 0.02, 1],
    ],
  };
  paint(body, -105, 12, 1);
  paint({ ...body, rx: body.rx - between(6, 20), ry: body.ry - between(6, 20) }, 45, 8, between(0.8, 3));
  for (let i = 0; i < 4; i++) paint(anywhere(18, 55), between(-110, 75), between(0, 12), between(0.8, 3));
  for (let i = 0; i < 2; i++) paint(anywhere(20, 50), between(-900, -780), between(10, 35), 1);
  for (let i = 0; i < 22; i++) paint(anywhere(1, 7), between(20, 320), between(0, 5), between(0.7, 1.5));
  for (let i = 0; i < 8; i++) {
    const bone = anywhere(4, 18);
    paint(bone, between(500, 1300), 40, 0.9);
    paint({ ...bone, rx: bone.rx * 0.75, ry: bone.ry * 0.75 }, between(120, 450), 70, 0.9);
  }
  for (let i = 0; i < 3; i++) paint(anywhere(3, 14), between(-1000, -900), 8, 1);
  for (let i = 0; i < 14; i++)
    faint(canvas, anywhere(2, 12, 0.6), (random.uniform() < 0.5 ? -1 : 1) * 2 * 15 ** random.uniform(), between(0.5, 4));
  return canvas.hu;
}

/**
 * A cylinder as laboratories scan it: level water or plastic with round inserts, many of them faint, some as small as a pixel or two, edges as sharp
 * as the pixels allow. Where anatomy is never level, a network learns to call a faint disc in level tissue noise.
 */
export function randomInserts(seed: number, size: number, pixelMm: number): Float32Array {
  const random = seededRandom(seed, 67);
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  const canvas = new Canvas(size, pixelMm, -1000);
  const reach = (size * pixelMm) / 2;
  const disc = (x: number, y: number, radius: number): Blob => ({ x, y, rx: radius, ry: radius, waves: [] });
  const paint = (blob: Blob, hu: number): void => canvas.paint(boxOf(blob), (x, y) => blobDistance(blob, x, y), hu);
  const body = disc(0, 0, reach * between(0.75, 1.1));
  const level = between(-120, 120);
  paint(body, level);
  for (let i = 0; i < 60; i++) {
    const [away, angle] = [0.85 * Math.min(body.rx, reach) * Math.sqrt(random.uniform()), between(0, 2 * Math.PI)];
    const contrast = (random.uniform() < 0.5 ? -1 : 1) * 3 * (1000 / 3) ** (random.uniform() ** 1.5);
    paint(disc(away * Math.cos(angle), away * Math.sin(angle), 1 * 15 ** random.uniform()), Math.max(-1000, level + contrast));
  }
  return canvas.hu;
}

/** Faint lesions of 2 to 30 HU of either sign, 2 to 12 mm, laid over whatever tissue is there. */
export function addFaintShapes(hu: Float32Array, seed: number, size: number, pixelMm: number): void {
  const random = seededRandom(seed, 71);
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  const canvas = new Canvas(size, pixelMm, hu);
  const reach = (size * pixelMm) / 2;
  for (let i = 0; i < 14; i++) {
    const lesion: Blob = {
      x: between(-0.6, 0.6) * reach,
      y: between(-0.6, 0.6) * reach,
      rx: between(2, 12),
      ry: between(2, 12),
      waves: [[3, between(-0.1, 0.1), between(0, 6)]],
      turn: between(0, 3),
    };
    faint(canvas, lesion, (random.uniform() < 0.5 ? -1 : 1) * 2 * 15 ** random.uniform(), between(0.5, 4));
  }
}

/** Adds rather than replaces: a faint lesion keeps the texture under it. */
function faint(canvas: Canvas, blob: Blob, contrast: number, soft: number): void {
  const middle = (canvas.size - 1) / 2;
  const under = canvas.hu.slice();
  const at = (x: number, y: number): number =>
    under[Math.round(y / canvas.pixelMm + middle) * canvas.size + Math.round(x / canvas.pixelMm + middle)] ?? -1000;
  canvas.paint(
    boxOf(blob),
    (x, y) => blobDistance(blob, x, y),
    (x, y) => at(x, y) + contrast,
    soft,
  );
}

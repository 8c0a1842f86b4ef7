import type { Blob, Canvas } from './canvas';
import { blobDistance, boxOf } from './canvas';
import { onRay, rayTable } from './curve';
import { spineY } from './chest-shape';
import type { SliceFields, Textures } from './chest-wall';
import { clamp01, mix, smoothStep, tissue } from './tissue';

type Hu = number | ((x: number, y: number) => number);
export interface Brush {
  readonly blob: (blob: Blob, hu: Hu, edgeMm?: number) => void;
  /** A bar between two points of the slice, rounded at its ends. */
  readonly bar: (from: Spot, to: Spot, radius: number, hu: Hu, edgeMm?: number) => void;
}
type Spot = readonly [x: number, y: number];

/** What draws flat shapes on a slice, where `within` is 1. */
export function brushOn(canvas: Canvas, within: Uint8Array): Brush {
  return {
    blob: (blob, hu, edgeMm) => canvas.paint(boxOf(blob), (x, y) => blobDistance(blob, x, y), hu, edgeMm, within),
    bar: ([x0, y0], [x1, y1], radius, hu, edgeMm) => {
      const [ax, ay] = [x1 - x0, y1 - y0];
      const inverse = 1 / (ax * ax + ay * ay + 1e-9);
      const box = {
        x: (x0 + x1) / 2,
        y: (y0 + y1) / 2,
        rx: Math.abs(ax) / 2 + radius,
        ry: Math.abs(ay) / 2 + radius,
      };
      const distance = (x: number, y: number): number => {
        const t = clamp01(((x - x0) * ax + (y - y0) * ay) * inverse);
        const [dx, dy] = [x - x0 - t * ax, y - y0 - t * ay];
        return Math.sqrt(dx * dx + dy * dy) - radius;
      };
      canvas.paint(box, distance, hu, edgeMm, within);
    },
  };
}

const oval = (x: number, y: number, rx: number, ry: number, waves: Blob['waves'] = [], turn = 0): Blob => ({
  x,
  y,
  rx,
  ry,
  waves,
  turn,
});

/** From a vertebra to the next in the chest, and from a rib to the next, mm. */
const levelMm = 24;

/** The spine at a height: the middle of the vertebral body, its size against a thoracic one, and the height from a vertebra to the next. */
export interface SpineAt {
  readonly y: number;
  readonly growth: number;
  readonly levelMm: number;
}
export const thoracicSpine = (z: number): SpineAt => ({ y: spineY(z), growth: 1 - 0.0011 * z, levelMm });

/** Vertebral body or disc, canal, arch and processes at a height. */
export function paintSpine({ blob, bar }: Brush, z: number, { y, growth, levelMm }: SpineAt, { fine, coarse }: Textures): void {
  const spongy = (x: number, v: number): number =>
    tissue.marrow + 60 * fine(x, v) + 45 * fine(x * 2.1, v * 2.1) + 20 * coarse(x, v);
  const place = (((z / levelMm) % 1) + 1) % 1;
  // 0 in the middle of a disc, 1 well inside a body.
  const inBody = smoothStep(0.085, 0.125, Math.abs(place - 0.5) > 0.5 ? 0 : 0.5 - Math.abs(place - 0.5));
  const endplate =
    smoothStep(0.085, 0.12, 0.5 - Math.abs(place - 0.5)) * (1 - smoothStep(0.14, 0.19, 0.5 - Math.abs(place - 0.5)));
  const body = oval(0, y, 16.2 * growth * (0.94 + 0.06 * (1 - inBody)), 13.4 * growth, [
    [2, 0.015, 0],
    [3, -0.07, -Math.PI / 2],
    [4, 0.02, 0],
  ]);
  blob(body, mix(tissue.disc, tissue.cortex * 0.62, inBody), 1.4);
  blob(
    { ...body, rx: body.rx - 1.2, ry: body.ry - 1.2 },
    (x, v) => mix(mix(tissue.disc, spongy(x, v), inBody), 480, 0.8 * endplate),
    1.3,
  );

  const canal = y + 21.5 * growth;
  // The arch closes behind the canal in the lower half of a level; above it only the spinous process of the one before is met.
  const arch = smoothStep(0.1, 0.3, place) * (1 - smoothStep(0.72, 0.92, place));
  const bone = (share: number): number => mix(35, tissue.cortex * 0.82, share);
  for (const side of [-1, 1]) {
    const pedicle = smoothStep(0.42, 0.55, place) * (1 - smoothStep(0.8, 0.92, place));
    if (pedicle > 0.05) {
      bar([side * 11, y + 9], [side * 12.5, canal + 2], 3.6, bone(pedicle), 1.4);
      bar([side * 11, y + 9], [side * 12.5, canal + 2], 2, mix(40, 260, pedicle), 1.4);
    }
    bar([side * 12, canal + 3], [side * 2, canal + 13], 3, bone(0.25 + 0.75 * arch), 1.4);
    bar([side * 11, canal + 4], [side * 3, canal + 12], 1.3, mix(60, 330, arch), 1.4);
    const wing = smoothStep(0.4, 0.55, place) * (1 - smoothStep(0.75, 0.9, place));
    if (wing > 0.05) {
      bar([side * 12, canal + 4], [side * 31, canal + 11], 4, bone(wing), 1.4);
      bar([side * 13, canal + 4.4], [side * 30, canal + 10.6], 2.5, mix(40, 290, wing), 1.4);
    }
  }
  blob(oval(0, canal, 10, 8.5), 8, 1.4);
  blob(oval(0, canal, 7.6, 6.4), 16, 1.2);
  blob(oval(0, canal - 0.5, 4.6, 3.6), 38, 1.2);
  // Spinous processes slant down: what is met lies farther back the lower it is in its level.
  const reach = 15 + 13 * (1 - place);
  bar([0, canal + 12], [0, canal + reach + 8], 2.9, bone(0.9), 1.4);
  bar([0, canal + 12], [0, canal + reach + 7], 1.4, 320, 1.2);
}

/** A rib leaves the spine level, falls as it goes round, and ends in cartilage that rises to the sternum: a slice cuts each in another place. */
const fall = rayTable((angle) => 112 * smoothStep(-25, 168, angle) - 26 * smoothStep(138, 176, angle));
const inRib = rayTable((angle) => smoothStep(9, 14, angle) * (1 - smoothStep(166, 172, angle)));
const gristle = rayTable((angle) => smoothStep(134, 144, angle));

export function paintRibs(canvas: Canvas, z: number, { ray, cage }: SliceFields, { fine }: Textures): void {
  const { hu, size, pixelMm } = canvas;
  const middle = (size - 1) / 2;
  for (let i = 0; i < hu.length; i++) {
    if (cage[i] < -0.5 || cage[i] > 13) continue;
    const here = onRay(inRib, ray[i]);
    if (here < 0.02) continue;
    const level = (z + onRay(fall, ray[i])) / levelMm;
    const nearest = Math.round(level);
    // The lowest ribs end before they reach the front, the first is at the top.
    const up = (level - nearest) * levelMm;
    const outward = cage[i] - 6.2;
    const [a, b] = [outward / 4.6, up / 7.2];
    const rho = Math.sqrt(a * a + b * b);
    const rim = (rho - 1) * 4.6;
    if (rim > 0.8) continue;
    const soft = onRay(gristle, ray[i]);
    const x = ((i % size) - middle) * pixelMm;
    const y = (Math.floor(i / size) - middle) * pixelMm;
    const marrow = tissue.marrow - 20 + 90 * fine(x, y);
    const bone = mix(tissue.cortex, marrow, clamp01(0.5 + (-rim - 1.5) / 0.9));
    const value = mix(bone, tissue.cartilage + 30 * clamp01(1 + rim), soft);
    hu[i] += here * clamp01(0.5 - rim / 0.9) * (value - hu[i]);
  }
}

/** Breastbone, collarbones, shoulder blades, the heads of the arms, and the muscles that move them. */
export function paintGirdle({ blob, bar }: Brush, z: number, cageFront: number, { fine, coarse }: Textures): void {
  const marrow = (x: number, y: number): number => tissue.marrow - 45 + 55 * fine(x, y);
  const meat = (x: number, y: number): number => tissue.muscle + 5 * coarse(x, y) - 20 * clamp01(2 * fine(x * 0.4, y) - 0.7);
  if (z > -82 && z < 72) {
    const wide = mix(15, 27, smoothStep(28, 58, z)) * smoothStep(-86, -60, z);
    const y = cageFront - 8;
    blob(oval(1, y, wide + 1, 6, [[2, 0.03, 0]]), tissue.cortex * 0.62, 1.4);
    blob(oval(1, y, wide - 1, 4.4, [[2, 0.03, 0]]), marrow, 1.4);
  }
  if (z > 88)
    for (const side of [-1, 1]) {
      // Muscles of the neck, before and behind the vessels.
      const more = smoothStep(88, 112, z);
      blob(oval(side * 11, spineY(z) - 17, 7 * more, 5 * more), meat, 1.6);
      blob(oval(side * 19, cageFront + 6, 13 * more, 6 * more, [[3, 0.08, 0]], side * 0.3), meat, 1.6);
    }
  for (const side of [-1, 1]) {
    // Trapezius, a sheet under the skin of the back.
    const sheet = smoothStep(10, 70, z);
    if (sheet > 0.02) blob(oval(side * 52, 106 - 2 * sheet, 54 * sheet, 5.5 + 2 * sheet, [], -side * 0.16), meat, 1.8);
    const arm = smoothStep(62, 112, z);
    if (arm > 0.02) {
      blob(oval(side * 176, -6, 32 * arm, 38 * arm, [[3, 0.06, side]]), meat, 1.8);
      blob(oval(side * 112, -38 + 10 * arm, 62 * arm, 9 + 5 * arm, [[3, 0.12, 1]], side * 0.24), meat, 1.8);
    }
    blade({ blob, bar }, side, z, meat);
    const along = (z - 74) / 44;
    if (along > -0.15 && along < 1.1) {
      // The collarbone rises outwards and a slice cuts it slantwise.
      const at = (t: number): Spot => [side * (24 + 118 * t), cageFront - 14 + 36 * t + 9 * Math.sin(5 * t)];
      const [from, to] = [clamp01(along - 0.13), clamp01(along + 0.13)];
      bar(at(from), at(to), 5.6, tissue.cortex, 1.3);
      bar(at(from), at(to), 3.7, marrow, 1.3);
    }
    const head = Math.sqrt(clamp01(1 - ((z - 134) / 30) ** 2));
    if (head > 0.1) {
      blob(oval(side * 170, 8, 23 * head, 21 * head), tissue.cortex * 0.9, 1.4);
      blob(oval(side * 170, 8, 23 * head - 1.8, 21 * head - 1.8), (x, y) => marrow(x, y) + 40, 1.4);
    }
  }
}

/** The shoulder blade with the muscles before and behind it. */
function blade({ blob, bar }: Brush, side: number, z: number, meat: (x: number, y: number) => number): void {
  const t = (z + 8) / 100;
  if (t <= -0.12) return;
  const share = clamp01(t);
  const low = smoothStep(-0.12, 0.25, t);
  const inner: Spot = [side * (102 - 12 * share), 88 - 4 * share];
  const outer: Spot = [side * (110 + 38 * share), 80 - 60 * share];
  const length = Math.hypot(outer[0] - inner[0], outer[1] - inner[1]);
  // Across the blade, to the back and outwards.
  const normal: Spot = [(side * Math.abs(outer[1] - inner[1])) / length, Math.abs(outer[0] - inner[0]) / length];
  const moved = ([x, y]: Spot, by: number): Spot => [x + normal[0] * by, y + normal[1] * by];
  const between = (part: number): Spot => [mix(inner[0], outer[0], part), mix(inner[1], outer[1], part)];
  const turn = Math.atan2(outer[1] - inner[1], outer[0] - inner[0]);
  const muscle = (part: number, by: number, long: number, thick: number): void => {
    const [x, y] = moved(between(part), by);
    blob(oval(x, y, long, thick * low, [[3, 0.07, 1]], turn), meat, 1.8);
  };
  muscle(0.5, 8, 0.56 * length + 8, 8 + 4 * share);
  muscle(0.5, -8 - 2 * share, 0.5 * length + 6, 7 + 7 * share);
  muscle(1.12, 4, 9 + 9 * share, 8 + 6 * share);
  if (low < 0.5) return;
  bar(inner, outer, 2.3, tissue.cortex * 0.95, 1.2);
  const cup = smoothStep(0.7, 1, t);
  bar(outer, [outer[0] + side * 2, outer[1] - 3], 3 + 5 * cup, tissue.cortex * 0.9, 1.3);
  if (cup > 0) bar(outer, [outer[0] + side * 2, outer[1] - 3], 1.2 + 5 * cup, tissue.marrow + 40, 1.3);
  if (t > 0.45) {
    // The spine of the blade stands out backwards.
    const root = between(0.45);
    bar(root, moved(root, 19 * smoothStep(0.45, 0.8, t)), 2.1, tissue.cortex * 0.9, 1.2);
  }
}

import type { Canvas } from './canvas';
import { type Curve, curveDistance, onRay, rayTable } from './curve';
import { clamp01, hump, mix, smoothStep, tissue } from './tissue';

/** What is the same for every pixel of a slice, so that no layer works it out again. */
export interface SliceFields {
  /** Number of the ray about the axis, see `rayOf`. */
  readonly ray: Float32Array;
  /** Signed distances, mm, negative inside. */
  readonly skin: Float32Array;
  readonly cage: Float32Array;
  /** 1 where a pixel lies beneath the skin. */
  readonly body: Uint8Array;
}

export interface Textures {
  readonly fine: (x: number, y: number) => number;
  readonly coarse: (x: number, y: number) => number;
  readonly broad: (x: number, y: number) => number;
}

/** The distances of every pixel to two curves, from rays and radii that are the same for all slices. */
export function sliceFields(ray: Float32Array, radius: Float32Array, skin: Curve, cage: Curve): SliceFields {
  const [toSkin, toCage] = [new Float32Array(ray.length), new Float32Array(ray.length)];
  const body = new Uint8Array(ray.length);
  for (let i = 0; i < ray.length; i++) {
    toSkin[i] = curveDistance(skin, ray[i], radius[i]);
    toCage[i] = toSkin[i] > 4 ? 99 : curveDistance(cage, ray[i], radius[i]);
    if (toSkin[i] < -3) body[i] = 1;
  }
  return { ray, skin: toSkin, cage: toCage, body };
}

/** The muscles outside a chest's ribs, as a thickness beyond the inside of the cage by angle from the back. */
export const chestMuscleDepth = (z: number): Float32Array => {
  const upper = smoothStep(-45, 40, z);
  const belly = smoothStep(-40, -100, z);
  return rayTable((angle) => {
    const back = (21 + 3 * upper) * (1 - smoothStep(20, 48, angle)) * smoothStep(-8, 6, angle);
    const flank = (9 + 3 * upper + 11 * smoothStep(35, 85, z)) * hump(42, 66, 96, 124, angle);
    const breast = (2 + 11 * upper) * hump(100, 120, 158, 172, angle);
    return 10.5 + Math.max(back, flank, breast, 6 * belly * smoothStep(60, 110, angle));
  });
};

/** Skin, fat with its septa, the layers of muscle with fat between them (`muscleDepth` by ray, mm), and fat for all that lies inside. */
export function paintWall(
  canvas: Canvas,
  muscleDepth: Float32Array,
  { ray, skin, cage }: SliceFields,
  { fine, coarse, broad }: Textures,
): void {
  const { hu, size, pixelMm } = canvas;
  const middle = (size - 1) / 2;
  for (let row = 0; row < size; row++) {
    const y = (row - middle) * pixelMm;
    for (let column = 0; column < size; column++) {
      const i = row * size + column;
      const fromSkin = skin[i];
      if (fromSkin >= 0.5 * pixelMm) continue;
      const x = (column - middle) * pixelMm;
      const out = cage[i];
      const mottle = coarse(x, y);
      let value = tissue.fat + 7 * mottle;
      if (out > -1) {
        const wobble = 1.6 * mottle + 2.2 * broad(x, y);
        const beneath = onRay(muscleDepth, ray[i]) + 0.8 * wobble - out;
        if (beneath < 1 && out > 4) {
          // Thin septa, where a noise crosses zero, run through the fat under the skin.
          const septum = 1 - Math.abs(broad(x * 1.2, y * 1.8) + 0.4 * mottle) * 16;
          if (septum > 0 && fromSkin < -4) value += 60 * septum * clamp01(fine(x * 0.3, y * 0.3) + 0.1);
        } else if (beneath >= -1) {
          const layers = Math.max(plane(out - 11.5 - 0.9 * wobble, 1), out > 12 ? plane(beneath - 6.5 - 1.6 * wobble, 0.9) : 0);
          const marbling = 0.3 * clamp01((fine(x * 0.35, y * 1.1) - 0.3) * 3) * clamp01(0.5 + 1.5 * mottle);
          const meat = mix(
            tissue.muscle + 4 * mottle,
            tissue.fat + 10,
            Math.max(layers * clamp01(0.55 + 0.8 * broad(y, x)), marbling),
          );
          value = mix(value, meat, clamp01(0.5 + beneath / 1.4) * clamp01(0.5 + (out - 1.2) / 1.2));
        }
      }
      if (fromSkin > -1.9) value = mix(value, tissue.skin, (fromSkin + 1.9) / 0.7);
      hu[i] += clamp01(0.5 - fromSkin / pixelMm) * (value - hu[i]);
    }
  }
}

/** How much of a thin sheet of so many mm, at distance 0, there is. */
const plane = (distance: number, thicknessMm: number): number => clamp01(1.2 - Math.abs(distance) / thicknessMm);

/** The couch below the back: a curved shell with foam in it. */
export function paintCouch(canvas: Canvas, backMm: number): void {
  const { pixelMm } = canvas;
  // Two arcs, each the lowest part of a large circle.
  const above = (x: number, y: number): number => fromOrigin(x, y - backMm - 9 + 330) - 330;
  const below = (x: number, y: number): number => fromOrigin(x, y - backMm - 36 + 300) - 300;
  const box = { x: 0, y: backMm - 20, rx: 230, ry: 60 };
  canvas.paint(box, (x, y) => Math.max(below(x, y), -above(x, y)), -958);
  canvas.paint(box, (x, y) => Math.abs(above(x, y)) - 0.8, -480, pixelMm);
  canvas.paint(box, (x, y) => Math.abs(below(x, y)) - 1, -420, pixelMm);
}

/** Math.hypot guards against overflow and takes ten times as long. */
const fromOrigin = (x: number, y: number): number => Math.sqrt(x * x + y * y);

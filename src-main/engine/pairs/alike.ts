import { gaussianBlur } from '../inference/gaussian';

/** Wide enough to average noise away, narrow enough to see a vessel. */
const lowPassPx = 4;
/** Two neighbours, 30 HU: as Noise2Sim has it (facts: denoising.md 5). */
const mostDifferenceHu = 30;
/** Below, there is but air, which is alike everywhere. */
const bodyHu = -900;

/**
 * Where two images of one place show the same anatomy: 1 where |G₄ input − G₄ target| < 30 HU (G₄: Gaussian of 4 px), else 0. Images rows × columns,
 * HU.
 */
export function alikeMask(input: Float32Array, target: Float32Array, rows: number, columns: number): Uint8Array {
  return alikeOf(gaussianBlur(input, rows, columns, lowPassPx), gaussianBlur(target, rows, columns, lowPassPx));
}

/** The share of the body, where the input's low-pass is above −900 HU, that is alike; 0 where there is no body. */
export function alikeShare(input: Float32Array, target: Float32Array, rows: number, columns: number): number {
  const body = gaussianBlur(input, rows, columns, lowPassPx);
  const alike = alikeOf(body, gaussianBlur(target, rows, columns, lowPassPx));
  let [count, same] = [0, 0];
  for (let i = 0; i < body.length; i++) {
    if (body[i] <= bodyHu) continue;
    count++;
    same += alike[i];
  }
  return count > 0 ? same / count : 0;
}

/** Of the low-passes of both. */
function alikeOf(a: Float32Array, b: Float32Array): Uint8Array {
  const alike = new Uint8Array(a.length);
  for (let i = 0; i < a.length; i++) alike[i] = Number(Math.abs(a[i] - b[i]) < mostDifferenceHu);
  return alike;
}

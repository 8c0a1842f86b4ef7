import type { SliceHu } from '../engine';
import { gaussianBlur } from './gaussian';

/** Where too little soft tissue is in view to measure on, HU. */
const softTissueHu = [-200, 250] as const;
const airHu = -950;
const leastPixels = 400;
const boxReach = 5;

/**
 * Noise SD of a slice in HU, blind: 1.12 × the 20th percentile of √(mean over 11 × 11 px of (x − lowpass)²), over pixels whose 3 px Gaussian
 * low-pass lies in soft tissue (−200…250 HU), else above −950 HU (recipe, measured: heads and phantoms within 12 %, chests up to 11 HU high;
 * erring high is the harmless side). 0 when nothing can be measured.
 */
export function estimateNoiseHu({ rows, columns, hu, padding }: SliceHu): number {
  const weight = padding ? Float32Array.from(padding, (flag) => 1 - flag) : null;
  const low = gaussianBlur(hu, rows, columns, 3, weight);
  const squared = new Float32Array(hu.length);
  for (let i = 0; i < hu.length; i++) squared[i] = weight?.[i] === 0 ? 0 : (hu[i] - low[i]) ** 2;
  const local = boxMean(squared, rows, columns, boxReach);
  const inside = (i: number): boolean => !(padding?.[i] ?? 0);
  const over = (choose: (low: number) => boolean): Float32Array => local.filter((_, i) => inside(i) && choose(low[i]));
  const soft = over((value) => value > softTissueHu[0] && value < softTissueHu[1]);
  const measured = soft.length >= leastPixels ? soft : over((value) => value > airHu);
  if (measured.length === 0) return 0;
  const sorted = measured.sort();
  return 1.12 * Math.sqrt(sorted[Math.floor(0.2 * (sorted.length - 1))]);
}

/** Mean over (2·reach+1)² px, the window cut at the edges: sums along rows, then columns. */
function boxMean(image: Float32Array, rows: number, columns: number, reach: number): Float32Array {
  const across = new Float32Array(image.length);
  for (let row = 0; row < rows; row++) slide(image, across, row * columns, 1, columns, reach);
  const both = new Float32Array(image.length);
  for (let column = 0; column < columns; column++) slide(across, both, column, columns, rows, reach);
  return both;
}

function slide(from: Float32Array, to: Float32Array, start: number, stride: number, length: number, reach: number): void {
  let sum = 0;
  let counted = 0;
  for (let i = -reach; i < length; i++) {
    const entering = i + reach;
    const leaving = i - reach - 1;
    if (entering < length) {
      sum += from[start + entering * stride];
      counted++;
    }
    if (leaving >= 0) {
      sum -= from[start + leaving * stride];
      counted--;
    }
    if (i >= 0) to[start + i * stride] = Math.max(0, sum / counted);
  }
}

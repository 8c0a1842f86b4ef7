import type { SliceNoise } from './slice-noise';

/** The noise in the same flat tissue before and after, standard deviations in HU. */
export interface FlatNoise {
  readonly beforeHu: number;
  readonly afterHu: number;
}

/** The flattest squares of tissue, one entry each: enough to tell the noise at every strength without looking at the pixels again. */
export interface FlatTissue {
  /** Var(original), Cov(original, noise) and Var(noise), HU². */
  readonly original: Float64Array;
  readonly shared: Float64Array;
  readonly noise: Float64Array;
}

/** A multiple of three: each square is judged by its nine parts. */
const sidePx = 9;
const partPx = sidePx / 3;
/** Soft tissue, fluid and fat: air and bone have no flat noise of their own to speak of. */
const tissueHu = { least: -150, most: 250 } as const;
const flattestShare = 0.2;
const fewestSquares = 12;

interface Square {
  readonly first: number;
  /** Spread of the nine parts' means: what structure adds to the noise. */
  readonly unevennessHu: number;
}

/**
 * The flattest fifth of the 9×9 squares of tissue. They are chosen on the original, by the spread of the means of their nine parts and not by their
 * SD: choosing by SD would make the noise look lower than it is. Null where a slice has too little flat tissue to tell.
 */
export function flatTissueOf({ hu, noise, padding, rows, columns }: SliceNoise): FlatTissue | null {
  const squares: Square[] = [];
  for (let row = 0; row + sidePx <= rows; row += sidePx) {
    for (let column = 0; column + sidePx <= columns; column += sidePx) {
      const square = judge(hu, padding, row * columns + column, columns);
      if (square) squares.push(square);
    }
  }
  squares.sort((a, b) => a.unevennessHu - b.unevennessHu);
  const flat = squares.slice(0, Math.ceil(squares.length * flattestShare));
  if (flat.length < fewestSquares) return null;
  const over = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Float64Array.from(flat, ({ first }) => covariance(a, b, first, columns));
  return { original: over(hu, hu), shared: over(hu, noise), noise: over(noise, noise) };
}

/** Medians over the squares: Var(o - s n) = Var(o) - 2 s Cov(o, n) + s² Var(n). */
export function flatNoiseAt({ original, shared, noise }: FlatTissue, strength: number): FlatNoise {
  const after = original.map((variance, at) => variance - 2 * strength * shared[at]! + strength * strength * noise[at]!);
  const medianSd = (variances: Float64Array) => median(variances.map((variance) => Math.sqrt(Math.max(0, variance))));
  return { beforeHu: medianSd(original), afterHu: medianSd(after) };
}

function judge(hu: SliceNoise['hu'], padding: Uint8Array | null, first: number, columns: number): Square | null {
  const parts = new Float64Array(9);
  for (let row = 0; row < sidePx; row += 1) {
    for (let column = 0; column < sidePx; column += 1) {
      const at = first + row * columns + column;
      if (padding?.[at]) return null;
      parts[3 * Math.floor(row / partPx) + Math.floor(column / partPx)]! += hu[at]! / (partPx * partPx);
    }
  }
  const least = Math.min(...parts);
  const most = Math.max(...parts);
  return least > tissueHu.least && most < tissueHu.most ? { first, unevennessHu: most - least } : null;
}

/** Of the sample: over n - 1. */
function covariance(a: ArrayLike<number>, b: ArrayLike<number>, first: number, columns: number): number {
  let [sumA, sumB, products] = [0, 0, 0];
  for (let row = 0; row < sidePx; row += 1) {
    for (let column = 0; column < sidePx; column += 1) {
      const at = first + row * columns + column;
      sumA += a[at]!;
      sumB += b[at]!;
      products += a[at]! * b[at]!;
    }
  }
  const count = sidePx * sidePx;
  return (products - (sumA * sumB) / count) / (count - 1);
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

import type { SliceHu } from '../engine';
import { gaussianBlur } from './gaussian';
import { quantile } from './quantile';

/** Where noise is measured, HU of the low-pass: soft tissue, and all that is not air. The quieter of the two is right: structure only adds. */
const regionsHu = [
  [-200, 250],
  [-950, Infinity],
] as const;
const leastPixels = 400;
const lowPassPx = 3;
const boxReach = 5;
/** The share of a region that is called flat: the pixels whose surroundings have the least slope. */
const flattest = 0.05;
/** What the low-pass takes along of the noise. On FBP noise of known SD the estimate is then 0.82 (soft kernel) to 1.08 (sharp) of it; high does less harm. */
const correction = 1.2;

/**
 * Noise SD of a slice in HU, blind. Flat tissue is found by the slope of the slice's 3 px Gaussian low-pass, a statistic that hardly knows of
 * the noise: over the flattest 5 % of a region, the median of the mean over 11 × 11 px of (x − lowpass)², its root × 1.2. The 20th percentile
 * over the whole region, a common choice, takes structure for noise where little is flat: it finds 115 HU in a head phantom whose insert
 * has 2.9, and 26 in a chest whose muscle has 18; this finds 3.2 and 19. Padding and numbers that are none are left out. 0 when nothing can be
 * measured.
 */
export function estimateNoiseHu({ rows, columns, hu, padding }: SliceHu): number {
  const weight = measurable(hu, padding);
  const low = gaussianBlur(hu, rows, columns, lowPassPx, weight);
  const squared = new Float32Array(hu.length);
  for (let i = 0; i < hu.length; i++) squared[i] = weight?.[i] === 0 ? 0 : (hu[i] - low[i]) ** 2;
  const variance = boxMean(squared, weight, rows, columns);
  const slope = boxMean(slopeOf(low, rows, columns), weight, rows, columns);
  const measured = regionsHu.flatMap(([fromHu, toHu]) => {
    const inside = (i: number): boolean => low[i] > fromHu && low[i] < toHu && weight?.[i] !== 0;
    const slopes = chosen(slope, inside);
    if (slopes.length < leastPixels) return [];
    const gentle = quantile(slopes, Math.max(flattest, leastPixels / slopes.length));
    const flat = chosen(variance, (i) => inside(i) && slope[i] <= gentle);
    return [quantile(flat, 0.5)];
  });
  return measured.length === 0 ? 0 : correction * Math.sqrt(Math.min(...measured));
}

/** |∇x| by central differences, times 2; 0 on the rim. */
function slopeOf(image: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(image.length);
  for (let row = 1; row < rows - 1; row++)
    for (let column = 1; column < columns - 1; column++) {
      const i = row * columns + column;
      out[i] = Math.hypot(image[i + 1] - image[i - 1], image[i + columns] - image[i - columns]);
    }
  return out;
}

/** The values at the indices that are wanted, in a new array. */
function chosen(values: Float32Array, isWanted: (index: number) => boolean): Float32Array {
  const out = new Float32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (isWanted(i)) out[count++] = values[i];
  return out.subarray(0, count);
}

/** 1 where there is a number to measure, 0 elsewhere; null when that is everywhere. */
function measurable(hu: Float32Array, padding: Uint8Array | null): Float32Array | null {
  let weight: Float32Array | null = null;
  for (let i = 0; i < hu.length; i++) {
    if (padding?.[i] !== 1 && Number.isFinite(hu[i])) continue;
    weight ??= new Float32Array(hu.length).fill(1);
    weight[i] = 0;
  }
  return weight;
}

/** Mean of the weighted pixels in 11 × 11; the window is cut at the edges. 0 where it holds none. */
function boxMean(image: Float32Array, weight: Float32Array | null, rows: number, columns: number): Float32Array {
  const sums = boxSum(image, rows, columns);
  const counts = boxSum(weight ?? new Float32Array(image.length).fill(1), rows, columns);
  // Running sums leave a rounding error that may be below 0.
  for (let i = 0; i < sums.length; i++) sums[i] = counts[i] > 0.5 ? Math.max(0, sums[i] / counts[i]) : 0;
  return sums;
}

/** Running sums: down the columns, all columns at once, then along each row. */
function boxSum(image: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(image.length);
  const down = new Float64Array(columns);
  const change = (row: number, sign: 1 | -1): void => {
    if (row < 0 || row >= rows) return;
    for (let column = 0; column < columns; column++) down[column] += sign * image[row * columns + column];
  };
  for (let row = 0; row < boxReach; row++) change(row, 1);
  for (let row = 0; row < rows; row++) {
    change(row + boxReach, 1);
    change(row - boxReach - 1, -1);
    let sum = 0;
    for (let column = -boxReach; column < columns; column++) {
      if (column + boxReach < columns) sum += down[column + boxReach];
      if (column - boxReach - 1 >= 0) sum -= down[column - boxReach - 1];
      if (column >= 0) out[row * columns + column] = sum;
    }
  }
  return out;
}

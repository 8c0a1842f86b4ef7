import type { SliceHu } from '../engine';
import { gaussianBlur } from './gaussian';
import { half, halved, overWeight, resizingPx2, takeDoubled, undoubled } from './half-size';
import { quantile } from './quantile';

/** Where noise is measured, HU of the low-pass: in soft tissue, and in all that is not air where soft tissue tells nothing. */
const softTissueHu = [-200, 250] as const;
const notAirHu = [-950, Infinity] as const;
const leastPixels = 400;
const lowPassPx = 3;
/** Of the box that variance and slope are means over, pixels of half the size: 5 × 5 of them. */
const boxReach = 2;
/** The share of a region that is called flat: the pixels whose surroundings have the least slope. */
const flattest = 0.05;
/** Where a region's finest grain is noise, pixels of up to twice that slope tell as well. */
const timesAsSteep = 2;
/** Grain is noise where its 90th percentile is within 5 medians (2.4 of a normal distribution), and its median within 2.2 of that in flat pixels. */
const grainOfNoise = { tail: 5, timesFlat: 2.2 } as const;
/** By how much the noise of a region may exceed that of its flattest part beyond what their grain tells. */
const spare = 1.1;
/** Half a step of whole HU in the grain, so that medians of a few steps can be compared. */
const halfStepHu = 1 / 12;
/** High does less harm than low: on noise of known SD the estimate is 1.05 of it, where the flattest tissue is as noisy as the rest. */
const margin = 1.05;

/**
 * Noise SD of a slice in HU, blind: what the median over soft tissue of the noise's local SD would be.
 *
 * Flat tissue is found by the slope of the slice's 3 px Gaussian low-pass, a statistic that hardly knows of the noise: the flattest 5 % of a
 * region. They may be its quietest corner, as a heart between lungs. So where the finest grain of the whole region is noise, too, and not
 * structure, all that is up to twice as steep is taken. There, V is the median of the mean over 10 × 10 px of (x − lowpass)². The softer the kernel, the
 * more of the noise the low-pass takes along; how much, neighbours tell: with p = mean (difference of neighbours)² / 2V,
 *
 *     SD² = V (1 + 0.0193 (1/p² − 1)),
 *
 * fitted within 2 % on FBP noise of six kernels at 0.46 to 0.98 mm a pixel (p from 0.2 to 1). Padding and numbers that are none are left out. 0 when
 * nothing can be measured.
 */
export const estimateNoiseHu = (slice: SliceHu): number => measureNoise(slice).sigmaHu;

export interface MeasuredNoise {
  readonly sigmaHu: number;
  /** The pixels that it was measured in, by index; none where nothing can be measured. */
  readonly flat: Int32Array;
  /** Those of them that are flattest: least of what is there is structure. */
  readonly flattest: Int32Array;
}

/**
 * The estimate, and where its flat tissue lies. The low-pass, the slope and the local variance are so smooth that they are computed at half the size,
 * a quarter of the work; "pixels" without more are those of half the size below.
 */
export function measureNoise(slice: SliceHu): MeasuredNoise {
  const { rows, columns, hu, padding } = slice;
  const [smallRows, smallColumns] = [half(rows), half(columns)];
  const weight = measurable(hu, padding);
  const seen = weight ? hu.map((value, i) => (weight[i] === 0 ? 0 : value)) : hu;
  const smallWeight = weight && halved(weight, slice);
  const low = gaussianBlur(
    overWeight(halved(seen, slice), smallWeight),
    smallRows,
    smallColumns,
    Math.sqrt(lowPassPx ** 2 - resizingPx2) / 2,
    smallWeight,
  );
  const squared = seen.slice();
  takeDoubled(squared, low, slice);
  for (let i = 0; i < squared.length; i++) squared[i] = weight?.[i] === 0 ? 0 : squared[i] ** 2;
  const counts = boxSum(smallWeight ?? new Float32Array(low.length).fill(1), smallRows, smallColumns);
  const variance = boxMean(halved(squared, slice), counts, smallRows, smallColumns);
  const slope = boxMean(slopeOf(low, smallRows, smallColumns), counts, smallRows, smallColumns);

  const flattestOf = (rangeHu: readonly [number, number]): Flattest | null => {
    const region = within(low, smallWeight, rangeHu);
    if (4 * region.length < leastPixels) return null;
    const gentle = quantile(gathered(slope, region), Math.max(flattest, leastPixels / (4 * region.length)));
    const flat = gentler(region, slope, gentle);
    return { region, gentle, flat, variance: quantile(gathered(variance, flat), 0.5) };
  };
  const soft = flattestOf(softTissueHu);
  const any = flattestOf(notAirHu);
  // Where all that is soft is the rim of something else, it has no flat part, and looks much noisier than the rest.
  const chosen = soft && any && any.variance < soft.variance / 4 ? any : (soft ?? any);
  if (!chosen) return { sigmaHu: 0, flat: new Int32Array(), flattest: new Int32Array() };
  const whole = (pixels: Int32Array): Int32Array => undoubled(pixels, slice, weight);
  const flattestPixels = whole(chosen.flat);
  const [grain, flatGrain] = [whole(chosen.region), flattestPixels].map((at) => grainAt(slice, weight, at));
  const middle = quantile(grain, 0.5) + halfStepHu;
  const timesFlat = middle / (quantile(flatGrain, 0.5) + halfStepHu);
  const isNoise = quantile(grain, 0.9) + halfStepHu <= grainOfNoise.tail * middle && timesFlat <= grainOfNoise.timesFlat;
  const flat = isNoise ? gentler(chosen.region, slope, timesAsSteep * chosen.gentle) : chosen.flat;
  // More than the grain tells is structure.
  const most = chosen.variance * (spare * Math.max(1, timesFlat)) ** 2;
  const measured = { flat: whole(flat), variance: Math.min(quantile(gathered(variance, flat), 0.5), most) };
  const lost = 0.0193 * (whiteness(slice, weight, measured) ** -2 - 1);
  return { sigmaHu: margin * Math.sqrt(measured.variance * (1 + lost)), flat: measured.flat, flattest: flattestPixels };
}

/** Pixels, by index, and the median over them of the local variance, HU². */
interface Measured {
  readonly flat: Int32Array;
  readonly variance: number;
}
/** The part of a region with slopes up to `gentle`. */
interface Flattest extends Measured {
  readonly region: Int32Array;
  readonly gentle: number;
}

/** p of `estimateNoiseHu`, over the pixels that have neighbours to the right and below: 1 of white noise, less the more neighbours resemble each other. */
function whiteness({ columns, hu }: SliceHu, weight: Float32Array | null, { flat, variance }: Measured): number {
  let [sum, count] = [0, 0];
  for (const i of flat) {
    const [right, below] = [i + 1, i + columns];
    if (below >= hu.length || right % columns === 0 || weight?.[right] === 0 || weight?.[below] === 0) continue;
    sum += (hu[right] - hu[i]) ** 2 + (hu[below] - hu[i]) ** 2;
    count++;
  }
  // Neighbours more alike than under the softest kernel are structure, not noise.
  const p = sum / (4 * count * variance);
  return Number.isFinite(p) ? Math.min(1, Math.max(0.15, p)) : 1;
}

/** |the second difference across of the second difference down| / 6 at some pixels: nothing of edges along either, all of the finest noise. */
function grainAt({ rows, columns, hu }: SliceHu, weight: Float32Array | null, at: Int32Array): Float32Array {
  const out = new Float32Array(at.length);
  let count = 0;
  for (const i of at) {
    const column = i % columns;
    if (i < columns || i >= (rows - 1) * columns || column === 0 || column === columns - 1) continue;
    const [above, below] = [i - columns, i + columns];
    const corners = hu[above - 1] + hu[above + 1] + hu[below - 1] + hu[below + 1];
    const sides = hu[above] + hu[below] + hu[i - 1] + hu[i + 1];
    const grain = Math.abs(corners - 2 * sides + 4 * hu[i]) / 6;
    if (Number.isFinite(grain) && (weight === null || isAmidMeasured(weight, columns, i))) out[count++] = grain;
  }
  return out.subarray(0, count);
}

function isAmidMeasured(weight: Float32Array, columns: number, i: number): boolean {
  for (let row = -columns; row <= columns; row += columns)
    for (let column = -1; column <= 1; column++) if (weight[i + row + column] === 0) return false;
  return true;
}

/** The pixels that count and whose low-pass lies between two HU. */
function within(low: Float32Array, weight: Float32Array | null, [fromHu, toHu]: readonly [number, number]): Int32Array {
  const out = new Int32Array(low.length);
  let count = 0;
  for (let i = 0; i < low.length; i++) if (low[i] > fromHu && low[i] < toHu && weight?.[i] !== 0) out[count++] = i;
  return out.slice(0, count);
}

/** |∇x| by central differences, times 2; 0 on the rim. */
function slopeOf(image: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(image.length);
  for (let row = 1; row < rows - 1; row++)
    for (let column = 1; column < columns - 1; column++) {
      const i = row * columns + column;
      const across = image[i + 1] - image[i - 1];
      const down = image[i + columns] - image[i - columns];
      // Math.hypot takes many times as long.
      out[i] = Math.sqrt(across * across + down * down);
    }
  return out;
}

/** The values at some pixels, in a new array. A loop: `from` with a function takes fifty times as long. */
function gathered(values: Float32Array, at: Int32Array): Float32Array {
  const out = new Float32Array(at.length);
  for (let k = 0; k < at.length; k++) out[k] = values[at[k]];
  return out;
}

/** The pixels among `of` whose slope is at most this. */
function gentler(of: Int32Array, slope: Float32Array, atMost: number): Int32Array {
  const out = new Int32Array(of.length);
  let count = 0;
  for (const i of of) if (slope[i] <= atMost) out[count++] = i;
  return out.slice(0, count);
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

/** Mean over 5 × 5, of which `counts` pixels count; the window is cut at the edges. 0 where it holds none. */
function boxMean(image: Float32Array, counts: Float32Array, rows: number, columns: number): Float32Array {
  const sums = boxSum(image, rows, columns);
  // Running sums leave a rounding error that may be below 0.
  for (let i = 0; i < sums.length; i++) sums[i] = counts[i] > 0.125 ? Math.max(0, sums[i] / counts[i]) : 0;
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

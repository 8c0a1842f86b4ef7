/**
 * Separable Gaussian blur, edges reflected, cut at 3 standard deviations. `weight` (same size, or null for all 1) makes it a normalised
 * convolution, Σ g·w·x / Σ g·w: pixels of weight 0 neither give nor take, and where nothing gives the result is 0.
 */
export function gaussianBlur(
  image: Float32Array,
  rows: number,
  columns: number,
  sigmaPx: number,
  weight: Float32Array | null = null,
): Float32Array {
  const taps = gaussianTaps(sigmaPx);
  if (!weight) return blur(image, rows, columns, taps);
  const weighted = new Float32Array(image.length);
  for (let i = 0; i < image.length; i++) weighted[i] = weight[i] === 0 ? 0 : image[i] * weight[i];
  const above = blur(weighted, rows, columns, taps);
  const below = blur(weight, rows, columns, taps);
  for (let i = 0; i < above.length; i++) above[i] = below[i] > 1e-6 ? above[i] / below[i] : 0;
  return above;
}

/** Half of a Gaussian, its centre first; both halves together sum to 1. */
export function gaussianTaps(sigmaPx: number): Float64Array {
  if (!(sigmaPx > 0)) throw new RangeError(`A Gaussian needs a width above 0, not ${sigmaPx}.`);
  const reach = Math.max(1, Math.ceil(3 * sigmaPx));
  const taps = Float64Array.from({ length: reach + 1 }, (_, i) => Math.exp(-0.5 * (i / sigmaPx) ** 2));
  const total = taps.reduce((sum, tap, i) => sum + (i === 0 ? tap : 2 * tap), 0);
  return taps.map((tap) => tap / total);
}

/** Both passes add the two mirror pixels before they multiply: half the products, which is most of the time. */
function blur(image: Float32Array, rows: number, columns: number, taps: Float64Array): Float32Array {
  const reach = taps.length - 1;
  const across = new Float32Array(image.length);
  const line = new Float64Array(columns + 2 * reach);
  const mirrored = Int32Array.from(line, (_, i) => reflect(i - reach, columns));
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    for (let i = 0; i < line.length; i++) line[i] = image[start + mirrored[i]];
    for (let column = 0; column < columns; column++) {
      const centre = column + reach;
      let sum = taps[0] * line[centre];
      for (let k = 1; k <= reach; k++) sum += taps[k] * (line[centre - k] + line[centre + k]);
      across[start + column] = sum;
    }
  }
  // Down the columns whole rows at a time, which is kind to the cache.
  const down = new Float32Array(image.length);
  const sums = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    for (let column = 0; column < columns; column++) sums[column] = taps[0] * across[start + column];
    for (let k = 1; k <= reach; k++) {
      const tap = taps[k];
      const above = reflect(row - k, rows) * columns;
      const below = reflect(row + k, rows) * columns;
      for (let column = 0; column < columns; column++) sums[column] += tap * (across[above + column] + across[below + column]);
    }
    down.set(sums, start);
  }
  return down;
}

/** Index of a mirrored image without repeating its edge pixel: -1 → 1, length → length - 2. */
export function reflect(index: number, length: number): number {
  if (index >= 0 && index < length) return index;
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const folded = ((index % period) + period) % period;
  return folded < length ? folded : period - folded;
}

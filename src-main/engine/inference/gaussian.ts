/**
 * Separable Gaussian blur, edges reflected, cut at 3 standard deviations. `weight` (same size, or null for all 1) makes it a normalised
 * convolution, Σ g·w·x / Σ g·w: pixels of weight 0 neither give nor take.
 */
export function gaussianBlur(
  image: Float32Array,
  rows: number,
  columns: number,
  sigmaPx: number,
  weight: Float32Array | null = null,
): Float32Array {
  const kernel = gaussianKernel(sigmaPx);
  if (!weight) return blur(image, rows, columns, kernel);
  const above = blur(
    image.map((value, i) => value * weight[i]),
    rows,
    columns,
    kernel,
  );
  const below = blur(weight, rows, columns, kernel);
  return above.map((value, i) => (below[i] > 1e-6 ? value / below[i] : 0));
}

/** Sums to 1, odd length. */
export function gaussianKernel(sigmaPx: number): Float32Array {
  const reach = Math.max(1, Math.ceil(3 * sigmaPx));
  const taps = Float64Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-0.5 * ((i - reach) / sigmaPx) ** 2));
  const total = taps.reduce((sum, tap) => sum + tap, 0);
  return Float32Array.from(taps, (tap) => tap / total);
}

function blur(image: Float32Array, rows: number, columns: number, kernel: Float32Array): Float32Array {
  const reach = (kernel.length - 1) / 2;
  const across = new Float32Array(image.length);
  const line = new Float32Array(columns + 2 * reach);
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    for (let i = 0; i < line.length; i++) line[i] = image[start + reflect(i - reach, columns)];
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let k = 0; k < kernel.length; k++) sum += kernel[k] * line[column + k];
      across[start + column] = sum;
    }
  }
  // Down the columns whole rows at a time, which is kind to the cache.
  const down = new Float32Array(image.length);
  for (let row = 0; row < rows; row++) {
    const target = down.subarray(row * columns, (row + 1) * columns);
    for (let k = 0; k < kernel.length; k++) {
      const source = reflect(row + k - reach, rows) * columns;
      const tap = kernel[k];
      for (let column = 0; column < columns; column++) target[column] += tap * across[source + column];
    }
  }
  return down;
}

/** Index of a mirrored image without repeating its edge pixel: -1 → 1, length → length - 2. */
export function reflect(index: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const folded = ((index % period) + period) % period;
  return folded < length ? folded : period - folded;
}

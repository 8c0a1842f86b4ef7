import { reflect } from '../inference/gaussian';

const patchReach = 2;
const searchReach = 6;

/**
 * Non-local means (Buades et al. 2005): each pixel becomes a mean over 13 × 13 px, weighted by how alike the 5 × 5 px about both are,
 *
 *     w = exp(−max(0, d² − 2σ²) / (hσ)²),   d² the mean squared difference of the two patches
 *
 * Edges are reflected. `strength` is h, in units of the noise's SD `sigmaHu`.
 */
export function nonLocalMeans(
  image: Float32Array,
  rows: number,
  columns: number,
  sigmaHu: number,
  strength: number,
): Float32Array {
  if (sigmaHu === 0) return image.slice();
  const reach = patchReach + searchReach;
  const [high, wide] = [rows + 2 * reach, columns + 2 * reach];
  const padded = new Float32Array(high * wide);
  for (let row = 0; row < high; row++)
    for (let column = 0; column < wide; column++)
      padded[row * wide + column] = image[reflect(row - reach, rows) * columns + reflect(column - reach, columns)];
  const sums = Float64Array.from(image);
  const weights = new Float64Array(image.length).fill(1);
  const spread = 1 / (strength * sigmaHu) ** 2;
  const free = 2 * sigmaHu ** 2;
  for (let down = -searchReach; down <= searchReach; down++)
    for (let across = -searchReach; across <= searchReach; across++) {
      if (down === 0 && across === 0) continue;
      const distance = patchDistances(padded, wide, rows, columns, down, across);
      for (let row = 0; row < rows; row++)
        for (let column = 0; column < columns; column++) {
          const i = row * columns + column;
          const weight = Math.exp(-Math.max(0, distance[i] - free) * spread);
          sums[i] += weight * padded[(row + reach + down) * wide + column + reach + across];
          weights[i] += weight;
        }
    }
  return Float32Array.from(sums, (sum, i) => sum / weights[i]);
}

/** Mean squared difference of the patches about each pixel and about the one that lies (down, across) of it. */
function patchDistances(
  padded: Float32Array,
  wide: number,
  rows: number,
  columns: number,
  down: number,
  across: number,
): Float32Array {
  const side = 2 * patchReach + 1;
  const shift = down * wide + across;
  const sums = new Float64Array(columns + 2 * patchReach);
  const out = new Float32Array(rows * columns);
  const change = (row: number, sign: 1 | -1): void => {
    const start = (row + searchReach) * wide + searchReach;
    for (let x = 0; x < sums.length; x++) sums[x] += sign * (padded[start + x] - padded[start + x + shift]) ** 2;
  };
  for (let row = 0; row < side - 1; row++) change(row, 1);
  for (let row = 0; row < rows; row++) {
    change(row + side - 1, 1);
    let sum = 0;
    for (let x = 0; x < side - 1; x++) sum += sums[x];
    for (let column = 0; column < columns; column++) {
      sum += sums[column + side - 1];
      out[row * columns + column] = sum / (side * side);
      sum -= sums[column];
    }
    change(row, -1);
  }
  return out;
}

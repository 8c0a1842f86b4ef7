import { reflect } from '../inference/gaussian';

/**
 * Bilateral filter (Tomasi and Manduchi 1998): a Gaussian mean, cut at 2.5 widths, whose weights also fall with the difference in HU,
 * exp(−Δ² / 2 rangeHu²). Edges are reflected.
 */
export function bilateral(
  image: Float32Array,
  rows: number,
  columns: number,
  { sigmaPx, rangeHu }: { readonly sigmaPx: number; readonly rangeHu: number },
): Float32Array {
  if (rangeHu === 0) return image.slice();
  const reach = Math.ceil(2.5 * sigmaPx);
  const table = rangeTable();
  const scale = tableSteps / rangeHu;
  const near: { readonly down: number; readonly across: number; readonly weight: number }[] = [];
  for (let down = -reach; down <= reach; down++)
    for (let across = -reach; across <= reach; across++)
      near.push({ down, across, weight: Math.exp(-(down * down + across * across) / (2 * sigmaPx ** 2)) });
  const sums = new Float64Array(image.length);
  const weights = new Float64Array(image.length);
  for (const { down, across, weight } of near)
    for (let row = 0; row < rows; row++) {
      const from = reflect(row + down, rows) * columns;
      for (let column = 0; column < columns; column++) {
        const i = row * columns + column;
        const value = image[from + reflect(column + across, columns)];
        const w = weight * table[Math.min(table.length - 1, (Math.abs(value - image[i]) * scale) | 0)];
        sums[i] += w * value;
        weights[i] += w;
      }
    }
  return Float32Array.from(sums, (sum, i) => sum / weights[i]);
}

const tableSteps = 256;
/** exp(−x²/2) for x from 0 to 5, where it is nothing any more. */
const rangeTable = (): Float64Array =>
  Float64Array.from({ length: 5 * tableSteps + 1 }, (_, i) =>
    i === 5 * tableSteps ? 0 : Math.exp(-0.5 * ((i + 0.5) / tableSteps) ** 2),
  );

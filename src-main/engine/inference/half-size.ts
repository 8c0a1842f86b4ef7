import type { SliceHu } from '../engine';

/** Broad low-passes are computed on images of half the size: eight times as fast. */

type Size = Pick<SliceHu, 'rows' | 'columns'>;

/** Variance that going down to half the size and up again adds to a blur, px²: ¼ for the means of two, ¾ for the bilinear way back. */
export const resizingPx2 = 1;

/** Rows or columns of an image half as large; an odd edge counts as a pair. */
export const half = (length: number): number => (length + 1) >> 1;

/** Means of 2 × 2 pixels; of an odd edge's last pixel with itself. */
export function halved(image: Float32Array, { rows, columns }: Size): Float32Array {
  const [toRows, toColumns] = [half(rows), half(columns)];
  const out = new Float32Array(toRows * toColumns);
  for (let row = 0; row < toRows; row++) {
    const top = 2 * row * columns;
    const bottom = Math.min(2 * row + 1, rows - 1) * columns;
    for (let column = 0; column < toColumns; column++) {
      const left = 2 * column;
      const right = Math.min(left + 1, columns - 1);
      out[row * toColumns + column] =
        0.25 * (image[top + left] + image[top + right] + image[bottom + left] + image[bottom + right]);
    }
  }
  return out;
}

/** Of an image that is 0 where nothing counts, halved, the means over what counts of each four pixels; its own array, and 0 where none does. */
export function overWeight(small: Float32Array, weight: Float32Array | null): Float32Array {
  if (weight) for (let i = 0; i < small.length; i++) small[i] = weight[i] > 0 ? small[i] / weight[i] : 0;
  return small;
}

/** from −= small at twice its size, bilinear; the middles of pixels stay where they are. */
export function takeDoubled(from: Float32Array, small: Float32Array, { rows, columns }: Size): void {
  const smallColumns = half(columns);
  const line = new Float32Array(smallColumns);
  for (let row = 0; row < rows; row++) {
    const near = (row >> 1) * smallColumns;
    const far = beside(row, half(rows)) * smallColumns;
    for (let i = 0; i < smallColumns; i++) line[i] = 0.75 * small[near + i] + 0.25 * small[far + i];
    const start = row * columns;
    for (let column = 0; column < columns; column++) {
      from[start + column] -= 0.75 * line[column >> 1] + 0.25 * line[beside(column, smallColumns)];
    }
  }
}

/** What `takeDoubled` takes at some pixels, by index. Loops over numbers: it is asked of ten thousands of pixels, and an array for each takes thrice as long. */
export function doubledAt(small: Float32Array, at: Int32Array, { rows, columns }: Size): Float64Array {
  const [smallRows, smallColumns] = [half(rows), half(columns)];
  const out = new Float64Array(at.length);
  for (let k = 0; k < at.length; k++) {
    const column = at[k] % columns;
    const row = (at[k] - column) / columns;
    const near = (row >> 1) * smallColumns;
    const far = beside(row, smallRows) * smallColumns;
    const own = column >> 1;
    const other = beside(column, smallColumns);
    out[k] =
      0.75 * (0.75 * small[near + own] + 0.25 * small[far + own]) +
      0.25 * (0.75 * small[near + other] + 0.25 * small[far + other]);
  }
  return out;
}

/** The pixels, by index, of which some of half the size are made, and whose weight is not 0. */
export function undoubled(small: Int32Array, { rows, columns }: Size, weight: Float32Array | null): Int32Array {
  const smallColumns = half(columns);
  const out = new Int32Array(4 * small.length);
  let count = 0;
  for (const one of small) {
    const smallColumn = one % smallColumns;
    const top = (2 * (one - smallColumn)) / smallColumns;
    for (let row = top; row < Math.min(top + 2, rows); row++)
      for (let column = 2 * smallColumn; column < Math.min(2 * smallColumn + 2, columns); column++) {
        const at = row * columns + column;
        if (weight === null || weight[at] !== 0) out[count++] = at;
      }
  }
  return out.slice(0, count);
}

/** `halved` of `small` at twice its size: ⅛, ¾, ⅛ along each axis, without going there. */
export function throughDouble(small: Float32Array, { rows, columns }: Size): Float32Array {
  const [smallRows, smallColumns] = [half(rows), half(columns)];
  const across = new Float32Array(small.length);
  const [left, right] = [0, 1].map((side) => Int32Array.from({ length: smallColumns }, (_, i) => aroundPair(i, columns)[side]));
  for (let row = 0; row < smallRows; row++) {
    const start = row * smallColumns;
    for (let i = 0; i < smallColumns; i++)
      across[start + i] = 0.75 * small[start + i] + 0.125 * (small[start + left[i]] + small[start + right[i]]);
  }
  const out = new Float32Array(small.length);
  for (let row = 0; row < smallRows; row++) {
    const [before, after] = aroundPair(row, rows).map((at) => at * smallColumns);
    const start = row * smallColumns;
    for (let column = 0; column < smallColumns; column++)
      out[start + column] = 0.75 * across[start + column] + 0.125 * (across[before + column] + across[after + column]);
  }
  return out;
}

/**
 * A row (or column) lies between two small ones: a quarter of a small pixel from the middle of the one it is half of, three quarters from that of the
 * one beside.
 */
const beside = (row: number, smallRows: number): number =>
  Math.min(smallRows - 1, Math.max(0, row & 1 ? (row >> 1) + 1 : (row >> 1) - 1));

/** What the two rows of a pair lie towards. An odd edge's last row stands for both. */
function aroundPair(pair: number, rows: number): readonly [before: number, after: number] {
  const last = half(rows) - 1;
  const before = Math.max(0, pair - 1);
  if (pair < last) return [before, pair + 1];
  return [before, rows & 1 ? before : last];
}

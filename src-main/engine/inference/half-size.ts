import type { SliceHu } from '../engine';

/** Broad low-passes are computed on images of half the size: eight times as fast. */

type Size = Pick<SliceHu, 'rows' | 'columns'>;

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

/** from −= small at twice its size, bilinear; the middles of pixels stay where they are. */
export function takeDoubled(from: Float32Array, small: Float32Array, { rows, columns }: Size): void {
  const smallColumns = half(columns);
  const line = new Float32Array(smallColumns);
  for (let row = 0; row < rows; row++) {
    const [near, far] = neighbours(row, half(rows)).map((at) => at * smallColumns);
    for (let i = 0; i < smallColumns; i++) line[i] = 0.75 * small[near + i] + 0.25 * small[far + i];
    const start = row * columns;
    for (let column = 0; column < columns; column++) {
      const at = column >> 1;
      const beside = Math.min(smallColumns - 1, Math.max(0, column & 1 ? at + 1 : at - 1));
      from[start + column] -= 0.75 * line[at] + 0.25 * line[beside];
    }
  }
}

/** What `takeDoubled` takes at one pixel. */
export function doubledAt(small: Float32Array, index: number, { rows, columns }: Size): number {
  const column = index % columns;
  const [near, far] = neighbours((index - column) / columns, half(rows)).map((row) => row * half(columns));
  const [at, beside] = neighbours(column, half(columns));
  return (
    0.75 * (0.75 * small[near + at] + 0.25 * small[far + at]) + 0.25 * (0.75 * small[near + beside] + 0.25 * small[far + beside])
  );
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

/** The small rows (or columns) that a row lies between: a quarter of a small pixel from the first one's middle, three quarters from the other's. */
function neighbours(row: number, smallRows: number): readonly [near: number, far: number] {
  const near = row >> 1;
  return [near, Math.min(smallRows - 1, Math.max(0, row & 1 ? near + 1 : near - 1))];
}

/** What the two rows of a pair lie towards. An odd edge's last row stands for both. */
function aroundPair(pair: number, rows: number): readonly [before: number, after: number] {
  const last = half(rows) - 1;
  const before = Math.max(0, pair - 1);
  if (pair < last) return [before, pair + 1];
  return [before, rows & 1 ? before : last];
}

/** The noise in the same flat tissue before and after, standard deviations in HU. */
export interface FlatNoise {
  readonly beforeHu: number;
  readonly afterHu: number;
  /** How many squares it was measured in. */
  readonly squares: number;
}

type Hu = Int16Array | Float32Array;

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
 * Median SD over the flattest fifth of the 9×9 squares of tissue. The squares are chosen on the original, by the spread of the means of their
 * nine parts and not by their SD: choosing by SD would make the noise look lower than it is. The same squares serve before and after.
 * Null where a slice has too little flat tissue to tell.
 */
export function flatNoise(
  before: Hu,
  after: Hu,
  padding: Uint8Array | null,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): FlatNoise | null {
  const squares: Square[] = [];
  for (let row = 0; row + sidePx <= rows; row += sidePx) {
    for (let column = 0; column + sidePx <= columns; column += sidePx) {
      const square = judge(before, padding, row * columns + column, columns);
      if (square) squares.push(square);
    }
  }
  squares.sort((a, b) => a.unevennessHu - b.unevennessHu);
  const flat = squares.slice(0, Math.ceil(squares.length * flattestShare));
  if (flat.length < fewestSquares) return null;
  const medianSd = (hu: Hu) => median(flat.map(({ first }) => standardDeviation(hu, first, columns)));
  return { beforeHu: medianSd(before), afterHu: medianSd(after), squares: flat.length };
}

function judge(hu: Hu, padding: Uint8Array | null, first: number, columns: number): Square | null {
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

function standardDeviation(hu: Hu, first: number, columns: number): number {
  let sum = 0;
  let squares = 0;
  for (let row = 0; row < sidePx; row += 1) {
    for (let column = 0; column < sidePx; column += 1) {
      const value = hu[first + row * columns + column]!;
      sum += value;
      squares += value * value;
    }
  }
  const count = sidePx * sidePx;
  return Math.sqrt(Math.max(0, squares - (sum * sum) / count) / (count - 1));
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const [rows, columns] = [37, 53];
const hash = (i: number): number => {
  const [row, column] = [Math.floor(i / columns), i % columns];
  return ((Math.imul(row, 2654435761) + Math.imul(column, 2246822519)) >>> 0) % 1009;
};

/** The pair of images of oracle.py, worked out here by the same whole numbers. */
export const pair = {
  rows,
  columns,
  truth: Float32Array.from({ length: rows * columns }, (_, i) => Math.floor(i / columns) * 7 + (((i % columns) * 11) % 90) - 60),
  get image(): Float32Array {
    return this.truth.map((hu, i) => hu + 80 * (hash(i) / 1009 - 0.5));
  },
};

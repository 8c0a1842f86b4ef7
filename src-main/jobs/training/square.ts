import type { SlicePixels } from '../../study';

const airHu = -1024;

/** The middle of a slice, filled up with air to a square; padding becomes air. */
export function square({ rows, columns, hu, padding }: SlicePixels): { readonly hu: Float32Array; readonly size: number } {
  const size = Math.max(rows, columns);
  const out = new Float32Array(size * size).fill(airHu);
  const [down, right] = [(size - rows) >> 1, (size - columns) >> 1];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const from = row * columns + column;
      out[(row + down) * size + column + right] = padding?.[from] ? airHu : hu[from];
    }
  return { hu: out, size };
}

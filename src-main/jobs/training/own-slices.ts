import { ok, type Outcome } from '../../contract';
import type { Series, SlicePixels, StudyReader } from '../../study';
import type { OwnSlice } from '../engine/training';

const airHu = -1024;

/**
 * At most `count` slices, evenly over all the series, as square images to learn from; fewer where `signal` aborts. Fails on the first that cannot
 * be read.
 */
export async function ownSlices(
  series: readonly Series[],
  reader: Pick<StudyReader, 'readPixels'>,
  count: number,
  signal?: AbortSignal,
): Promise<Outcome<readonly OwnSlice[]>> {
  const all = series.flatMap(({ info, slices }) =>
    slices.map((slice) => ({ slice, pixelMm: info.pixelSpacingMm?.betweenRowsMm ?? 1 })),
  );
  const length = Math.min(count, all.length);
  const chosen = Array.from({ length }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / length)]);
  const squares: OwnSlice[] = [];
  for (const { slice, pixelMm } of chosen) {
    if (signal?.aborted) break;
    const pixels = await reader.readPixels(slice);
    if (!pixels.ok) return pixels;
    squares.push({ ...square(pixels.value), pixelMm });
  }
  return ok(squares);
}

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

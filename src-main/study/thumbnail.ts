import type { VoiWindow } from '../contract';
import type { SlicePixels } from './series';

export interface Thumbnail {
  readonly rows: number;
  readonly columns: number;
  /** 8-bit grey, row-major. */
  readonly grey: Uint8Array;
}

/**
 * A small picture in the given window, at most `largest` pixels a side; each pixel is the mean of those it stands for, so that noise
 * does not speckle it. Without a window the range of the pixels is taken. Padding is black.
 */
export function thumbnailOf(pixels: SlicePixels, window: VoiWindow | null, largest: number): Thumbnail {
  const { rows, columns, hu, padding } = pixels;
  const scale = Math.min(1, largest / Math.max(rows, columns));
  const size = { rows: Math.max(1, Math.round(rows * scale)), columns: Math.max(1, Math.round(columns * scale)) };
  const { low, high } =
    window === null ? range(pixels) : { low: window.centerHu - window.widthHu / 2, high: window.centerHu + window.widthHu / 2 };
  const grey = new Uint8Array(size.rows * size.columns);
  for (let r = 0; r < size.rows; r++) {
    const [top, bottom] = span(r, size.rows, rows);
    for (let c = 0; c < size.columns; c++) {
      const [left, right] = span(c, size.columns, columns);
      let sum = 0;
      let count = 0;
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++) {
          const at = y * columns + x;
          if (padding?.[at]) continue;
          sum += hu[at]!;
          count++;
        }
      if (count === 0) continue;
      const level = high > low ? Math.min(1, Math.max(0, (sum / count - low) / (high - low))) : Number(sum / count > low);
      grey[r * size.columns + c] = Math.round(255 * (pixels.inverted ? 1 - level : level));
    }
  }
  return { ...size, grey };
}

function span(index: number, of: number, pixels: number): readonly [number, number] {
  const from = Math.floor((index * pixels) / of);
  return [from, Math.max(from + 1, Math.floor(((index + 1) * pixels) / of))];
}

function range({ hu, padding }: SlicePixels): { readonly low: number; readonly high: number } {
  let low = Infinity;
  let high = -Infinity;
  hu.forEach((value, i) => {
    if (padding?.[i]) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  });
  return { low, high };
}

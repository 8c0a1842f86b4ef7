import { grey, type Window } from '../contract';
import type { SlicePixels } from './series';

export interface Thumbnail {
  readonly rows: number;
  readonly columns: number;
  /** 8-bit grey, row-major. */
  readonly grey: Uint8Array;
}

/**
 * A small picture in the given window, at most `largest` pixels a side; each pixel is the mean of those it stands for, so that noise
 * does not speckle it. Without a window the image's own table is taken, or the range of the pixels. Padding is black.
 */
export function thumbnailOf(pixels: SlicePixels, window: Window | null, largest: number): Thumbnail {
  const { rows, columns, hu, padding } = pixels;
  const scale = Math.min(1, largest / Math.max(rows, columns));
  const size = { rows: Math.max(1, Math.round(rows * scale)), columns: Math.max(1, Math.round(columns * scale)) };
  const greyOf = greyIn(pixels, window);
  const levels = new Uint8Array(size.rows * size.columns);
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
      const level = greyOf(sum / count);
      levels[r * size.columns + c] = pixels.inverted ? 255 - level : level;
    }
  }
  return { ...size, grey: levels };
}

function greyIn(pixels: SlicePixels, window: Window | null): (hu: number) => number {
  const proposed = window ?? pixels.tables[0];
  if (proposed !== undefined) return (hu) => grey(hu, proposed);
  const { low, high } = range(pixels);
  return (hu) => grey(hu, { centerHu: (low + high) / 2, widthHu: high - low, curve: 'LINEAR_EXACT' });
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

import { GifWriter } from '../pictures/gif';

/** Three pictures side by side, noisy | output | clean, 8-bit grey, of which only the middle one changes. */
export interface Film {
  readonly size: number;
  readonly noisy: Uint8Array;
  readonly clean: Uint8Array;
  /** `progress` from 0 to 1 is drawn as a bar below. */
  readonly frames: readonly { readonly output: Uint8Array; readonly progress: number }[];
}

const gapPx = 4;
const barPx = 3;
const barGrey = 150;
const frameMs = 150;
const lastFrameMs = 2500;

export const filmWidth = (size: number): number => 3 * size + 2 * gapPx;
export const filmHeight = (size: number): number => size + gapPx + barPx;

/** An animated GIF, over and over, in which the two still pictures cost nothing. */
export function gifOf(film: Film): Uint8Array {
  const [columns, rows] = [filmWidth(film.size), filmHeight(film.size)];
  const gif = new GifWriter('small');
  const last = film.frames.length - 1;
  const frames = film.frames.map((frame, at) => {
    const pixels = paint(film, frame, columns, rows);
    return gif.frame({ rows, columns, kind: 'grey', pixels }, at === last ? lastFrameMs : frameMs);
  });
  return Buffer.concat([...frames, gif.end()]);
}

function paint(
  { size, noisy, clean }: Film,
  { output, progress }: Film['frames'][number],
  columns: number,
  rows: number,
): Uint8Array {
  const pixels = new Uint8Array(columns * rows);
  for (const [place, picture] of [noisy, output, clean].entries())
    for (let row = 0; row < size; row++)
      pixels.set(picture.subarray(row * size, (row + 1) * size), row * columns + place * (size + gapPx));
  const bar = Math.round(columns * progress);
  for (let row = rows - barPx; row < rows; row++) pixels.fill(barGrey, row * columns, row * columns + bar);
  return pixels;
}

import { GIFEncoder } from 'gifenc';

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
const frameMs = 150;
const lastFrameMs = 2500;

/** Greys 0 to 254 and, last, what stays as it was in the frame before. */
const greys = 255;
const unchanged = 255;
const palette = Array.from({ length: 256 }, (_, i) => {
  const grey = Math.round((Math.min(i, greys - 1) * 255) / (greys - 1));
  return [grey, grey, grey];
});
const entryOf = (grey: number): number => Math.round((grey * (greys - 1)) / 255);

export const filmWidth = (size: number): number => 3 * size + 2 * gapPx;
export const filmHeight = (size: number): number => size + gapPx + barPx;

/** An animated GIF, over and over. Pixels that do not change are left out of a frame, so the two still pictures cost nothing. */
export function gifOf(film: Film): Uint8Array {
  const [width, height] = [filmWidth(film.size), filmHeight(film.size)];
  const gif = GIFEncoder();
  let before: Uint8Array | null = null;
  for (const [at, frame] of film.frames.entries()) {
    const entries = paint(film, frame, width, height);
    const drawn = before === null ? entries : entries.map((entry, i) => (entry === before![i] ? unchanged : entry));
    gif.writeFrame(drawn, width, height, {
      ...(before === null ? { palette } : { transparent: true, transparentIndex: unchanged }),
      delay: at === film.frames.length - 1 ? lastFrameMs : frameMs,
      // 1: the next frame is drawn over this one.
      dispose: 1,
    });
    before = entries;
  }
  gif.finish();
  return gif.bytes();
}

function paint(
  { size, noisy, clean }: Film,
  { output, progress }: Film['frames'][number],
  width: number,
  height: number,
): Uint8Array {
  const entries = new Uint8Array(width * height);
  for (const [column, picture] of [noisy, output, clean].entries())
    for (let row = 0; row < size; row++)
      for (let i = 0; i < size; i++) entries[row * width + column * (size + gapPx) + i] = entryOf(picture[row * size + i]!);
  const bar = Math.round(width * progress);
  for (let row = height - barPx; row < height; row++) entries.fill(entryOf(150), row * width, row * width + bar);
  return entries;
}

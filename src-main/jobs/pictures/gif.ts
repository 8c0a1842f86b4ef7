import { applyPalette, GIFEncoder, type Palette, quantize } from 'gifenc';
import type { Picture } from './picture';

/** `exact`: grey as it is, all 256 levels. `small`: 255 levels, and of a frame only what changed: for films in which much stands still. */
export type GifKeeping = 'exact' | 'small';

const greys = (levels: number): Palette =>
  Array.from({ length: 256 }, (_, entry) => {
    const grey = Math.round((Math.min(entry, levels - 1) * 255) / (levels - 1));
    return [grey, grey, grey];
  });
const palettes: Readonly<Record<GifKeeping, Palette>> = { exact: greys(256), small: greys(255) };
/** Of the small ones: what stays as it was in the frame before. */
const unchanged = 255;
const mostColours = 256;

/** An animated GIF, over and over, written frame by frame: nothing of it is kept but the frame before. */
export class GifWriter {
  readonly #encoder = GIFEncoder({ auto: false });
  readonly #keeping: GifKeeping;
  #palette: Palette | null = null;
  #before: Uint8Array | null = null;

  constructor(keeping: GifKeeping) {
    this.#keeping = keeping;
  }

  /** The bytes of the next frame, shown for so long; with the first one the file begins, which gives all of them its size. */
  frame(picture: Picture, delayMs: number): Uint8Array {
    const { palette, entries } = picture.kind === 'grey' ? this.#greyFrame(picture.pixels) : colourFrame(picture.pixels);
    const first = this.#palette === null;
    if (first) this.#encoder.writeHeader();
    this.#palette ??= palette;
    const drawn = this.#changeOf(entries, palette);
    this.#encoder.writeFrame(drawn, picture.columns, picture.rows, {
      first,
      ...(first || palette !== this.#palette ? { palette } : {}),
      ...(drawn === entries ? {} : { transparent: true, transparentIndex: unchanged }),
      delay: delayMs,
      // 1: the next frame is drawn over this one.
      dispose: 1,
    });
    this.#before = palette === palettes.small ? entries : null;
    return this.#written();
  }

  /** The file's end. */
  end(): Uint8Array {
    this.#encoder.finish();
    return this.#written();
  }

  #greyFrame(pixels: Uint8Array): { readonly palette: Palette; readonly entries: Uint8Array } {
    const levels = this.#keeping === 'exact' ? 256 : 255;
    const entries = levels === 256 ? pixels : pixels.map((grey) => Math.round((grey * (levels - 1)) / 255));
    return { palette: palettes[this.#keeping], entries };
  }

  /** Left out is what the frame before shows already. */
  #changeOf(entries: Uint8Array, palette: Palette): Uint8Array {
    const before = this.#before;
    if (before === null || palette !== palettes.small) return entries;
    return entries.map((entry, at) => (entry === before[at] ? unchanged : entry));
  }

  #written(): Uint8Array {
    const bytes = this.#encoder.bytes();
    this.#encoder.reset();
    return bytes;
  }
}

function colourFrame(pixels: Uint8Array): { readonly palette: Palette; readonly entries: Uint8Array } {
  // gifenc reads from the beginning of the buffer, wherever a view on it begins.
  const rgba = pixels.slice();
  const palette = quantize(rgba, mostColours);
  return { palette, entries: applyPalette(rgba, palette) };
}

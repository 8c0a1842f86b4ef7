import { fail, ok, type Outcome } from '../contract';
import type { Attributes } from './attributes';
import type { PixelLayout } from './layout';
import type { StoredValues } from './stored';
import type { TransferSyntax } from './transfer-syntax';

/** A picture in colour: for the eye only, never CT numbers. */
export interface ColourPicture {
  /** Red, green, blue and 255 for each pixel, row-major. */
  readonly rgba: Uint8Array;
  /** 0 to 255, for whatever works with one number a pixel. */
  readonly brightness: Int16Array;
}

/** The colours that stored values stand for, 8 bits each, for the values from `first` on. */
export interface Palette {
  readonly first: number;
  readonly rgb: readonly [Uint8Array, Uint8Array, Uint8Array];
}

const damaged = (): Outcome<never> => fail('palette-damaged');

/** The Palette Color Lookup Tables (PS3.3 C.7.6.3.1.5). Entries are words as a rule, 16 bits of which the upper ones count. */
export function readPalette(attributes: Attributes): Outcome<Palette> {
  const [entries, first, bits] = [0, 1, 2].map((i) => attributes.uint16('x00281101', i));
  if (entries == null || first == null || bits == null) return damaged();
  const count = entries === 0 ? 65536 : entries;
  const tables: Uint8Array[] = [];
  for (const tag of ['x00281201', 'x00281202', 'x00281203']) {
    const bytes = attributes.bytes(tag);
    if (bytes === null || bytes.length < count) return damaged();
    const words = bytes.length >= 2 * count ? Uint16Array.from({ length: count }, (_, i) => attributes.uint16(tag, i)!) : bytes;
    // Some call it 16 bits and use 8.
    const down = bits > 8 && words.some((word) => word > 255) ? 8 : 0;
    tables.push(Uint8Array.from(words.subarray(0, count), (word) => word >> down));
  }
  return ok({ first, rgb: [tables[0]!, tables[1]!, tables[2]!] });
}

/** Stored samples, interleaved by pixel, as a picture. `palette` is needed where the layout says so. */
export function colourPicture(
  stored: StoredValues,
  layout: PixelLayout,
  syntax: TransferSyntax,
  palette: Palette | null,
): ColourPicture {
  const pixels = layout.rows * layout.columns;
  const rgba = new Uint8Array(4 * pixels);
  const brightness = new Int16Array(pixels);
  const at = colourAt(stored, layout, syntax, palette);
  const colour = new Float64Array(3);
  for (let i = 0; i < pixels; i++) {
    at(i, colour);
    for (let s = 0; s < 3; s++) rgba[4 * i + s] = Math.min(255, Math.max(0, Math.round(colour[s]!)));
    rgba[4 * i + 3] = 255;
    brightness[i] = Math.round(0.299 * rgba[4 * i]! + 0.587 * rgba[4 * i + 1]! + 0.114 * rgba[4 * i + 2]!);
  }
  return { rgba, brightness };
}

type ColourAt = (pixel: number, into: Float64Array) => void;

function colourAt(
  stored: StoredValues,
  { colour, bitsStored }: PixelLayout,
  syntax: TransferSyntax,
  palette: Palette | null,
): ColourAt {
  if (colour === 'palette') {
    const { first, rgb } = palette!;
    const last = rgb[0].length - 1;
    return (pixel, into) => {
      const entry = Math.min(last, Math.max(0, stored[pixel]! - first));
      for (let s = 0; s < 3; s++) into[s] = rgb[s]![entry]!;
    };
  }
  const scale = 255 / (2 ** bitsStored - 1);
  if (colour === 'rgb' || decodesToRgb(syntax))
    return (pixel, into) => {
      for (let s = 0; s < 3; s++) into[s] = stored[3 * pixel + s]! * scale;
    };
  return (pixel, into) => {
    const y = stored[3 * pixel]! * scale;
    const [blue, red] = [stored[3 * pixel + 1]! * scale - 128, stored[3 * pixel + 2]! * scale - 128];
    into[0] = y + 1.402 * red;
    into[1] = y - 0.344136 * blue - 0.714136 * red;
    into[2] = y + 1.772 * blue;
  };
}

/** libjpeg turns YCbCr into RGB while it decodes; the header goes on saying YBR_FULL_422. */
const decodesToRgb = ({ uid }: TransferSyntax): boolean => uid === '1.2.840.10008.1.2.4.50';

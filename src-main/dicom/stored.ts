import type { PixelLayout } from './layout';

/** Stored values as the file means them, row-major; the samples of a coloured pixel one after the other. 8-bit samples stay bytes. */
export type StoredValues = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array;

/** Samples of a frame as they lie in the file: two pixels that share their chroma have four between them. */
export const samplesOf = ({ rows, columns, samples, order }: PixelLayout): number =>
  rows * columns * (order === 'shared-chroma' ? 2 : samples);

/** Bits of a frame of plain pixels. Frames of one bit a pixel follow one another without a gap (PS3.5 section 8.1.1). */
export const frameBits = (layout: PixelLayout): number => samplesOf(layout) * layout.bitsAllocated;

/** Room for `count` stored values. */
export function storedArray(count: number, { bitsAllocated, signed }: PixelLayout): StoredValues {
  if (bitsAllocated <= 8) return signed ? new Int8Array(count) : new Uint8Array(count);
  if (bitsAllocated === 16) return signed ? new Int16Array(count) : new Uint16Array(count);
  return signed ? new Int32Array(count) : new Uint32Array(count);
}

/**
 * Cuts the stored values of a frame out of plain pixels: only `bitsStored` bits up to `highBit` are the image (PS3.5 section 8.1.1), the
 * rest may be an overlay or rubbish. `pixels` holds the frame from its bit `firstBit` on, which is 0 but for frames of one bit a pixel.
 */
export function storedValues(pixels: Uint8Array, layout: PixelLayout, byteOrder: 'little' | 'big', firstBit = 0): StoredValues {
  const { bitsAllocated, bitsStored, highBit, signed } = layout;
  const values = storedArray(samplesOf(layout), layout);
  if (bitsAllocated === 1) {
    for (let i = 0, bit = firstBit; i < values.length; i++, bit++) values[i] = (pixels[bit >> 3]! >> (bit & 7)) & 1;
    return values;
  }
  const word = wordReader(pixels, bitsAllocated, byteOrder);
  const drop = highBit + 1 - bitsStored;
  // Shifting the wanted bits to the top of 32 and down again masks and extends the sign in one go.
  const up = 32 - bitsStored;
  if (signed) for (let i = 0; i < values.length; i++) values[i] = ((word(i) >> drop) << up) >> up;
  else for (let i = 0; i < values.length; i++) values[i] = ((word(i) >> drop) << up) >>> up;
  return byPixel(values, layout);
}

function wordReader(pixels: Uint8Array, bits: 8 | 16 | 32, byteOrder: 'little' | 'big'): (index: number) => number {
  if (bits === 8) return (i) => pixels[i]!;
  if (bits === 16) {
    const low = byteOrder === 'little' ? 0 : 1;
    return (i) => pixels[2 * i + low]! | (pixels[2 * i + 1 - low]! << 8);
  }
  const view = new DataView(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  return (i) => view.getInt32(4 * i, byteOrder === 'little');
}

/** The samples of each pixel together. */
function byPixel(values: StoredValues, layout: PixelLayout): StoredValues {
  const { rows, columns, order } = layout;
  if (order === 'by-pixel') return values;
  const pixels = rows * columns;
  const together = storedArray(3 * pixels, layout);
  for (let i = 0; i < pixels; i++)
    for (let s = 0; s < 3; s++) {
      // Y1 Y2 Cb Cr for two pixels, or a plane for each sample.
      const pair = 4 * (i >> 1);
      const from = order === 'by-plane' ? s * pixels + i : s === 0 ? pair + (i & 1) : pair + 1 + s;
      together[3 * i + s] = values[from]!;
    }
  return together;
}

/** The values as the bytes a checksum is taken of: words little endian, as every machine has them that Tacet runs on. */
export const storedBytes = ({ buffer, byteOffset, byteLength }: StoredValues): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

import { type PixelLayout, samplesOf } from './layout';

/** Stored values as the file means them, row-major; the samples of a coloured pixel one after the other. 8-bit samples stay bytes. */
export type StoredValues = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array;

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
  const words = wordsOf(pixels, values.length, bitsAllocated, byteOrder);
  const drop = highBit + 1 - bitsStored;
  // Shifting the wanted bits to the top of 32 and down again masks and extends the sign in one go.
  const up = 32 - bitsStored;
  if (signed) for (let i = 0; i < values.length; i++) values[i] = ((words[i]! >> drop) << up) >> up;
  else for (let i = 0; i < values.length; i++) values[i] = ((words[i]! >> drop) << up) >>> up;
  return byPixel(values, layout);
}

/** A copy in the byte order of this machine, which is little endian, like every one that Tacet runs on. */
function wordsOf(
  pixels: Uint8Array,
  count: number,
  bits: 8 | 16 | 32,
  byteOrder: 'little' | 'big',
): Uint8Array | Uint16Array | Uint32Array {
  if (bits === 8) return pixels;
  const bytes = new Uint8Array(pixels.subarray(0, count * (bits / 8)));
  if (byteOrder === 'big') for (let at = 0; at < bytes.length; at += bits / 8) bytes.subarray(at, at + bits / 8).reverse();
  return bits === 16 ? new Uint16Array(bytes.buffer, 0, count) : new Uint32Array(bytes.buffer, 0, count);
}

/** The samples of each pixel together. */
export function byPixel(values: StoredValues, layout: PixelLayout): StoredValues {
  const { rows, columns, samples, order } = layout;
  if (order === 'by-pixel' || samples === 1) return values;
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

/** The values as the bytes a checksum is taken of: words little endian. */
export const storedBytes = ({ buffer, byteOffset, byteLength }: StoredValues): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

import type { PixelLayout } from './layout';

/** Stored values as the file means them: 8-bit pixels stay bytes. Row-major. */
export type StoredValues = Uint8Array | Int8Array | Uint16Array | Int16Array;

/** Room for the stored values of `count` pixels. */
export function storedArray(count: number, { bitsAllocated, signed }: PixelLayout): StoredValues {
  if (bitsAllocated === 8) return signed ? new Int8Array(count) : new Uint8Array(count);
  return signed ? new Int16Array(count) : new Uint16Array(count);
}

/**
 * Cuts the stored values of one frame out of plain pixels: only `bitsStored` bits up to `highBit` are the image (PS3.5 section 8.1.1),
 * the rest may be an overlay or rubbish. `frame` holds at least rows * columns words.
 */
export function storedValues(frame: Uint8Array, layout: PixelLayout, byteOrder: 'little' | 'big'): StoredValues {
  const { rows, columns, bitsAllocated, bitsStored, highBit, signed } = layout;
  const count = rows * columns;
  const drop = highBit + 1 - bitsStored;
  // Shifting the wanted bits to the top of 32 and down again masks and extends the sign in one go.
  const up = 32 - bitsStored;
  const cut = signed
    ? (word: number): number => ((word >> drop) << up) >> up
    : (word: number): number => ((word >> drop) << up) >>> up;
  const values = storedArray(count, layout);
  if (bitsAllocated === 8) {
    for (let i = 0; i < count; i++) values[i] = cut(frame[i]!);
    return values;
  }
  const low = byteOrder === 'little' ? 0 : 1;
  for (let i = 0; i < count; i++) values[i] = cut(frame[2 * i + low]! | (frame[2 * i + 1 - low]! << 8));
  return values;
}

/** The values as the bytes a checksum is taken of: 16-bit words little endian, 8-bit pixels as they are. */
export function storedBytes(values: StoredValues): Uint8Array {
  if (values.BYTES_PER_ELEMENT === 1) return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const bytes = new Uint8Array(values.length * 2);
  for (let i = 0; i < values.length; i++) {
    bytes[2 * i] = values[i]! & 0xff;
    bytes[2 * i + 1] = (values[i]! >> 8) & 0xff;
  }
  return bytes;
}

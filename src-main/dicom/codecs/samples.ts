import { ok, type Outcome } from '../../contract';
import type { PixelLayout } from '../layout';
import { type StoredValues, storedArray } from '../stored';
import { damagedStream } from './codec';
import type { Stated } from './stated';

/** Decoders give bytes: samples of one byte where a sample has up to 8 bits, else of two, little endian as WebAssembly is. */
export function samplesIn(bytes: Uint8Array, { rows, columns, samples, bits }: Stated): Outcome<Uint8Array | Uint16Array> {
  const count = rows * columns * samples;
  const size = bits <= 8 ? 1 : 2;
  if (bytes.length !== count * size) return damagedStream(['{0} of {1} bytes came out of it', bytes.length, count * size]);
  return ok(size === 1 ? bytes : new Uint16Array(bytes.buffer, bytes.byteOffset, count));
}

/**
 * Unpacked samples as the header means them. A stream may contradict it (JPEG 2000 unsigned, header signed; 13 bits, header 16): the header
 * says whether there is a sign, and it sits on top of the bits that both have. pydicom decides so too.
 */
export function asStored(samples: ArrayLike<number>, bits: number, layout: PixelLayout): StoredValues {
  const { signed, bitsStored } = layout;
  const up = 32 - Math.min(bits, bitsStored);
  const values = storedArray(samples.length, layout);
  if (signed) for (let i = 0; i < values.length; i++) values[i] = (samples[i]! << up) >> up;
  else for (let i = 0; i < values.length; i++) values[i] = (samples[i]! << up) >>> up;
  return values;
}

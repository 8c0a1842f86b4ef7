import { fail, ok, type Outcome } from '../../contract';
import type { PixelLayout } from '../layout';
import type { StoredValues } from '../stored';
import { highThroughput, openJph } from './jpeg-2000';
import { charls, jpegLs } from './jpeg-ls';
import type { WasmEncoder } from './webassembly';

/** What Tacet compresses to, lossless both, with the UIDs of their syntaxes. */
export const losslessSyntaxes = {
  'jpeg-ls': '1.2.840.10008.1.2.4.80',
  htj2k: '1.2.840.10008.1.2.4.201',
} as const;
export type LosslessSyntax = keyof typeof losslessSyntaxes;

/** How the words of a frame are to be read; `bitsStored` of them count, with their sign where `signed`. */
export type FrameLayout = Pick<PixelLayout, 'rows' | 'columns' | 'bitsStored' | 'signed'>;

/**
 * One frame of stored values as a compressed stream, row-major, padded to an even length. It is decoded again before it is given out. Fails
 * where the encoder can't be had (HTJ2K without vector instructions, as in Electron 9), where it gives up (JPEG-LS on pure noise of 16
 * bits, which would grow), and where the values do not come back.
 */
export async function encodeFrame(
  stored: StoredValues,
  layout: FrameLayout,
  syntax: LosslessSyntax,
): Promise<Outcome<Uint8Array>> {
  const { rows, columns, bitsStored } = layout;
  if (stored.length !== rows * columns) throw new RangeError(`${stored.length} values given for ${columns} x ${rows}`);
  try {
    const [encode, decode] = syntax === 'jpeg-ls' ? [encodeJpegLs, await jpegLs()] : [encodeHtj2k, await highThroughput()];
    const stream = await encode(stored, layout);
    const back = decode(stream, { ...grey, ...layout, highBit: bitsStored - 1 });
    if (back.ok && stored.every((value, i) => value === back.value[i])) return ok(stream);
    return notEncoded('it did not come back bit for bit');
  } catch (reason) {
    // CharLS throws numbers.
    return notEncoded(reason instanceof Error ? reason.message.split('\n')[0]! : 'the encoder gave up');
  }
}

const grey = { bitsAllocated: 16, colour: 'grey', samples: 1, order: 'by-pixel', inverted: false } as const;

const notEncoded = (why: string): Outcome<never> => fail('encoding-failed', { why });

/** JPEG-LS knows no sign: the bits that count are coded as they are, and the header says what they mean. */
async function encodeJpegLs(stored: StoredValues, { rows, columns, bitsStored }: FrameLayout): Promise<Uint8Array> {
  const { JpegLSEncoder } = await charls.ready();
  const mask = 2 ** bitsStored - 1;
  const frame = { width: columns, height: rows, bitsPerSample: bitsStored, componentCount: 1 };
  const bytes = sampleBytes(stored, bitsStored, (value) => value & mask);
  return encoded(new JpegLSEncoder(), (encoder) => encoder.setNearLossless(0), frame, bytes);
}

async function encodeHtj2k(stored: StoredValues, { rows, columns, bitsStored, signed }: FrameLayout): Promise<Uint8Array> {
  const { HTJ2KEncoder } = await openJph.ready();
  const frame = { width: columns, height: rows, bitsPerSample: bitsStored, componentCount: 1, isSigned: signed };
  const bytes = sampleBytes(stored, bitsStored, (value) => value);
  const lossless = (encoder: InstanceType<typeof HTJ2KEncoder>): void => encoder.setQuality(true, 0);
  return encoded(new HTJ2KEncoder(), lossless, { ...frame, isUsingColorTransform: false }, bytes);
}

/** What encoders are given: samples of one byte up to 8 bits, else of two, little endian; negative ones modulo what fits. */
function sampleBytes(stored: StoredValues, bitsStored: number, sample: (value: number) => number): Uint8Array {
  const samples = bitsStored <= 8 ? new Uint8Array(stored.length) : new Uint16Array(stored.length);
  for (let i = 0; i < samples.length; i++) samples[i] = sample(stored[i]!);
  // As bytes: an array of words would be copied into the encoder's bytes element by element, each cut down.
  return new Uint8Array(samples.buffer);
}

/** Lets the encoder run and copies what it made, which is a view into its memory, before it is freed. */
function encoded<Frame, Encoder extends WasmEncoder<Frame>>(
  encoder: Encoder,
  set: (encoder: Encoder) => void,
  frame: Frame,
  bytes: Uint8Array,
): Uint8Array {
  try {
    encoder.getDecodedBuffer(frame).set(bytes);
    set(encoder);
    encoder.encode();
    const made = encoder.getEncodedBuffer();
    const stream = new Uint8Array(made.length + (made.length % 2));
    stream.set(made);
    return stream;
  } finally {
    encoder.delete();
  }
}

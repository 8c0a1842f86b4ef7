import type { Random } from '../../src-main/engine/random';

/** Makes a harmed copy of a file; `others` lend pieces. The same stream of random numbers gives the same copy. */
export function mutated(file: Uint8Array, others: readonly Uint8Array[], random: Random): Uint8Array {
  let harmed: Uint8Array = file.slice();
  const times = 1 + random.integer(4);
  for (let i = 0; i < times && harmed.length > 0; i++) {
    const harm = harms[random.integer(harms.length)]!;
    harmed = harm(harmed, random, others);
  }
  return harmed;
}

type Harm = (file: Uint8Array, random: Random, others: readonly Uint8Array[]) => Uint8Array;

/** Headers are where parsers fail; the rest is spread over the whole file. */
const somewhere = (file: Uint8Array, random: Random): number =>
  random.uniform() < 0.7 ? random.integer(Math.min(file.length, 4096)) : random.integer(file.length);

/** Pixel Data of undefined length as explicit little endian writes it: what follows is compressed. */
const compressedPixels = [0xe0, 0x7f, 0x10, 0x00, 0x4f, 0x42, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff];
const itemHeaderBytes = 8;

/** Whether `streamMutated` can do anything to the file. */
export const isCompressed = (file: Uint8Array): boolean => indexOf(file, compressedPixels) >= 0;

/**
 * Harms only the compressed stream of a file, so that decoders meet it: one in three is cut off and packed properly again, the others have
 * bytes changed, mostly near the stream's beginning, where its own header is.
 */
export function streamMutated(file: Uint8Array, random: Random): Uint8Array {
  const harmed = file.slice();
  const table = indexOf(file, compressedPixels) + compressedPixels.length;
  const view = new DataView(harmed.buffer);
  const item = table + itemHeaderBytes + view.getUint32(table + 4, true);
  const stream = item + itemHeaderBytes;
  const length = view.getUint32(item + 4, true);
  if (random.integer(3) === 0) {
    const kept = 2 * random.integer(length / 2);
    view.setUint32(item + 4, kept, true);
    return joined(harmed.subarray(0, stream + kept), harmed.subarray(stream + length));
  }
  for (let times = 1 + random.integer(6); times > 0; times--) {
    const at = stream + random.integer(random.integer(2) === 0 ? Math.min(200, length) : length);
    if (random.integer(2) === 0) harmed[at]! ^= 1 << random.integer(8);
    else overwrite(harmed, at, extremes[random.integer(extremes.length)]!, [1, 2, 4][random.integer(3)]!);
  }
  return harmed;
}

/** What counters, lengths and offsets do not expect. */
const extremes = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xfffe, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
const vrs = ['SQ', 'UN', 'OB', 'OW', 'OV', 'UV', 'US', 'UL', 'DS', 'IS', 'FD', 'UI', 'PN', 'AT', '??', '\0\0'];
/** Attributes that decide what a reader allocates, loops over or trusts: (gggg,eeee) as little-endian bytes. */
const telling = [
  [0x28, 0x00, 0x02, 0x00], // Samples per Pixel
  [0x28, 0x00, 0x08, 0x00], // Number of Frames
  [0x28, 0x00, 0x10, 0x00], // Rows
  [0x28, 0x00, 0x11, 0x00], // Columns
  [0x28, 0x00, 0x00, 0x01], // Bits Allocated
  [0x28, 0x00, 0x01, 0x01], // Bits Stored
  [0x28, 0x00, 0x02, 0x01], // High Bit
  [0x28, 0x00, 0x03, 0x01], // Pixel Representation
  [0x28, 0x00, 0x53, 0x10], // Rescale Slope
  [0xe0, 0x7f, 0x10, 0x00], // Pixel Data
  [0xfe, 0xff, 0x00, 0xe0], // Item
  [0xfe, 0xff, 0xdd, 0xe0], // Sequence Delimitation Item
];

const harms: readonly Harm[] = [
  function flipABit(file, random) {
    const at = somewhere(file, random);
    file[at]! ^= 1 << random.integer(8);
    return file;
  },
  function rubbish(file, random) {
    const at = somewhere(file, random);
    for (let i = at; i < Math.min(file.length, at + 1 + random.integer(32)); i++) file[i] = random.integer(256);
    return file;
  },
  function extremeNumber(file, random) {
    return overwrite(file, somewhere(file, random), extremes[random.integer(extremes.length)]!, [1, 2, 4][random.integer(3)]!);
  },
  function extremeInATellingAttribute(file, random) {
    const tag = telling[random.integer(telling.length)]!;
    const at = indexOf(file, tag);
    return at < 0 ? file : overwrite(file, at + 4 + random.integer(9), extremes[random.integer(extremes.length)]!, 4);
  },
  function anotherVr(file, random) {
    const at = indexOf(file, telling[random.integer(telling.length)]!);
    const vr = vrs[random.integer(vrs.length)]!;
    if (at >= 0) file.set(Buffer.from(vr, 'latin1').subarray(0, Math.max(0, file.length - at - 4)), at + 4);
    return file;
  },
  function cutTheEnd(file, random) {
    return file.subarray(0, random.integer(file.length + 1));
  },
  function takeOut(file, random) {
    const at = somewhere(file, random);
    return joined(file.subarray(0, at), file.subarray(Math.min(file.length, at + 1 + random.integer(64))));
  },
  function putIn(file, random) {
    const at = somewhere(file, random);
    const added = new Uint8Array(1 + random.integer(64)).fill(random.integer(256));
    return joined(file.subarray(0, at), added, file.subarray(at));
  },
  function repeat(file, random) {
    const at = somewhere(file, random);
    const piece = file.subarray(at, at + 1 + random.integer(512));
    return joined(file.subarray(0, at), piece, piece, file.subarray(at));
  },
  function borrow(file, random, others) {
    const other = others[random.integer(others.length)]!;
    const from = random.integer(other.length);
    const at = somewhere(file, random);
    return joined(file.subarray(0, at), other.subarray(from, from + random.integer(2048)), file.subarray(at));
  },
];

function overwrite(file: Uint8Array, at: number, value: number, bytes: number): Uint8Array {
  for (let i = 0; i < bytes && at + i < file.length; i++) file[at + i] = (value >>> (8 * i)) & 0xff;
  return file;
}

const indexOf = (file: Uint8Array, pattern: readonly number[]): number =>
  Buffer.from(file.buffer, file.byteOffset, file.byteLength).indexOf(Uint8Array.from(pattern));

const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

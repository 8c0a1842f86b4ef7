import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { valueOf } from '../../src-main/contract';
import { decodeStored, encodeFrame, openImage } from '../../src-main/dicom';
import { bytes, ctDataSet, dicomFile, itemBytes, u16, u32, written } from '../hostile/dicom-bytes';

const side = 16;
const jpegLs = '1.2.840.10008.1.2.4.80';
const layout = { rows: side, columns: side, bitsStored: 12, signed: false };
const frameOf = (seed: number): Uint16Array =>
  Uint16Array.from({ length: side * side }, (_, i) => 1000 + 100 * seed + ((i * (seed + 3)) % 97));
const frames = [frameOf(0), frameOf(1), frameOf(2)];

/** The frames as JPEG-LS, and each of them in two pieces. */
let streams: readonly Uint8Array[];
let pieces: readonly Uint8Array[];
beforeAll(async () => {
  streams = await Promise.all(frames.map(async (frame) => valueOf(await encodeFrame(frame, layout, 'jpeg-ls'))));
  pieces = streams.flatMap((stream) => [stream.slice(0, 30), stream.slice(30)]);
});

const end = bytes(u16(0xfffe, 0xe0dd), u32(0));
const table = (...offsets: readonly number[]): Uint8Array => itemBytes(u32(...offsets));
const items = (fragments: readonly Uint8Array[]): Uint8Array => bytes(...fragments.map((fragment) => itemBytes(fragment)));
/** Where each item begins, counted from the first. */
const starts = (fragments: readonly Uint8Array[]): number[] =>
  fragments.map((_, i) => fragments.slice(0, i).reduce((sum, { length }) => sum + 8 + length, 0));
const everySecond = (values: readonly number[]): number[] => values.filter((_, i) => i % 2 === 0);
const u64 = (...values: readonly number[]): Uint8Array => u32(...values.flatMap((value) => [value, 0]));

/** A CT of three frames whose Pixel Data, of undefined length, is `value`. */
function file(value: Uint8Array, count = 3, syntax = jpegLs, extended: readonly number[] | null = null): Uint8Array {
  const tables = extended && [
    written('7FE00001', 'OV', u64(...extended)),
    written('7FE00002', 'OV', u64(...streams.map(({ length }) => length))),
  ];
  return dicomFile(
    ctDataSet([written('00280008', 'IS', String(count)), ...(tables ?? []), written('7FE00010', 'OB', value, 0xffffffff)]),
    syntax,
  );
}

/** What came out: each frame's number among those that were put in, or the code of the trouble. */
async function seen(given: Uint8Array): Promise<readonly (number | string)[]> {
  const image = openImage(given);
  if (!image.ok) return [image.error.code];
  const found: (number | string)[] = [];
  for (const frame of image.value.header.frames.keys()) {
    const stored = await decodeStored(image.value, frame);
    found.push(stored.ok ? frames.findIndex((one) => one.every((value, i) => value === stored.value[i])) : stored.error.code);
  }
  return found;
}

describe('frames in fragments', () => {
  it('are found by a Basic Offset Table, a fragment a frame or several', async () => {
    expect(await seen(file(bytes(table(...starts(streams)), items(streams), end)))).toEqual([0, 1, 2]);
    expect(await seen(file(bytes(table(...everySecond(starts(pieces))), items(pieces), end)))).toEqual([0, 1, 2]);
  });

  it('are found by an Extended Offset Table, whose VR (OV) dicom-parser does not know', async () => {
    expect(await seen(file(bytes(table(), items(streams), end), 3, jpegLs, starts(streams)))).toEqual([0, 1, 2]);
  });

  it('are found without a table: a fragment a frame, or the ends of their streams', async () => {
    expect(await seen(file(bytes(table(), items(streams), end)))).toEqual([0, 1, 2]);
    expect(await seen(file(bytes(table(), items(pieces), end)))).toEqual([0, 1, 2]);
    expect(await seen(file(bytes(table(), items(pieces.slice(0, 2)), end), 1))).toEqual([0]);
  });

  it.each<readonly [string, (right: readonly number[]) => readonly number[]]>([
    ['in the wrong order', (right) => [...right].reverse()],
    ['that leads between fragments', (right) => right.map((at) => at + 4)],
    ['that leads beyond the data', (right) => [...right.slice(0, 2), 0x7fffffff]],
    ['with one place for two frames', ([a, , c]) => [a!, a!, c!]],
    ['of too few places', (right) => right.slice(0, 2)],
  ])('are found in spite of a table %s', async (_, harm) => {
    expect(await seen(file(bytes(table(...harm(starts(streams))), items(streams), end)))).toEqual([0, 1, 2]);
    expect(await seen(file(bytes(table(...harm(everySecond(starts(pieces)))), items(pieces), end)))).toEqual([0, 1, 2]);
    expect(await seen(file(bytes(table(), items(streams), end), 3, jpegLs, harm(starts(streams))))).toEqual([0, 1, 2]);
  });

  it('are found where the end of the sequence is missing', async () => {
    expect(await seen(file(bytes(table(), items(streams))))).toEqual([0, 1, 2]);
  });

  it('are refused where nothing tells which is which, where a fragment breaks off, and where there is none', async () => {
    expect(await seen(file(bytes(table(), items(streams), end), 2))).toEqual(['frames-unclear', 'frames-unclear']);
    const cut = bytes(table(), itemBytes(streams[0]!, streams[0]!.length + 1000));
    expect(await seen(file(cut, 1))).toEqual(['pixels-cut-off']);
    expect(await seen(file(bytes(table(), u32(0x12345678, 4, 0), end), 1))).toEqual(['pixels-cut-off']);
    expect(await seen(file(bytes(table(), end), 1))).toEqual(['no-pixels']);
    expect(await seen(file(end, 1))).toEqual(['no-pixels']);
  });

  it('may be plain, or deflated each by itself', async () => {
    const words = frames.map((frame) => new Uint8Array(frame.buffer));
    expect(await seen(file(bytes(table(), items(words), end), 3, '1.2.840.10008.1.2.1.98'))).toEqual([0, 1, 2]);
    const packed = words.map((word) => {
      const small = deflateRawSync(word);
      return bytes(small, new Uint8Array(small.length % 2));
    });
    expect(await seen(file(bytes(table(), items(packed), end), 3, '1.2.840.10008.1.2.8.1'))).toEqual([0, 1, 2]);
    const short = words.map((word) => word.slice(2));
    expect(await seen(file(bytes(table(), items(short), end), 3, '1.2.840.10008.1.2.1.98'))).toContain('stream-damaged');
  });
});

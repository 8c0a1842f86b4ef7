import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { valueOf } from '../../../src-main/contract';
import { decodeStored, encodeFrame, losslessSyntaxes, openImage } from '../../../src-main/dicom';
import { frameStream } from '../../../src-main/dicom/encapsulated';
import { bytes, ctDataSet, dicomFile, itemBytes, u16, u32, type Written, written } from '../../hostile/dicom-bytes';
import { haveSharedData, sharedData, whySkipped } from '../../shared-data';

const syntax = (suffix: string): string => `1.2.840.10008.1.2${suffix}`;
const size = (rows: number, columns = rows): readonly Written[] => [
  written('00280010', 'US', u16(rows)),
  written('00280011', 'US', u16(columns)),
];

/** A CT of one frame with this stream. */
function file(stream: Uint8Array, uid: string, changes: readonly Written[]): Uint8Array {
  const even = bytes(stream, new Uint8Array(stream.length % 2));
  const pixels = bytes(itemBytes(new Uint8Array()), itemBytes(even), u16(0xfffe, 0xe0dd), u32(0));
  return dicomFile(ctDataSet([...changes, written('7FE00010', 'OB', pixels, 0xffffffff)]), uid);
}
async function outcome(given: Uint8Array): Promise<string> {
  const image = openImage(given);
  const stored = image.ok ? await decodeStored(image.value, 0) : image;
  return stored.ok ? 'decoded' : stored.error.code;
}

const layout = { rows: 64, columns: 64, bitsStored: 12, signed: false };
const picture = Uint16Array.from({ length: 64 * 64 }, (_, i) => 2000 + 900 * Math.sin(i / 9) + ((i * 7919) % 50));
const encoded = async (kind: 'jpeg-ls' | 'htj2k'): Promise<Uint8Array> => valueOf(await encodeFrame(picture, layout, kind));

describe('a compressed stream', () => {
  it.each(['jpeg-ls', 'htj2k'] as const)('of %s is refused wherever it is cut off', async (kind) => {
    const stream = await encoded(kind);
    const lengths = Array.from({ length: 60 }, (_, i) => Math.floor((i * (stream.length - 2)) / 60));
    for (const length of lengths)
      expect
        .soft(await outcome(file(stream.slice(0, length), losslessSyntaxes[kind], size(64))), `${length} bytes`)
        .toBe('stream-damaged');
    expect(await outcome(file(stream, losslessSyntaxes[kind], size(64)))).toBe('decoded');
  });

  it.each(['jpeg-ls', 'htj2k'] as const)('of %s is refused where its header says another size or fewer bits', async (kind) => {
    const stream = await encoded(kind);
    for (const changes of [size(64, 128), size(32), size(65)])
      expect(await outcome(file(stream, losslessSyntaxes[kind], changes))).toBe('stream-damaged');
    const narrow = [written('00280100', 'US', u16(8)), written('00280101', 'US', u16(8)), written('00280102', 'US', u16(7))];
    expect(await outcome(file(stream, losslessSyntaxes[kind], [...size(64), ...narrow]))).toBe('stream-damaged');
  });

  it('of JPEG 2000 that claims 2^31 pixels a side is refused before it is unpacked', async () => {
    const stream = (await encoded('htj2k')).slice();
    new DataView(stream.buffer).setUint32(8, 0x80000000);
    new DataView(stream.buffer).setUint32(12, 0x80000000);
    const before = process.memoryUsage().rss;
    expect(await outcome(file(stream, losslessSyntaxes.htj2k, size(64)))).toBe('stream-damaged');
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 2 ** 20);
  });

  it('is refused where the file claims 65535 x 65535 pixels', async () => {
    expect(await outcome(file(await encoded('htj2k'), losslessSyntaxes.htj2k, size(65535)))).toBe('too-large');
  });

  it('with a byte of padding is read all the same, also where it is FF', async () => {
    const stream = await encoded('htj2k');
    const bare = stream.at(-1) === 0 ? stream.slice(0, -1) : stream;
    expect(await outcome(file(bytes(bare, Uint8Array.of(0xff)), losslessSyntaxes.htj2k, size(64)))).toBe('decoded');
  });

  it('of another kind than its syntax says is refused', async () => {
    const stream = await encoded('jpeg-ls');
    for (const suffix of ['.4.90', '.4.201', '.4.57', '.4.51', '.4.50', '.5'])
      expect.soft(await outcome(file(stream, syntax(suffix), size(64))), suffix).toBe('stream-damaged');
  });

  it('that is empty is refused', async () => {
    for (const suffix of ['.1.98', '.8.1', '.5', '.4.50', '.4.51', '.4.53', '.4.57', '.4.70', '.4.80', '.4.90', '.4.201'])
      expect
        .soft(await outcome(file(new Uint8Array(), syntax(suffix), size(64))), suffix)
        .toMatch(/stream-damaged|deflate-damaged/);
  });
});

describe('run lengths', () => {
  const header = (...starts: readonly number[]): Uint8Array =>
    u32(starts.length, ...starts, ...new Array<number>(15 - starts.length).fill(0));
  /** 256 bytes of one value: two runs of 128. */
  const plane = (value: number): Uint8Array => Uint8Array.of(0x81, value, 0x81, value);
  const rle = (...parts: readonly Uint8Array[]): Uint8Array => file(bytes(...parts), syntax('.5'), []);

  it('are read plane by plane, the upper bytes first', async () => {
    const image = openImage(rle(header(64, 68), plane(4), plane(7)));
    const stored = image.ok ? await decodeStored(image.value, 0) : image;
    expect(stored.ok && new Set(stored.value)).toEqual(new Set([0x407]));
  });
  it.each([
    ['15 segments', () => rle(u32(15, ...new Array<number>(15).fill(64)), plane(4))],
    ['no segment', () => rle(header(), plane(4))],
    ['segments that begin beyond the end', () => rle(header(64, 5000), plane(4), plane(7))],
    ['segments in the wrong order', () => rle(header(68, 64), plane(4), plane(7))],
    ['a segment that begins in the header', () => rle(header(8, 68), plane(4), plane(7))],
    ['runs that end early', () => rle(header(64, 66), plane(4).slice(0, 2), plane(7))],
    ['half a header', () => rle(header(64, 68).slice(0, 20))],
  ])('with %s are refused', async (_, given) => {
    expect(await outcome(given())).toBe('stream-damaged');
  });
  it('that go on past the last pixel are cut there', async () => {
    expect(await outcome(rle(header(64, 70), plane(4), plane(4).slice(0, 2), plane(7), plane(7)))).toBe('decoded');
  });
});

const lossless = {
  'JPEG lossless, first-order (.70)': 'mixed-series/mixed-transfer-syntaxes/im007.dcm',
  'JPEG lossless (.57)': 'mixed-series/mixed-transfer-syntaxes/im008.dcm',
  'JPEG 2000 (.90)': 'mixed-series/mixed-transfer-syntaxes/im009.dcm',
  'RLE (.5)': 'mixed-series/mixed-transfer-syntaxes/im005.dcm',
} as const;
describe.skipIf(!haveSharedData)(`a real stream${whySkipped}`, () => {
  it.each(Object.entries(lossless))('of %s is refused wherever it is cut off', async (_, path) => {
    const { header, data } = valueOf(openImage(new Uint8Array(readFileSync(sharedData(path)))));
    const stream = valueOf(frameStream(data, header.pixelData.offset, 0, 1, null));
    for (let i = 0; i < 40; i++) {
      const cut = stream.slice(0, Math.floor((i * (stream.length - 8)) / 40));
      expect.soft(await outcome(file(cut, header.syntax.uid, size(128))), `${cut.length} bytes`).toBe('stream-damaged');
    }
    expect(await outcome(file(stream, header.syntax.uid, size(128)))).toBe('decoded');
  });

  it('of 13 unsigned bits under a header that says signed has the header sign, from its topmost bit on', async () => {
    const image = valueOf(openImage(new Uint8Array(readFileSync(sharedData('pydicom-odd/ct_j2k_pixelrep_mismatch.dcm')))));
    const stored = valueOf(await decodeStored(image, 0));
    expect(Array.from(stored).reduce((a, b) => Math.min(a, b))).toBe(-2000);
  });
});

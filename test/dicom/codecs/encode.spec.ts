import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueOf } from '../../../src-main/contract';
import {
  encapsulated,
  encodeFrame,
  type FrameLayout,
  type LosslessSyntax,
  losslessSyntaxes,
  type StoredValues,
} from '../../../src-main/dicom';

const syntaxes = Object.keys(losslessSyntaxes) as LosslessSyntax[];

/** A smooth picture with noise, as CT is, from the lowest to the highest value that `bitsStored` allow. */
function picture({ rows, columns, bitsStored, signed }: FrameLayout, seed: number): StoredValues {
  const [lowest, span] = [signed ? -(2 ** (bitsStored - 1)) : 0, 2 ** bitsStored];
  const values = signed ? new Int16Array(rows * columns) : new Uint16Array(rows * columns);
  for (let i = 0; i < values.length; i++) {
    const smooth = 0.5 + 0.45 * Math.sin((i % columns) / 9 + seed) * Math.cos(Math.floor(i / columns) / 7);
    const noise = ((Math.imul(i + seed, 2654435761) >>> 16) / 65536 - 0.5) * 0.1;
    values[i] = lowest + Math.floor((span - 1) * Math.min(1, Math.max(0, smooth + noise)));
  }
  values.set([lowest, lowest + span - 1].slice(0, values.length));
  return values;
}

const layouts = fc.record({
  rows: fc.integer({ min: 1, max: 70 }),
  columns: fc.integer({ min: 1, max: 70 }),
  bitsStored: fc.integer({ min: 9, max: 16 }),
  signed: fc.boolean(),
});

describe('a frame that is compressed', () => {
  it.each(syntaxes)('as %s comes back bit for bit, whatever its size, bits and sign', async (syntax) => {
    await fc.assert(
      fc.asyncProperty(layouts, fc.nat(1000), async (layout, seed) => {
        // encodeFrame decodes again and compares.
        expect(await encodeFrame(picture(layout, seed), layout, syntax)).toMatchObject({ ok: true });
      }),
      { numRuns: 200 },
    );
  });

  it.each(syntaxes)('as %s is smaller than its words', async (syntax) => {
    const layout = { rows: 512, columns: 512, bitsStored: 12, signed: false };
    expect(valueOf(await encodeFrame(picture(layout, 1), layout, syntax)).length).toBeLessThan(0.75 * 512 * 512 * 2);
  });

  it('as JPEG-LS is refused where it would grow: noise of all 16 bits', async () => {
    const layout = { rows: 257, columns: 257, bitsStored: 16, signed: false };
    const noise = Uint16Array.from({ length: 257 * 257 }, (_, i) => Math.imul(i, 2654435761) >>> 7);
    expect(await encodeFrame(noise, layout, 'jpeg-ls')).toMatchObject({ ok: false, error: { code: 'encoding-failed' } });
  });

  it('and encapsulated begins with a table of where each frame begins, and ends with the delimiter', () => {
    const value = encapsulated([Uint8Array.of(1, 2), Uint8Array.of(3, 4, 5, 6), Uint8Array.of(7, 8)]);
    const item = (...length: number[]): number[] => [0xfe, 0xff, 0x00, 0xe0, ...length];
    const table = [...item(12, 0, 0, 0), 0, 0, 0, 0, 10, 0, 0, 0, 22, 0, 0, 0];
    const fragments = [...item(2, 0, 0, 0), 1, 2, ...item(4, 0, 0, 0), 3, 4, 5, 6, ...item(2, 0, 0, 0), 7, 8];
    expect([...value]).toEqual([...table, ...fragments, 0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0]);
  });
});

const havePython = spawnSync('python3', ['-c', 'import pydicom, numpy, openjpeg, libjpeg']).status === 0;
const whyNoPython = havePython
  ? ''
  : ' (skipped: python3 with pydicom, pylibjpeg-libjpeg and pylibjpeg-openjpeg is not installed)';

describe.skipIf(!havePython)(`pydicom with pylibjpeg reads the compressed frames${whyNoPython}`, () => {
  const cases = syntaxes.flatMap((syntax) =>
    [12, 16].flatMap((bitsStored) => [true, false].map((signed) => ({ syntax, bitsStored, signed }))),
  );
  it('of every syntax, bits and sign: the values that were given', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tacet-test-'));
    try {
      const asked = [];
      for (const [number, { syntax, bitsStored, signed }] of cases.entries()) {
        const layout = { rows: 96, columns: 130, bitsStored, signed };
        const frames = [picture(layout, 3), picture(layout, 4)];
        const streams = await Promise.all(frames.map(async (frame) => valueOf(await encodeFrame(frame, layout, syntax))));
        const value = join(folder, `${number}.value`);
        const words = join(folder, `${number}.words`);
        writeFileSync(value, encapsulated(streams));
        writeFileSync(words, Buffer.concat(frames.map(({ buffer }) => Buffer.from(buffer))));
        asked.push({ ...layout, value, words, uid: losslessSyntaxes[syntax] });
      }
      const { stdout, stderr } = spawnSync('python3', ['-c', script], { input: JSON.stringify(asked), encoding: 'utf8' });
      expect(stdout, stderr).toBe(`${cases.length} same\n`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** Puts each value into a data set of pydicom's own making and compares its pixels with the words. */
const script = `
import json, sys, numpy
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import UID
asked = json.load(sys.stdin)
same = 0
for a in asked:
    ds = Dataset()
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = UID(a['uid'])
    ds.Rows, ds.Columns, ds.NumberOfFrames, ds.SamplesPerPixel = a['rows'], a['columns'], 2, 1
    ds.PhotometricInterpretation = 'MONOCHROME2'
    ds.BitsAllocated, ds.BitsStored, ds.HighBit = 16, a['bitsStored'], a['bitsStored'] - 1
    ds.PixelRepresentation = int(a['signed'])
    ds.PixelData = open(a['value'], 'rb').read()
    ds['PixelData'].VR = 'OB'
    ds['PixelData'].is_undefined_length = True
    ds.pixel_array_options(decoding_plugin='pylibjpeg')
    words = numpy.fromfile(a['words'], dtype='<i2' if a['signed'] else '<u2').reshape(2, a['rows'], a['columns'])
    if numpy.array_equal(ds.pixel_array.astype('<i4'), words.astype('<i4')): same += 1
    else: print('differs', a['uid'], a['bitsStored'], a['signed'])
print(same, 'same')
`;

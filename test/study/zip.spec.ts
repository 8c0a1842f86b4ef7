import { execFileSync } from 'node:child_process';
import { zipSync, type Zippable } from 'fflate';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createStudyReader } from '../../src-main/study';
import { havePydicom, whyNoPydicom } from '../oracle/pydicom';
import { temporaryFolder } from '../temporary-folder';
import { scan } from './scan';
import { syntheticSlice } from './synthetic-series';

/** Each file's record in the central directory (APPNOTE 4.3.12): where it begins, and its name. */
function records(zip: Uint8Array): { readonly at: number; readonly name: string; readonly local: number }[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const found = [];
  for (let at = 0; at + 46 <= zip.length; at++) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    const length = view.getUint16(at + 28, true);
    found.push({
      at,
      name: Buffer.from(zip.subarray(at + 46, at + 46 + length)).toString(),
      local: view.getUint32(at + 42, true),
    });
  }
  return found;
}

/** A zip on disk, after `harm` was done to its bytes. */
function zipOf(files: Zippable, harm: (zip: Uint8Array, view: DataView) => void = () => undefined): string {
  const zip = zipSync(files, { level: 6 });
  harm(zip, new DataView(zip.buffer, zip.byteOffset, zip.byteLength));
  const path = join(temporaryFolder(), 'study.zip');
  writeFileSync(path, zip);
  return path;
}

describe('a zip', () => {
  it('opens like a folder, packed or stored, folders within folders', async () => {
    const path = zipOf({
      'DICOM/A/I10': syntheticSlice(0),
      'DICOM/A/I20': [syntheticSlice(1), { level: 0 }],
      'DICOM/größe/I30': syntheticSlice(2),
      'readme.txt': Buffer.from('hello'),
      '__MACOSX/DICOM/._I10': Buffer.from('resource fork'),
    });
    const { series, refused } = await scan([path]);
    expect(series[0]!.slices.map((slice) => slice.path.slice(path.length))).toEqual([
      '/DICOM/A/I10',
      '/DICOM/A/I20',
      '/DICOM/größe/I30',
    ]);
    expect(refused).toEqual({ [`${path}/readme.txt`]: 'not-dicom' });
  });

  it('decodes to the HU that were packed', async () => {
    const path = zipOf({ a: syntheticSlice(0), b: [syntheticSlice(7), { level: 0 }] });
    const reader = createStudyReader({ workers: 0 });
    for await (const event of reader.scan([path], new AbortController().signal)) {
      if (event.kind !== 'series') continue;
      for (const slice of event.series.slices) {
        const pixels = await reader.readPixels(slice);
        expect(pixels.ok && new Set(pixels.value.hu)).toEqual(new Set([slice.info.instanceNumber! - 1]));
      }
    }
    expect.hasAssertions();
  });

  it('whose entries point outside of it: they are refused, the others open', async () => {
    const hostile = ['../outside.dcm', 'a/../../outside.dcm', '/absolute.dcm', 'C:/drive.dcm', 'a\\..\\outside.dcm'];
    const path = zipOf(Object.fromEntries(['good.dcm', ...hostile].map((name, i) => [name, syntheticSlice(i)])));
    const { series, refused } = await scan([path]);
    expect(series.map(({ info }) => info.images)).toEqual([1]);
    expect(refused).toEqual(Object.fromEntries(hostile.map((name) => [`${path}/${name}`, 'zip-unsafe-name'])));
  });

  it('with two entries of one name takes the first', async () => {
    const path = zipOf({ 'one.dcm': syntheticSlice(0), 'two.dcm': syntheticSlice(1) }, (zip) => {
      for (const { at, local, name } of records(zip)) {
        if (name !== 'two.dcm') continue;
        zip.set(Buffer.from('one.dcm'), at + 46);
        zip.set(Buffer.from('one.dcm'), local + 30);
      }
    });
    const { series, refused } = await scan([path]);
    expect(series[0]!.slices.map(({ info }) => info.instanceNumber)).toEqual([1]);
    expect(refused).toEqual({ [`${path}/one.dcm`]: 'zip-double-name' });
  });

  it('says that an entry has a password, or is packed in a way it does not read', async () => {
    const path = zipOf({ locked: syntheticSlice(0), bzip2: syntheticSlice(1) }, (zip, view) => {
      for (const { at, name } of records(zip))
        if (name === 'locked') view.setUint16(at + 8, 1, true);
        else view.setUint16(at + 10, 12, true);
    });
    expect((await scan([path])).refused).toEqual({ [`${path}/locked`]: 'zip-encrypted', [`${path}/bzip2`]: 'zip-method' });
  });

  it('refuses an entry that unpacks to hundreds of times its size, without unpacking it', async () => {
    const path = zipOf({ bomb: new Uint8Array(40 << 20) });
    expect((await scan([path])).refused).toEqual({ [`${path}/bomb`]: 'zip-bomb' });
  });

  it('does not unpack beyond the size an entry claims', async () => {
    const path = zipOf({ liar: syntheticSlice(0, 'series', 256) }, (zip, view) => {
      for (const { at } of records(zip)) view.setUint32(at + 24, 4000, true);
    });
    const { series, refused } = await scan([path]);
    expect(series).toEqual([]);
    expect(Object.keys(refused)).toEqual([`${path}/liar`]);
  });

  it('that claims a hundred thousand million bytes or a million entries is refused as a whole', async () => {
    const huge = zipOf({ a: syntheticSlice(0), b: syntheticSlice(1) }, (zip, view) => {
      view.setUint16(zip.length - 22 + 10, 0xffff, true);
      view.setUint32(zip.length - 22 + 12, 0x7fffffff, true);
    });
    expect((await scan([huge])).refused).toEqual({ [huge]: 'zip-too-many' });
  });

  it('cut short, or full of rubbish, is refused in plain words', async () => {
    const whole = zipSync({ a: syntheticSlice(0) });
    for (const [name, bytes] of [
      ['cut.zip', whole.subarray(0, whole.length - 30)],
      ['rubbish.zip', Buffer.concat([whole.subarray(0, 40), Buffer.alloc(500, 7)])],
    ] as const) {
      const path = join(temporaryFolder(), name);
      writeFileSync(path, bytes);
      expect.soft((await scan([path])).refused, name).toEqual({ [path]: 'zip-damaged' });
    }
  });

  it('inside of a zip is refused by its name; a table of contents is no news', async () => {
    const path = zipOf({
      'a/inner.zip': zipSync({ a: syntheticSlice(0) }),
      DICOMDIR: Buffer.from('x'),
      image: syntheticSlice(1),
    });
    const { series, refused } = await scan([path]);
    expect(series.map(({ info }) => info.images)).toEqual([1]);
    expect(refused).toEqual({ [`${path}/a/inner.zip`]: 'zip-nested' });
  });

  it('may hold names that differ in case alone, and names in Latin-1', async () => {
    const path = zipOf({ IM1: syntheticSlice(0), im1: syntheticSlice(1), xx: syntheticSlice(2) }, (zip, view) => {
      for (const { at, local, name } of records(zip)) {
        if (name !== 'xx') continue;
        zip.set([0xfc, 0x78], at + 46);
        zip.set([0xfc, 0x78], local + 30);
        view.setUint16(at + 8, 0, true);
      }
    });
    const { series, refused } = await scan([path]);
    expect(refused).toEqual({});
    expect(series[0]!.slices.map((slice) => slice.path.slice(path.length))).toEqual(['/IM1', '/im1', '/üx']);
  });

  it.skipIf(!havePydicom)(`written as zip64 by Python opens${whyNoPydicom}`, async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'image'), syntheticSlice(3));
    const path = join(folder, 'wide.zip');
    const script = `import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
    with z.open('image', 'w', force_zip64=True) as f: f.write(open(sys.argv[2], 'rb').read())
raw = bytearray(open(sys.argv[1], 'rb').read())
# Python writes the wide fields of the directory only where they are needed: here they are put in.
import struct
at = raw.rindex(b'PK\\x05\\x06'); start = struct.unpack('<I', raw[at+16:at+20])[0]
entry = raw[start:at]; packed, size = struct.unpack('<II', entry[20:28]); local = struct.unpack('<I', entry[42:46])[0]
n = struct.unpack('<H', entry[28:30])[0]
entry[20:28] = b'\\xff' * 8; entry[42:46] = b'\\xff' * 4; entry[30:32] = struct.pack('<H', 28)
entry = entry[:46+n] + struct.pack('<HHQQQ', 1, 24, size, packed, local)
end64 = struct.pack('<IQHHIIQQQQ', 0x06064b50, 44, 45, 45, 0, 0, 1, 1, len(entry), start)
locator = struct.pack('<IIQI', 0x07064b50, 0, start + len(entry), 1)
end = struct.pack('<IHHHHIIH', 0x06054b50, 0xffff, 0xffff, 0xffff, 0xffff, 0xffffffff, 0xffffffff, 0)
open(sys.argv[1], 'wb').write(raw[:start] + entry + end64 + locator + end)
assert zipfile.ZipFile(sys.argv[1]).read('image') == open(sys.argv[2], 'rb').read()`;
    execFileSync('python3', ['-c', script, path, join(folder, 'image')]);
    const { series, refused } = await scan([path]);
    expect(refused).toEqual({});
    expect(series[0]!.slices[0]!.info.instanceNumber).toBe(4);
  });

  it('inside a folder is opened too; a file only named so is not', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'images.zip'), zipSync({ a: syntheticSlice(0) }));
    writeFileSync(join(folder, 'letter.zip'), 'Dear colleague');
    const { series, refused } = await scan([folder]);
    expect(series.map(({ info }) => info.images)).toEqual([1]);
    expect(refused).toEqual({ [join(folder, 'letter.zip')]: 'not-dicom' });
  });
});

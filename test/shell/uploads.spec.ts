import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createUploads, placeOf } from '../../src-main/shell/uploads';
import { temporaryFolder } from '../temporary-folder';

const bytes = (size = 4): ArrayBuffer => new Uint8Array(size).fill(7).buffer;
const limits = { totalBytes: 1000, files: 10 };

/** Every file below a folder, as a path from there. */
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)).map((file) => join(entry.name, file)) : [entry.name],
  );

describe('an upload', () => {
  it('lies as it was sent in a folder that its user alone can read', async () => {
    const parent = temporaryFolder();
    const uploads = createUploads(limits, parent);
    const id = uploads.begin('Scans');
    expect(await uploads.add(id, 'Scans/CT 1/IM0001', bytes())).toEqual({ ok: true, value: {} });
    expect(await uploads.add(id, 'Scans\\CT 2\\größe.dcm', bytes())).toEqual({ ok: true, value: {} });
    const { folder, label } = uploads.find(id)!;
    expect(label).toBe('Scans');
    expect(filesBelow(folder).sort()).toEqual([join('Scans', 'CT 1', 'IM0001'), join('Scans', 'CT 2', 'größe.dcm')]);
    expect([...readFileSync(join(folder, 'Scans', 'CT 1', 'IM0001'))]).toEqual([7, 7, 7, 7]);
    if (process.platform !== 'win32') expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it('never leaves its folder, whatever its files are called', async () => {
    const parent = temporaryFolder();
    const uploads = createUploads({ totalBytes: 1e6, files: 1e6 }, parent);
    const id = uploads.begin('x');
    const part = fc.oneof(
      fc.constantFrom('..', '.', '', 'a', 'C:', '~', 'CON', '\0', '....', '..\u0000'),
      fc.string({ maxLength: 8 }),
    );
    const name = fc
      .array(part, { maxLength: 6 })
      .chain((parts) => fc.constantFrom('/', '\\').map((separator) => parts.join(separator)));
    await fc.assert(
      fc.asyncProperty(name, async (hostile) => {
        await uploads.add(id, hostile, bytes());
        const place = placeOf(hostile);
        expect(place === null || !relative(parent, join(parent, place)).split(sep).includes('..')).toBe(true);
      }),
    );
    const root = join(parent, readdirSync(parent)[0]!);
    expect(readdirSync(parent)).toHaveLength(1);
    expect(readdirSync(root)).toEqual([id]);
  });

  it.each(['../a', 'a/../../b', 'C:\\a', 'a:b', 'a\u0000b', 'a\nb', '', '/', '..', 'x'.repeat(256), 'a/'.repeat(40)])(
    'refuses the name %j',
    async (name) => {
      const uploads = createUploads(limits, temporaryFolder());
      const id = uploads.begin('x');
      expect(await uploads.add(id, name, bytes())).toMatchObject({ ok: false, error: { code: 'upload-name' } });
      expect(filesBelow(uploads.find(id)!.folder)).toEqual([]);
    },
  );

  it('stops at its limits of bytes and of files', async () => {
    const uploads = createUploads(limits, temporaryFolder());
    const large = uploads.begin('large');
    expect((await uploads.add(large, 'a', bytes(1000))).ok).toBe(true);
    expect(await uploads.add(large, 'b', bytes(1))).toMatchObject({ ok: false, error: { code: 'upload-too-large' } });
    const many = uploads.begin('many');
    for (let i = 0; i < 10; i++) expect((await uploads.add(many, `file ${i}`, bytes())).ok).toBe(true);
    expect(await uploads.add(many, 'one more', bytes())).toMatchObject({ ok: false, error: { code: 'upload-too-large' } });
    expect(filesBelow(uploads.find(many)!.folder)).toHaveLength(10);
  });

  it('tells in plain words when a file cannot be kept', async () => {
    const uploads = createUploads(limits, temporaryFolder());
    const id = uploads.begin('x');
    await uploads.add(id, 'file', bytes());
    expect(await uploads.add(id, 'file/below', bytes())).toMatchObject({ ok: false, error: { code: 'upload-not-kept' } });
  });

  it('stays while the next one arrives, and goes with the one after that', () => {
    const uploads = createUploads(limits, temporaryFolder());
    const [first, second, third] = [uploads.begin('1'), uploads.begin('2'), uploads.begin('3')];
    expect([first, second, third].map((id) => uploads.find(id)?.label)).toEqual([undefined, '2', '3']);
  });

  it('leaves nothing behind', async () => {
    const parent = temporaryFolder();
    const uploads = createUploads(limits, parent);
    const id = uploads.begin('x');
    await uploads.add(id, 'a/b', bytes());
    uploads.dispose();
    expect(readdirSync(parent)).toEqual([]);
    expect(uploads.find(id)).toBeNull();
    expect(existsSync(parent)).toBe(true);
  });
});

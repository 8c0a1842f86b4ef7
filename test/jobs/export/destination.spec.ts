import { unzipSync } from 'fflate';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isOfCases } from '../../../src-main/jobs/cases/output';
import { folderDestination, zipDestination } from '../../../src-main/jobs/export/destination';
import { temporaryFolder } from '../../temporary-folder';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const visible = (folder: string): string[] => readdirSync(folder).filter((name) => !name.startsWith('.'));

describe('a folder as the destination of an export', () => {
  it('is not to be seen before it is whole', async () => {
    const parent = temporaryFolder();
    const destination = await folderDestination(parent, 'series');
    await destination.add('IM0001.dcm', bytes('one'));
    expect(visible(parent)).toEqual([]);
    expect(await destination.finish()).toBe(join(parent, 'series'));
    expect(readFileSync(join(parent, 'series', 'IM0001.dcm'), 'utf8')).toBe('one');
    expect(readdirSync(parent)).toEqual(['series']);
  });
  it('leaves nothing behind when it is abandoned', async () => {
    const parent = temporaryFolder();
    const destination = await folderDestination(parent, 'series');
    await destination.add('IM0001.dcm', bytes('one'));
    await destination.abandon();
    expect(readdirSync(parent)).toEqual([]);
  });
  it('replaces an earlier export of the same name, whole', async () => {
    const parent = temporaryFolder();
    for (const names of [['IM0001.dcm', 'IM0002.dcm'], ['IM0001.dcm']]) {
      const destination = await folderDestination(parent, 'series');
      for (const name of names) await destination.add(name, bytes(String(names.length)));
      await destination.finish();
    }
    expect(readdirSync(parent)).toEqual(['series']);
    expect(readdirSync(join(parent, 'series'))).toEqual(['IM0001.dcm']);
  });
  it('knows the files of a report of the cases by their names, where that is what it holds', async () => {
    const parent = temporaryFolder();
    for (const name of ['case-1-mended-normalised.gif', 'report.html', 'cases.json']) {
      const destination = await folderDestination(parent, 'report', isOfCases);
      await destination.add(name, bytes('one'));
      await destination.finish();
      expect(readdirSync(parent)).toEqual(['report']);
      expect(readdirSync(join(parent, 'report'))).toEqual([name]);
    }
    await (await folderDestination(parent, 'report')).finish();
    expect(readdirSync(parent)).toEqual(['report', 'report (earlier)']);
  });
  it('never throws away what is not its own: a folder with anything else in it is kept beside', async () => {
    const parent = temporaryFolder();
    mkdirSync(join(parent, 'series'));
    writeFileSync(join(parent, 'series', 'notes.txt'), 'mine');
    const destination = await folderDestination(parent, 'series');
    await destination.add('IM0001.dcm', bytes('one'));
    await destination.finish();
    expect(readFileSync(join(parent, 'series (earlier)', 'notes.txt'), 'utf8')).toBe('mine');
    expect(readdirSync(join(parent, 'series'))).toEqual(['IM0001.dcm']);
  });
  it('keeps both where that has happened before', async () => {
    const parent = temporaryFolder();
    for (const note of ['first', 'second']) {
      mkdirSync(join(parent, 'series'), { recursive: true });
      writeFileSync(join(parent, 'series', 'notes.txt'), note);
      const destination = await folderDestination(parent, 'series');
      await destination.add('IM0001.dcm', bytes('one'));
      await destination.finish();
    }
    const kept = readdirSync(parent).filter((name) => name !== 'series');
    expect(kept.map((name) => readFileSync(join(parent, name, 'notes.txt'), 'utf8')).sort()).toEqual(['first', 'second']);
  });
});

describe('a zip as the destination of an export', () => {
  it('holds every file under the name of the series', async () => {
    const destination = await zipDestination('series');
    const large = new Uint8Array(3 << 20).map((_, i) => i * 7);
    await destination.add('IM0001.dcm', bytes('one'));
    await destination.add('IM0002.dcm', large);
    const path = await destination.finish();
    const files = unzipSync(new Uint8Array(readFileSync(path)));
    expect(Object.keys(files)).toEqual(['series/IM0001.dcm', 'series/IM0002.dcm']);
    expect(Buffer.compare(files['series/IM0002.dcm']!, large)).toBe(0);
    await destination.abandon();
    expect(existsSync(dirname(path))).toBe(false);
  });
});

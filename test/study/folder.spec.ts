import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createStudyReader } from '../../src-main/study';
import { temporaryFolder } from '../temporary-folder';
import { scan } from './scan';
import { syntheticName, syntheticSlice, writeSyntheticSeries } from './synthetic-series';

describe('a folder', () => {
  it('shows its first series before the rest is read', async () => {
    const folder = temporaryFolder();
    writeSyntheticSeries(folder, 200);
    const { events } = await scan([folder]);
    const first = events.find((event) => event.kind === 'series')!;
    expect(events.indexOf(first)).toBe(0);
    expect(first.series.info.images).toBe(1);
  });

  it('that disappears while it is read gives what was read, and says what was not', async () => {
    const folder = temporaryFolder();
    writeSyntheticSeries(folder, 200);
    let gone = false;
    const { series, refused, events } = await scan([folder], ({ kind }) => {
      if (kind === 'series' && !gone) rmSync(folder, { recursive: true });
      gone = true;
    });
    const shown = series[0]!.info.images;
    expect(shown).toBeGreaterThan(0);
    expect(shown).toBeLessThan(50);
    expect(Object.values(refused).filter((code) => code !== 'unreadable' && code !== 'not-found')).toEqual([]);
    expect(Object.keys(refused)).not.toEqual([]);
    expect(events[events.length - 1]).toMatchObject({ kind: 'progress', imagesFound: shown });
  });

  it('can be left at any moment: nothing more is told', async () => {
    const folder = temporaryFolder();
    writeSyntheticSeries(folder, 200);
    const { events } = await scan([folder], ({ kind }, abort) => {
      if (kind === 'progress') abort();
    });
    expect(events.map(({ kind }) => kind)).toEqual(['series', 'progress']);
  });

  it('that is empty, or not there, is no error of the scan', async () => {
    const folder = temporaryFolder();
    expect(await scan([folder])).toMatchObject({ series: [], refused: {} });
    const nowhere = join(folder, 'nowhere');
    expect(await scan([nowhere])).toMatchObject({ series: [], refused: { [nowhere]: 'not-found' } });
  });

  it('may be named twice, or beside its own files: each image comes once', async () => {
    const folder = temporaryFolder();
    writeSyntheticSeries(folder, 3);
    const { series, refused } = await scan([folder, join(folder, syntheticName(1)), `${folder}/.`]);
    expect(series.map(({ info }) => info.images)).toEqual([3]);
    expect(refused).toEqual({});
  });

  it('is left by no link to another folder, not even to itself; a link to a file is followed', async () => {
    const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
    writeSyntheticSeries(folder, 2, 'here');
    writeSyntheticSeries(elsewhere, 2, 'elsewhere');
    symlinkSync(elsewhere, join(folder, 'to-elsewhere'));
    symlinkSync(folder, join(folder, 'to-itself'));
    symlinkSync(join(elsewhere, syntheticName(0)), join(folder, 'to-one-file'));
    symlinkSync(join(elsewhere, 'nothing'), join(folder, 'to-nothing'));
    const { series, refused } = await scan([folder]);
    expect(series.map(({ info }) => [info.description, info.images])).toEqual([
      ['here', 2],
      ['elsewhere', 1],
    ]);
    expect(refused).toEqual({ [join(folder, 'to-nothing')]: 'not-found' });
  });

  it.skipIf(process.platform === 'win32')('with a pipe in it is not waited for', async () => {
    const folder = temporaryFolder();
    execFileSync('mkfifo', [join(folder, 'pipe.dcm')]);
    writeSyntheticSeries(folder, 1);
    const { series } = await scan([folder]);
    expect(series).toHaveLength(1);
  });

  it.skipIf(process.platform !== 'linux')(
    `whose names are no UTF-8 is read all the same, also below such a folder${process.platform === 'linux' ? '' : ' (skipped: names are text here)'}`,
    async () => {
      const folder = temporaryFolder();
      const below = (...parts: readonly Buffer[]) => Buffer.concat([Buffer.from(`${folder}/`), ...parts]);
      const odd = Buffer.from('M\xfcller', 'latin1');
      mkdirSync(below(odd));
      writeFileSync(below(odd, Buffer.from('/B\xe4uche', 'latin1')), syntheticSlice(0));
      writeFileSync(below(odd, Buffer.from('/plain')), syntheticSlice(1));
      const { series, refused } = await scan([folder]);
      expect(refused).toEqual({});
      expect(series[0]!.slices.map(({ path }) => path)).toEqual([
        join(folder, 'Müller', 'Bäuche'),
        join(folder, 'Müller', 'plain'),
      ]);
      const reader = createStudyReader({ workers: 0 });
      for await (const event of reader.scan([folder], new AbortController().signal)) {
        if (event.kind !== 'series' || event.series.info.images < 2) continue;
        for (const slice of event.series.slices) expect((await reader.readPixels(slice)).ok).toBe(true);
      }
      expect.hasAssertions();
    },
  );

  it('three hundred levels deep is walked to its end', async () => {
    const folder = temporaryFolder();
    const deep = join(folder, ...Array.from({ length: 300 }, () => 'd'));
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(deep, 'image'), syntheticSlice(0));
    expect((await scan([folder])).series).toHaveLength(1);
  });

  const asRoot = process.getuid?.() === 0;
  it.skipIf(asRoot)(
    `and files that may not be read are named${asRoot ? ' (skipped: root may read everything)' : ''}`,
    async () => {
      const folder = temporaryFolder();
      writeSyntheticSeries(folder, 2);
      chmodSync(join(folder, syntheticName(1)), 0);
      mkdirSync(join(folder, 'locked'), { mode: 0 });
      const { series, refused } = await scan([folder]);
      expect(series[0]!.info.images).toBe(1);
      expect(refused).toEqual({ [join(folder, 'locked')]: 'unreadable', [join(folder, syntheticName(1))]: 'unreadable' });
    },
  );

  it('with a file that is cut short after the scan says so when its pixels are wanted', async () => {
    const folder = temporaryFolder();
    writeSyntheticSeries(folder, 1);
    const reader = createStudyReader({ workers: 0 });
    const { series } = await scan([folder]);
    writeFileSync(join(folder, syntheticName(0)), syntheticSlice(0).subarray(0, -100));
    expect(await reader.readPixels(series[0]!.slices[0]!)).toMatchObject({ ok: false, error: { code: 'pixels-cut-off' } });
    rmSync(folder, { recursive: true });
    expect(await reader.readPixels(series[0]!.slices[0]!)).toMatchObject({ ok: false, error: { code: 'unreadable' } });
  });

  it('full of other things says of each why it is not shown', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'Bilder für Müller'));
    writeFileSync(join(folder, 'Bilder für Müller', 'IM 1'), syntheticSlice(0));
    writeFileSync(join(folder, 'Thumbs.db'), 'not an image');
    writeFileSync(join(folder, 'empty.dcm'), '');
    writeFileSync(join(folder, 'cut.dcm'), syntheticSlice(1).subarray(0, 700));
    writeFileSync(join(folder, 'short.dcm'), syntheticSlice(2).subarray(0, -100));
    const { series, refused } = await scan([folder]);
    expect(series.map(({ info }) => info.images)).toEqual([1]);
    expect(refused).toEqual({
      [join(folder, 'Thumbs.db')]: 'not-dicom',
      [join(folder, 'empty.dcm')]: 'empty-file',
      [join(folder, 'cut.dcm')]: 'no-pixels',
      [join(folder, 'short.dcm')]: 'pixels-cut-off',
    });
  });

  it('with copies of an image shows it once and names the copies', async () => {
    const folder = temporaryFolder();
    writeSyntheticSeries(folder, 4);
    writeFileSync(join(folder, 'copy of 2.dcm'), syntheticSlice(2));
    const { series, refused } = await scan([folder]);
    expect(series[0]!.info.images).toBe(4);
    expect(series[0]!.info.warnings.map(({ code }) => code)).toEqual(['duplicates']);
    expect(Object.values(refused)).toEqual(['duplicate']);
  });
});

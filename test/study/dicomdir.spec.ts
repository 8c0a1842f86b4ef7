import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { temporaryFolder } from '../temporary-folder';
import { scan } from './scan';

const described = ({ series }: Awaited<ReturnType<typeof scan>>) =>
  series.map(({ info }) => [info.seriesNumber, info.images]).sort();

describe.skipIf(!haveSharedData)(`a DICOMDIR${whySkipped}`, () => {
  it('opens the files it names: two studies, their scouts and series, and their screens, grey and in colour', async () => {
    const seen = await scan([sharedData('philips-head-phantom', 'DICOMDIR')]);
    expect(new Set(seen.series.map(({ info }) => info.studyUid)).size).toBe(2);
    expect(described(seen)).toEqual([
      [100, 1],
      [100, 1],
      [201, 14],
      [201, 28],
      [202, 8],
      [203, 4],
      [401, 1],
      [401, 2],
    ]);
    expect(seen.refused).toEqual({});
  });

  it('in a folder brings nothing twice', async () => {
    const alone = await scan([sharedData('philips-head-phantom', 'DICOMDIR')]);
    const folder = await scan([sharedData('philips-head-phantom')]);
    expect(described(folder)).toEqual(described(alone));
  });

  it('names the files that are not there, each one, and shows the one that is', async () => {
    const { series, refused } = await scan([sharedData('dicomdir-missing-files', 'DICOMDIR')]);
    expect(series.map(({ info }) => info.images)).toEqual([1]);
    expect(new Set(Object.values(refused))).toEqual(new Set(['dicomdir-missing']));
    expect(Object.keys(refused).length).toBeGreaterThan(100);
  });

  it('written in capitals opens what was copied in small letters', async () => {
    const folder = temporaryFolder();
    cpSync(sharedData('dicomdir-two-patients', 'DICOMDIR'), join(folder, 'DICOMDIR'));
    cpSync(sharedData('dicomdir-two-patients', '98892001'), join(folder, '98892001'), { recursive: true });
    renameSync(join(folder, '98892001', 'CT5N'), join(folder, '98892001', 'ct5n'));
    const { series } = await scan([join(folder, 'DICOMDIR')]);
    expect(series.find(({ info }) => info.images === 5)?.slices[0]?.path).toContain('ct5n');
  });

  it('under another name is opened as what it is', async () => {
    const { series } = await scan([sharedData('dicomdir-two-patients', 'DICOMDIR-reordered')]);
    expect(series.length).toBeGreaterThan(1);
    expect(new Set(series.map(({ info }) => info.patientName)).size).toBe(2);
  });

  it('that names itself is read once', async () => {
    const folder = temporaryFolder();
    const dicomdir = readFileSync(sharedData('dicomdir-two-patients', 'DICOMDIR'));
    const at = dicomdir.indexOf('98892001\\CT5N\\2062');
    dicomdir.write('DICOMDIR          ', at);
    writeFileSync(join(folder, 'DICOMDIR'), dicomdir);
    const { series, refused } = await scan([join(folder, 'DICOMDIR')]);
    expect(series).toEqual([]);
    expect(Object.keys(refused)).not.toContain(join(folder, 'DICOMDIR'));
  });

  it.skipIf(process.platform === 'win32')('that is a pipe is not waited for', async () => {
    const folder = temporaryFolder();
    execFileSync('mkfifo', [join(folder, 'DICOMDIR')]);
    expect((await scan([folder])).series).toEqual([]);
    expect((await scan([join(folder, 'DICOMDIR')])).refused).toEqual({ [join(folder, 'DICOMDIR')]: 'not-a-file' });
  });

  it('leads to no file outside of its folder', async () => {
    const folder = temporaryFolder();
    const image = readFileSync(sharedData('dicomdir-two-patients', '98892001', 'CT5N', '2062'));
    const dicomdir = readFileSync(sharedData('dicomdir-two-patients', 'DICOMDIR'));
    const at = dicomdir.indexOf('98892001\\CT5N\\2062');
    dicomdir.write('..\\secret\\im000001', at);
    mkdirSync(join(folder, 'disc'));
    mkdirSync(join(folder, 'secret'));
    writeFileSync(join(folder, 'secret', 'im000001'), image);
    writeFileSync(join(folder, 'disc', 'DICOMDIR'), dicomdir);
    expect(at).toBeGreaterThan(0);
    expect((await scan([join(folder, 'disc', 'DICOMDIR')])).series).toEqual([]);
  });
});

import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Derivation, openImage, decodeHu } from '../../../src-main/dicom';
import { folderDestination } from '../../../src-main/jobs/export/destination';
import { exportName, exportSeries, newSeriesUid } from '../../../src-main/jobs/export/export-series';
import { createStudyReader, type Series } from '../../../src-main/study';
import { writeSyntheticSeries } from '../../study/synthetic-series';
import { temporaryFolder } from '../../temporary-folder';

const reader = createStudyReader({ workers: 0 });
const derivation: Derivation = {
  modelName: 'tacet',
  modelSha256: 'a'.repeat(64),
  strength: 0.5,
  contrast: 0,
  version: '1',
  at: new Date(2026, 0, 2),
  syntax: 'explicit',
  anonymiser: null,
};
const images = 5;

describe('exporting a denoised series', () => {
  let source: string;
  let target: string;
  let series: Series;
  beforeEach(async () => {
    [source, target] = [join(temporaryFolder(), 'source'), temporaryFolder()];
    mkdirSync(source);
    writeSyntheticSeries(source, images, 'Chest 1.0 / lung!');
    for await (const event of reader.scan([source], new AbortController().signal))
      if (event.kind === 'series') series = event.series;
  });
  /** Slice `index` has HU `index` everywhere; noise of 4 HU at strength 0.5 leaves `index` - 2. */
  const run = async (during: (written: number) => void = () => undefined, signal = new AbortController().signal) => {
    const noiseOf = async () => new Float32Array(16 * 16).fill(4);
    const destination = await folderDestination(target, exportName(series, derivation));
    const writing = exportSeries(
      { series, known: [series.info], reader, noiseOf, derivation, destination, pictures: 'none' },
      signal,
    );
    for (;;) {
      const next = await writing.next();
      if (next.done) return next.value;
      during(next.value);
    }
  };

  it('writes every slice in anatomical order, as a new series in a folder named after the old one', async () => {
    const end = await run();
    expect(end?.images).toBe(images);
    expect(readdirSync(target)).toEqual([exportName(series, derivation)]);
    expect(exportName(series, derivation)).toMatch(/^Chest-1-0-lung-denoised-50-\d{6}$/);
    const files = readdirSync(end!.place).sort();
    expect(files).toEqual(['IM0001.dcm', 'IM0002.dcm', 'IM0003.dcm', 'IM0004.dcm', 'IM0005.dcm']);
    const opened = files.map((file) => {
      const image = openImage(new Uint8Array(readFileSync(join(end!.place, file))));
      if (!image.ok) throw new Error(image.error.message);
      return image.value;
    });
    expect(opened.map((image) => image.header.frames[0]!.geometry.positionMm![2])).toEqual([0, 2, 4, 6, 8]);
    expect(new Set(opened.map(({ header }) => header.seriesUid))).toEqual(new Set([newSeriesUid(series, derivation)]));
    expect(new Set(opened.map(({ header }) => header.sopUid)).size).toBe(images);
    const decoded = await Promise.all(opened.map((image) => decodeHu(image, 0)));
    expect(decoded.map((hu) => hu.ok && hu.value.hu[0])).toEqual([-2, -1, 0, 1, 2]);
  });
  it('leaves nothing behind when it is cancelled in the middle', async () => {
    const stop = new AbortController();
    expect(await run((written) => written === 2 && stop.abort(), stop.signal)).toBeNull();
    expect(readdirSync(target)).toEqual([]);
  });
  it('leaves nothing behind when a file of the study has gone, and says so', async () => {
    await expect(run((written) => written === 2 && rmSync(source, { recursive: true }))).rejects.toMatchObject({
      code: 'unreadable',
    });
    expect(readdirSync(target)).toEqual([]);
  });

  it.each(['../../x', 'CON', '/etc/passwd', 'C:\\x', '..', '\u202Egnp.exe', '', 'a'.repeat(200), '<img onerror=1>', 'x\0y'])(
    'makes no path of a series called %j, nor of such a UID',
    async (hostile) => {
      const { info, slices } = series;
      const named = { info: { ...info, description: hostile, seriesUid: hostile }, slices };
      expect(exportName(named, derivation)).toMatch(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}-denoised-50-\d{6}$/);
      series = named;
      const end = await run();
      expect(dirname(end!.place)).toBe(target);
      expect(readdirSync(end!.place)).toContain('IM0001.dcm');
    },
  );
});

import { build } from 'esbuild';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TacetError, valueOf } from '../../../src-main/contract';
import { decodeHu, openImage, uidFrom, writeSyntheticCt } from '../../../src-main/dicom';
import { makePhantom } from '../../../src-main/engine/simulation';
import { folderDestination } from '../../../src-main/jobs/export/destination';
import { simulateSeries, type SimulatedSeries, type SimulationPlan } from '../../../src-main/jobs/simulate/simulate-series';
import { createStudyReader, type Series } from '../../../src-main/study';
import { errorsOfFile, haveValidator, whyNotValidated } from '../../dicom/validator';
import { temporaryFolder } from '../../temporary-folder';

const reader = createStudyReader({ workers: 0 });
const size = 128;

/** `images` slices of water, 2 mm apart, as a scanner would write them; `between` are the pixel's sides. */
async function waterSeries(images: number, between: readonly [number, number] | null = null): Promise<Series> {
  const folder = join(temporaryFolder(), 'source');
  mkdirSync(folder);
  const { pixelMm, slice } = makePhantom({ kind: 'water', slices: 1, seed: 1, size });
  const [betweenRowsMm, betweenColumnsMm] = between ?? [pixelMm, pixelMm];
  for (let index = 0; index < images; index++)
    writeFileSync(
      join(folder, `${index}.dcm`),
      writeSyntheticCt({
        hu: slice(0),
        rows: size,
        columns: size,
        spacing: { betweenRowsMm, betweenColumnsMm },
        thicknessMm: 2,
        positionMm: [0, 0, 2 * index],
        instanceNumber: index + 1,
        uids: {
          study: uidFrom('study'),
          series: uidFrom('water'),
          instance: uidFrom(`water ${index}`),
          frameOfReference: uidFrom('frame'),
        },
        seriesNumber: 3,
        seriesDescription: 'Water',
        studyDescription: 'Synthetic',
        kernel: 'BONE',
        kvp: 120,
        tubeCurrentMa: 100,
        window: { centerHu: 40, widthHu: 400 },
        at: new Date(2026, 0, 2),
      }),
    );
  let found: Series | null = null;
  for await (const event of reader.scan([folder], new AbortController().signal))
    if (event.kind === 'series') found = event.series;
  return found!;
}

const plan = (series: Series, out: string, change: Partial<SimulationPlan> = {}): SimulationPlan => ({
  series,
  known: [series.info],
  reader,
  doseFraction: 0.25,
  seed: 1,
  version: '1',
  at: new Date(2026, 0, 3),
  open: (name) => folderDestination(out, name),
  workers: 0,
  ...change,
});

async function simulated(one: SimulationPlan, signal = new AbortController().signal, during: () => void = () => undefined) {
  const making = simulateSeries(one, signal);
  const told: number[] = [];
  for (;;) {
    const next = await making.next();
    if (next.done) return { end: next.value, told };
    told.push(next.value);
    during();
  }
}
const bytesIn = (folder: string): readonly Buffer[] =>
  readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name)));
const huIn = async ({ place }: SimulatedSeries): Promise<readonly Float32Array[]> =>
  Promise.all(bytesIn(place).map(async (bytes) => Float32Array.from(valueOf(await decodeHu(valueOf(openImage(bytes)), 0)).hu)));
/** SD and mean in the middle 40 × 40 pixels. */
function middleOf(hu: Float32Array): { readonly mean: number; readonly sd: number } {
  const values = Array.from({ length: 1600 }, (_, i) => hu[(44 + Math.floor(i / 40)) * size + 44 + (i % 40)]!);
  const mean = values.reduce((sum, value) => sum + value, 0) / 1600;
  return { mean, sd: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 1600) };
}

describe('a series at a lower dose', () => {
  it('is the series with noise added: as many slices, the same mean, each its own noise', async () => {
    const series = await waterSeries(3);
    const { end, told } = await simulated(plan(series, temporaryFolder()));
    expect(told).toEqual([1, 2, 3]);
    // There is no noise in it to measure: the kernel's name is all there is.
    expect(end).toMatchObject({ images: 3, kernel: 'bone', kernelBy: 'name', misfit: null });
    const [first, second] = await huIn(end!);
    for (const { mean, sd } of [middleOf(first!), middleOf(second!)]) {
      expect(Math.abs(mean)).toBeLessThan(1.5);
      expect(sd).toBeGreaterThan(10);
    }
    const product = Array.from({ length: 1600 }, (_, i) => (44 + Math.floor(i / 40)) * size + 44 + (i % 40));
    const covariance = product.reduce((sum, at) => sum + first![at]! * second![at]!, 0) / 1600;
    expect(Math.abs(covariance) / (middleOf(first!).sd * middleOf(second!).sd)).toBeLessThan(0.15);
  });

  it('is noisier the lower the dose, at the ends of the range too', async () => {
    const series = await waterSeries(1);
    const sds: number[] = [];
    for (const doseFraction of [0.001, 0.1, 0.5, 0.999]) {
      const { end } = await simulated(plan(series, temporaryFolder(), { doseFraction }));
      const [hu] = await huIn(end!);
      expect(hu!.every((value) => value >= -32768 && value <= 32767)).toBe(true);
      sds.push(middleOf(hu!).sd);
    }
    expect(sds).toEqual([...sds].sort((a, b) => b - a));
    // √(1/0.1 − 1) against √(1/0.5 − 1), and a little of the electronics.
    expect(sds[1]! / sds[2]!).toBeGreaterThan(2.9);
    expect(sds[1]! / sds[2]!).toBeLessThan(3.3);
  });

  it('says what it is in its header: a simulation, its dose, its seed, its maker, new UIDs', async () => {
    const series = await waterSeries(1);
    const { end } = await simulated(plan(series, temporaryFolder(), { seed: 77 }));
    const image = valueOf(openImage(bytesIn(end!.place)[0]!));
    const said = (tag: string): string => image.attributes.text(tag);
    expect(image.header.imageType).toEqual(['DERIVED', 'SECONDARY', 'AXIAL', 'SIMULATED']);
    expect(said('x0008103e')).toBe('Water (simulated 25 % dose)');
    expect(said('x00082111')).toBe(
      "Tacet 1: simulated dose, 25 % of the scan's, by noise added through a bone kernel, seed 77. Not for diagnostic use.",
    );
    expect(said('x00204000')).toMatch(/^Simulated low dose: Tacet added noise. Not for diagnostic use./);
    expect([image.header.seriesUid, end!.newSeriesUid].every((uid) => uid !== series.info.seriesUid)).toBe(true);
    expect(image.header.seriesUid).toBe(end!.newSeriesUid);
    expect(image.header.sopUid).not.toBe(series.slices[0]!.info.sopUid);
    expect(end!.place).toMatch(/Water-dose-25-\d{6}$/);
    // It may be denoised: that is what it is for.
    const found = [];
    for await (const event of reader.scan([end!.place], new AbortController().signal))
      if (event.kind === 'series') found.push(event.series.info);
    expect(found.at(-1)).toMatchObject({ notDenoisable: null, denoisedBefore: null, seriesNumber: 301 });
  });

  it('is the same for the same seed, made by threads or not, and another for another seed or dose', async () => {
    const series = await waterSeries(3);
    const workerFile = join(temporaryFolder(), 'simulation-worker.cjs');
    await build({
      entryPoints: ['src-main/jobs/simulate/worker.ts'],
      outfile: workerFile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
    const here = await simulated(plan(series, temporaryFolder()));
    const there = await simulated(plan(series, temporaryFolder(), { workers: 2, workerFile }));
    expect(bytesIn(there.end!.place)).toEqual(bytesIn(here.end!.place));
    const uids = new Set([here.end!.newSeriesUid]);
    for (const change of [{ seed: 2 }, { doseFraction: 0.3 }]) {
      const other = await simulated(plan(series, temporaryFolder(), change));
      expect(await huIn(other.end!)).not.toEqual(await huIn(here.end!));
      uids.add(other.end!.newSeriesUid);
    }
    expect(uids.size).toBe(3);
  });

  it('leaves nothing behind when it is cancelled, before the first slice or in the middle', async () => {
    const series = await waterSeries(4);
    const out = temporaryFolder();
    const early = new AbortController();
    early.abort();
    expect((await simulated(plan(series, out), early.signal)).end).toBeNull();
    const late = new AbortController();
    expect((await simulated(plan(series, out), late.signal, () => late.abort())).end).toBeNull();
    expect(readdirSync(out)).toEqual([]);
  });

  it('refuses pixels that are not square, in a sentence, before anything is written', async () => {
    const series = await waterSeries(1, [1, 2]);
    const out = temporaryFolder();
    await expect(simulated(plan(series, out))).rejects.toThrow(TacetError);
    await expect(simulated(plan(series, out))).rejects.toThrow(/pixels are, and they are square/);
    expect(readdirSync(out)).toEqual([]);
  });

  it.skipIf(!haveValidator)(`has no error that dciodvfy finds${whyNotValidated}`, async () => {
    const { end } = await simulated(plan(await waterSeries(1), temporaryFolder()));
    for (const name of readdirSync(end!.place)) expect(errorsOfFile(join(end!.place, name))).toEqual([]);
  });
});

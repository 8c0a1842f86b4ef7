import { build } from 'esbuild';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeHu, openImage } from '../../../src-main/dicom';
import { makePhantomStudy, type PhantomPlan, type PhantomStudy } from '../../../src-main/jobs/phantom/study';
import { createStudyReader } from '../../../src-main/study';
import { errorsOf, havePydicom, haveValidator, whyNoPydicom, whyNotValidated, withPydicom } from '../../dicom/validator';
import { temporaryFolder } from '../../temporary-folder';

const plan = (folder: string, change: Partial<PhantomPlan> = {}): PhantomPlan => ({
  kind: 'chest',
  slices: 3,
  seed: 7,
  doseFraction: null,
  size: 64,
  folder,
  signal: new AbortController().signal,
  workers: 0,
  ...change,
});

async function made(one: PhantomPlan): Promise<{ readonly study: PhantomStudy; readonly told: readonly string[] }> {
  const told: string[] = [];
  const making = makePhantomStudy(one);
  let next = await making.next();
  for (; !next.done; next = await making.next()) told.push(`${next.value.done}/${next.value.total}`);
  return { study: next.value!, told };
}
const filesIn = (folder: string): readonly Buffer[] =>
  readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name)));

describe('a phantom study', () => {
  it('is one series in anatomical order that this reader finds whole, and tells of every slice', async () => {
    const parent = temporaryFolder();
    const { study, told } = await made(plan(join(parent, 'study')));
    expect(told).toEqual(['1/3', '2/3', '3/3']);
    const reader = createStudyReader({ workers: 0 });
    const series = [];
    for await (const event of reader.scan([study.folder], new AbortController().signal))
      if (event.kind === 'series') series.push(event.series);
      else expect(event.kind).toBe('progress');
    const last = series[series.length - 1]!;
    expect(last.info).toMatchObject({ seriesUid: study.series[0]!.seriesUid, images: 3, regular: true, notDenoisable: null });
    expect(last.info.sliceSpacingMm).toBeCloseTo(80, 6);
    // Instance 1 lies nearest the head, as in a scan from the table.
    const files = filesIn(study.folder).map((bytes) => openImage(bytes));
    const heights = files.map((file) => file.ok && file.value.header.frames[0]!.geometry.positionMm![2]);
    expect(heights).toEqual([...heights].sort((a, b) => Number(b) - Number(a)));
  });

  it('made with a dose has its noise-free twin beside it, in the same place and frame of reference', async () => {
    const parent = temporaryFolder();
    const { study } = await made(plan(join(parent, 'study'), { kind: 'water', slices: 1, doseFraction: 0.25 }));
    expect(study.series.map(({ description }) => description)).toEqual(['Low dose, 25 % of full', 'Free of noise']);
    const read = async (bytes: Uint8Array) => {
      const image = openImage(bytes);
      const decoded = image.ok ? await decodeHu(image.value, 0) : image;
      if (!image.ok || !decoded.ok) throw new Error('not readable');
      return { hu: Array.from(decoded.value.hu), frame: image.value.header.frames[0]! };
    };
    const [noisy, clean] = await Promise.all(filesIn(study.folder).map(read));
    expect(noisy!.frame.geometry).toEqual(clean!.frame.geometry);
    // 64 px of 250 mm: the water's middle is free of its edge.
    const middle = (hu: readonly number[]) =>
      Array.from({ length: 400 }, (_, i) => hu[(22 + Math.floor(i / 20)) * 64 + 22 + (i % 20)]!);
    expect(new Set(middle(clean!.hu))).toEqual(new Set([0]));
    const mean = middle(noisy!.hu).reduce((sum, value) => sum + value, 0) / 400;
    const sd = Math.sqrt(middle(noisy!.hu).reduce((sum, value) => sum + (value - mean) ** 2, 0) / 400);
    expect(Math.abs(mean)).toBeLessThan(sd / 2);
    expect(sd).toBeGreaterThan(10);
  });

  it('is the same, byte for byte, for the same request, and has other UIDs for another seed', async () => {
    const parent = temporaryFolder();
    const one = await made(plan(join(parent, 'one'), { kind: 'discs', slices: 2 }));
    const again = await made(plan(join(parent, 'again'), { kind: 'discs', slices: 2 }));
    const other = await made(plan(join(parent, 'other'), { kind: 'discs', slices: 2, seed: 8 }));
    expect(filesIn(again.study.folder)).toEqual(filesIn(one.study.folder));
    expect(again.study.studyUid).toBe(one.study.studyUid);
    expect(other.study.studyUid).not.toBe(one.study.studyUid);
  });

  it('leaves nothing when it is cancelled, and nothing when nobody waits for its end', async () => {
    const parent = temporaryFolder();
    const stop = new AbortController();
    const making = makePhantomStudy(plan(join(parent, 'study'), { kind: 'water', slices: 50, signal: stop.signal }));
    await making.next();
    stop.abort();
    const end = await making.next();
    expect(end).toEqual({ done: true, value: null });
    expect(readdirSync(parent)).toEqual([]);

    const dropped = makePhantomStudy(plan(join(parent, 'study'), { kind: 'water', slices: 50 }));
    await dropped.next();
    await dropped.return(null);
    expect(readdirSync(parent)).toEqual([]);
  });

  it('is the same when threads paint it, and stops at once with them', async () => {
    const parent = temporaryFolder();
    const workerFile = join(parent, 'worker', 'phantom-worker.cjs');
    await build({
      entryPoints: ['src-main/jobs/phantom/worker.ts'],
      outfile: workerFile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
    const threads = { workers: 2, workerFile, slices: 4 };
    const here = await made(plan(join(parent, 'here'), { slices: 4 }));
    const there = await made(plan(join(parent, 'there'), threads));
    expect(filesIn(there.study.folder)).toEqual(filesIn(here.study.folder));

    const stop = new AbortController();
    const making = makePhantomStudy(plan(join(parent, 'cancelled'), { ...threads, slices: 400, size: 512, signal: stop.signal }));
    const next = making.next();
    setTimeout(() => stop.abort(), 300);
    const started = Date.now();
    expect(await next).toEqual({ done: true, value: null });
    // All of it takes minutes.
    expect(Date.now() - started).toBeLessThan(10_000);
    expect(existsSync(join(parent, 'cancelled'))).toBe(false);
  });

  it('says why when its threads cannot start, and leaves nothing', async () => {
    const parent = temporaryFolder();
    const making = makePhantomStudy(plan(join(parent, 'study'), { workers: 1, workerFile: join(parent, 'missing.cjs') }));
    await expect(making.next()).rejects.toThrow(/missing\.cjs/);
    expect(readdirSync(parent)).toEqual([]);
  });

  it.skipIf(!haveValidator).each(['chest', 'abdomen', 'head', 'water', 'discs'] as const)(
    `has no error that dciodvfy finds: %s${whyNotValidated}`,
    async (kind) => {
      const parent = temporaryFolder();
      const { study } = await made(plan(join(parent, 'study'), { kind, slices: 2, doseFraction: 0.1 }));
      for (const bytes of filesIn(study.folder)) expect(errorsOf(bytes)).toEqual([]);
    },
  );

  it.skipIf(!havePydicom)(`is read by pydicom as CT of a patient who is none${whyNoPydicom}`, async () => {
    const parent = temporaryFolder();
    const { study } = await made(plan(join(parent, 'study'), { slices: 2 }));
    const [file] = filesIn(study.folder);
    expect(
      withPydicom(
        file!,
        `{'name': str(ds.PatientName), 'study': ds.StudyInstanceUID, 'shape': hu.shape, 'low': float(hu.min()), 'kvp': float(ds.KVP)}`,
      ),
    ).toEqual({ name: 'Tacet^Phantom', study: study.studyUid, shape: [64, 64], low: -1024, kvp: 120 });
  });
});

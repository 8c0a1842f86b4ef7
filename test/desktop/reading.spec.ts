import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import type { ReplyOf, RequestOf, SeriesInfo, listSlices, readNoise, readSlice, startDenoising } from '../../src-main/contract';
import { oracle } from '../oracle/oracle';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { haveElectron, openDesktop, root, whyNoElectron, type Desktop } from './electron9';

const chest = sharedData('siemens-chest');
const files = oracle.files.filter(({ path }) => path.startsWith('siemens-chest/'));
const interceptHu = -1024;
const htj2k = 'wg04-ct/CT1_HTJ2K_lossless.dcm';

interface SeriesEvent {
  readonly series: SeriesInfo;
}

/** The series that the window shows, by the events that told of them; the last word on each counts. */
async function allSeriesOf({ listen, heard, call, page }: Desktop, shown: string): Promise<readonly SeriesInfo[]> {
  await page.waitForSelector(`text=${shown}`);
  const { value } = (await call('app:hello', {})) as { value: { initialGrant: string } };
  await listen();
  await call('study:open', { source: { kind: 'grant', grantId: value.initialGrant } });
  await expect.poll(async () => JSON.stringify(await heard()), { timeout: 20_000 }).toContain('"finished":true');
  const told = (await heard()).filter(({ name }) => name === 'study:series').map(({ payload }) => payload as SeriesEvent);
  return [...new Map(told.map(({ series }) => [series.seriesId, series])).values()];
}
const seriesOf = async (desktop: Desktop): Promise<string> => (await allSeriesOf(desktop, '26 images'))[0]!.seriesId;

describe.skipIf(!haveElectron || !haveSharedData)(`a study in Electron 9${whyNoElectron}${whySkipped}`, () => {
  it('is opened by its path, and its first picture is drawn', async () => {
    const { page, keepPicture } = await openDesktop(chest);
    await page.waitForSelector('text=/Slice \\d+ of 26/');
    const image = (await page.waitForSelector('canvas'))!;
    const greys = async () => {
      const { data } = PNG.sync.read(await image.screenshot());
      return new Set(data.filter((_, at) => at % 4 === 0)).size;
    };
    // Lung, fat, muscle and bone: more greys than the text over a black picture has.
    await expect.poll(greys, { timeout: 20_000 }).toBeGreaterThan(200);
    await keepPicture('chest');
  });

  it('has the pixels that pydicom reads, after their way over IPC', async () => {
    const desktop = await openDesktop(chest);
    const seriesId = await seriesOf(desktop);
    const { slices } = (await desktop.call('study:slices', { seriesId })).value as ReplyOf<typeof listSlices>;
    expect(slices).toHaveLength(26);
    for (const index of [0, 13, 25]) {
      const reply = (await desktop.call('study:read-slice', { seriesId, index })).value as ReplyOf<typeof readSlice>;
      expect(reply).toMatchObject({ rows: 512, columns: 512, type: 'int16' });
      const stored = new Uint16Array(new Int16Array(bufferOf(reply.hu)).map((hu) => hu - interceptHu));
      const sha256 = createHash('sha256').update(stored).digest('hex');
      expect(sha256).toBe(files.find(({ sop_uid }) => sop_uid === slices[index]!.sopUid)!.pixel_sha256);
    }
  });

  it('is decoded in every transfer syntax, HTJ2K without vector instructions as well', async () => {
    const desktop = await openDesktop(sharedData('mixed-series/mixed-transfer-syntaxes'), sharedData(htj2k));
    const series = await allSeriesOf(desktop, '9 images');
    const read = [];
    for (const { seriesId, images } of series)
      for (let index = 0; index < images; index++) {
        const { value } = await desktop.call('study:read-slice', { seriesId, index });
        const hu = new Int16Array(bufferOf((value as ReplyOf<typeof readSlice>).hu));
        read.push(hu.reduce((sum, value) => sum + value, 0) / hu.length);
      }
    const expected = oracle.files.filter(({ path }) => path === htj2k || path.includes('mixed-transfer-syntaxes/'));
    const ascending = (a: number, b: number): number => a - b;
    const means = expected.map(({ hu_mean: mean }) => mean!).sort(ascending);
    expect(read.sort(ascending)).toEqual(means.map((mean) => expect.closeTo(mean, 3)));
    expect(read).toHaveLength(10);
  });

  const haveModel = existsSync(join(root, 'models/tacet/model.json'));
  it.skipIf(!haveModel)(
    `has its noise measured by a worker of the page${haveModel ? '' : ' (skipped: no model is shipped)'}`,
    async () => {
      const { page, keepPicture } = await openDesktop(chest);
      await page.waitForSelector('text=/Slice \\d+ of 26/');
      await page.click('[title^="Denoise ("]');
      await page.waitForSelector('text=/^−4\\d %$/', { timeout: 90_000 });
      await keepPicture('noise');
    },
  );

  it.skipIf(!haveModel)(
    `is denoised by an engine process of its own${haveModel ? '' : ' (skipped: no model is shipped)'}`,
    async () => {
      const desktop = await openDesktop(chest);
      const seriesId = await seriesOf(desktop);
      const place = { seriesId, firstSlice: 13, extent: 'series' } as const;
      const job: RequestOf<typeof startDenoising> = { ...place, modelName: 'tacet', backend: 'onnxruntime' };
      expect(await desktop.call('denoise:start', job)).toMatchObject({ ok: true, value: { backend: 'onnxruntime' } });
      await expect.poll(async () => JSON.stringify(await desktop.heard()), { timeout: 60_000 }).toContain('denoise:slice');
      const { noise } = (await desktop.call('denoise:noise', { seriesId, modelName: 'tacet', index: 13, contrast: 0 }))
        .value as ReplyOf<typeof readNoise>;
      const noiseHu = new Float32Array(bufferOf(noise));
      expect(noiseHu).toHaveLength(512 * 512);
      const meanHu = noiseHu.reduce((sum, hu) => sum + hu, 0) / noiseHu.length;
      const sdHu = Math.sqrt(noiseHu.reduce((sum, hu) => sum + (hu - meanHu) ** 2, 0) / noiseHu.length);
      expect(Math.abs(meanHu)).toBeLessThan(1);
      expect(sdHu).toBeGreaterThan(1);
    },
  );
});

/** From the base64 that it came in. */
const bufferOf = (text: unknown): ArrayBuffer => Uint8Array.from(Buffer.from(text as string, 'base64')).buffer;

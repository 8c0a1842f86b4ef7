import { unzipSync } from 'fflate';
import { join } from 'node:path';
import type { Browser, Download } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valueOf } from '../../src-main/contract';
import { openImage } from '../../src-main/dicom';
import { makePhantomStudy } from '../../src-main/jobs/phantom/study';
import { havePydicom, whyNoPydicom, withPydicom } from '../dicom/validator';
import { oracle } from '../oracle/oracle';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { temporaryFolder } from '../temporary-folder';
import { keepPicture, launchBrowser } from './browser';
import { bytesOf, childrenOf, type Desk, greyOf, openDesk } from './desk';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const chest = oracle.series.find(({ folder }) => folder === 'siemens-chest');
const images = 26;
const allDone = `All ${images} slices are denoised.`;

async function reading(): Promise<Desk> {
  const desk = await openDesk(browser, [sharedData('siemens-chest')]);
  await desk.button('Denoise').waitFor();
  await desk.picture('Original').getByText('Slice').first().waitFor();
  return desk;
}
const denoised = async (desk: Desk): Promise<void> => {
  await desk.button('Denoise').click();
  await desk.page.getByText(allDone).waitFor();
};
const setStrength = (desk: Desk, share: number): Promise<void> =>
  desk.page.getByRole('slider', { name: 'Strength' }).fill(String(share));
const differing = (a: readonly number[], b: readonly number[]): number => a.filter((grey, i) => grey !== b[i]).length;
/** The picture is drawn with the screen's next frame: it is looked at until it is so. */
const seen = (grey: () => Promise<number[]>, isSo: (grey: readonly number[]) => boolean): Promise<void> =>
  expect.poll(async () => isSo(await grey()), { timeout: 30_000 }).toBe(true);
/** Of all pixels. */
const least = 0.02;

describe.skipIf(!haveSharedData)(`denoising a real chest${whySkipped}`, () => {
  it('does the slice in view first, shows how far it is and how long it takes, and can be cancelled', async () => {
    const desk = await reading();
    await desk.button('Denoise').click();
    await desk.page.getByText(/^\d+ of 26 slices$/).waitFor();
    // The badge changes from "not denoised yet" as soon as this slice is done.
    await desk
      .picture('Denoised')
      .getByText(/Denoised · Tacet · \d+ %/)
      .waitFor();
    await desk.page
      .getByText(/ left$/)
      .first()
      .waitFor();
    await desk.page.getByText(/ms a slice/).waitFor();
    await keepPicture(desk.page, 'denoising');
    await desk.button('Cancel').first().click();
    await desk.button(/^Denoise the other \d+$/).waitFor();
  });

  it('compares: side by side, the original while a key is held, the removed noise in colour', async () => {
    const desk = await reading();
    await denoised(desk);
    const original = () => greyOf(desk.picture('Original'));
    const quiet = () => greyOf(desk.picture('Denoised'));
    await desk.button('Side by side').click();
    await seen(quiet, (grey) => grey.filter((level) => level > 0).length > 0.1 * grey.length);
    const [left, right] = [await original(), await quiet()];
    expect(right.length).toBe(left.length);
    expect(differing(left, right)).toBeGreaterThan(least * right.length);
    await keepPicture(desk.page, 'side-by-side');

    // Both follow one wheel.
    await desk.picture('Denoised').hover();
    await desk.page.mouse.wheel(0, -500);
    await seen(original, (grey) => differing(left, grey) > least * grey.length);
    await seen(quiet, (grey) => differing(right, grey) > least * grey.length);

    await desk.button('Denoised').click();
    await desk.picture('Original').waitFor({ state: 'detached' });
    await seen(quiet, (grey) => grey.length > right.length);
    await desk.page.mouse.move(0, 0);
    await desk.page.waitForTimeout(200);
    const shown = await quiet();
    await desk.page.keyboard.down('b');
    await seen(original, (grey) => differing(shown, grey) > least * grey.length);
    await keepPicture(desk.page, 'original-held');
    await desk.page.keyboard.up('b');
    await seen(quiet, (grey) => differing(shown, grey) === 0);

    await desk.button('Removed noise').click();
    await desk.page.getByRole('slider', { name: 'Colour over the picture' }).fill('1');
    await seen(quiet, (grey) => differing(shown, grey) > 0.05 * grey.length);
    await keepPicture(desk.page, 'removed-noise');
  });

  it('answers the strength dial at once, without computing again, and at 0 shows the original bit for bit', async () => {
    const desk = await reading();
    await denoised(desk);
    await desk.button('Side by side').click();
    const original = () => greyOf(desk.picture('Original'));
    const quiet = () => greyOf(desk.picture('Denoised'));
    await setStrength(desk, 1);
    await seen(quiet, (grey) => grey.some((level) => level > 0));
    const left = await original();
    await seen(quiet, (grey) => differing(left, grey) > least * grey.length);
    await setStrength(desk, 0);
    await seen(quiet, (grey) => differing(left, grey) === 0);
    await desk.page.getByText('At strength 0 % there is nothing to export').waitFor();
    expect(await desk.page.getByText(allDone).isVisible()).toBe(true);
  });

  it('keeps more of what is faint by a dial, whose strength follows until the reader takes it, and comes back', async () => {
    const desk = await reading();
    await denoised(desk);
    const contrast = desk.page.getByRole('slider', { name: 'Keep faint contrast' });
    const strength = desk.page.getByRole('slider', { name: 'Strength' });
    const quiet = () => greyOf(desk.picture('Denoised'));
    const said = async (): Promise<string> => (await strength.getAttribute('aria-valuetext'))!;
    expect(await said()).toMatch(/^\d+ % · automatic$/);
    await seen(quiet, (grey) => grey.filter((level) => level > 0).length > 0.1 * grey.length);
    const middle = { strength: Number.parseInt(await said(), 10), grey: await quiet() };
    await desk.page.mouse.move(0, 0);
    await desk.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    for (let i = 0; i < 10; i++) await desk.press('Alt+]');
    expect(await contrast.getAttribute('aria-valuetext')).toBe('100 %');
    // More is kept of the broad noise, so more of the rest has to go.
    expect(Number.parseInt(await said(), 10)).toBeGreaterThan(middle.strength);
    await seen(quiet, (grey) => differing(middle.grey, grey) > least * grey.length);
    await keepPicture(desk.page, 'faint-contrast');
    await desk.press(']');
    expect(await said()).toMatch(/^\d+ %$/);
    await desk.button('Automatic').click();
    expect(await said()).toMatch(/^\d+ % · automatic$/);
    await contrast.fill('0.5');
    await desk.page.mouse.move(0, 0);
    await seen(quiet, (grey) => differing(middle.grey, grey) === 0);
  });

  it.skipIf(!havePydicom)(
    `saves a derived series that pydicom reads: pixels, positions, UIDs, and what was done${whyNoPydicom}`,
    async () => {
      const desk = await reading();
      await denoised(desk);
      await setStrength(desk, 0.5);
      const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.button(/Export as DICOM/).click()]);
      const files = Object.entries(unzipSync(await bytesOf(download))).sort(([a], [b]) => (a < b ? -1 : 1));
      await desk.page.getByText('26 images written.').waitFor();
      await keepPicture(desk.page, 'exported');
      expect(files).toHaveLength(images);
      const read = files.map(
        ([, bytes]) =>
          withPydicom(
            bytes,
            `{'sop': ds.SOPInstanceUID, 'series': ds.SeriesInstanceUID, 'study': ds.StudyInstanceUID, 'frame': ds.FrameOfReferenceUID, 'type': list(ds.ImageType),
            'z': float(ds.ImagePositionPatient[2]), 'from': ds.SourceImageSequence[0].ReferencedSOPInstanceUID, 'how': ds.DerivationDescription,
            'comment': ds.ImageComments, 'mean': float(hu.mean()), 'sd': float(hu[200:330, 150:350].std()), 'min': float(hu.min())}`,
          ) as Record<string, string & number & string[]>,
      );
      const sources = chest!.order.map((file) => oracle.files.find(({ path }) => path === `siemens-chest/${file}`)!);
      expect(new Set(read.map(({ sop }) => sop)).size).toBe(images);
      expect(new Set(read.map(({ series }) => series)).size).toBe(1);
      expect(read[0]!.series).not.toBe(chest!.series_uid);
      expect(read.map(({ from }) => from)).toEqual(sources.map(({ sop_uid: uid }) => uid));
      expect(read.map(({ z }) => z)).toEqual(read.map((_, i) => chest!.z_first_mm + i));
      for (const [i, one] of read.entries()) {
        expect(one.type).toEqual(['DERIVED', 'SECONDARY', 'AXIAL', 'DENOISED']);
        expect(one.how).toMatch(/Tacet .*model tacet .*strength \d+ %, contrast 50 %.*Not for diagnostic use/);
        expect(one.comment).toContain('Not for diagnostic use');
        expect(Math.abs(one.mean - sources[i]!.hu_mean!)).toBeLessThan(0.1);
      }
    },
  );

  it('goes on when the engine process is killed in the middle: the window stays, and every slice gets done', async () => {
    const desk = await reading();
    await desk.button('Denoise').click();
    await desk.page.getByText(/^[2-9] of 26 slices$/).waitFor();
    const engine = childrenOf(desk.served.pid).find(({ command }) => command.includes('engine.cjs'))!;
    process.kill(engine.pid, 'SIGKILL');
    await desk.page
      .getByText(/The engine stopped unexpectedly .*It was started again/)
      .first()
      .waitFor();
    await keepPicture(desk.page, 'engine-killed');
    await desk.page.getByText(allDone).waitFor();
    expect(childrenOf(desk.served.pid).some(({ pid, command }) => command.includes('engine.cjs') && pid !== engine.pid)).toBe(
      true,
    );
  });
});

describe('denoising a synthetic chest, which needs nothing beside this checkout', () => {
  it('denoises, compares, and saves: six slices, the original at strength 0, and six files of a new series', async () => {
    const folder = join(temporaryFolder(), 'phantom');
    const signal = new AbortController().signal;
    const painting = makePhantomStudy({
      kind: 'chest',
      slices: 6,
      seed: 3,
      size: 256,
      doseFraction: null,
      folder,
      signal,
      workers: 0,
    });
    while (!(await painting.next()).done);
    const desk = await openDesk(browser, [folder]);
    const original = () => greyOf(desk.picture('Original'));
    const quiet = () => greyOf(desk.picture('Denoised'));
    await desk.button('Denoise').click();
    await desk.page.getByText('All 6 slices are denoised.').waitFor();
    await desk.button('Side by side').click();
    await seen(quiet, (grey) => grey.some((level) => level > 0));
    const left = await original();
    await seen(quiet, (grey) => differing(left, grey) > least * grey.length);
    const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.button(/Export as DICOM/).click()]);
    const headersIn = async (zip: Download) =>
      Object.values(unzipSync(await bytesOf(zip))).map((bytes) => valueOf(openImage(bytes)).header);
    const files = await headersIn(download);
    expect(files.map(({ imageType }) => imageType[0])).toEqual(Array.from({ length: 6 }, () => 'DERIVED'));
    expect(new Set(files.map(({ seriesUid }) => seriesUid)).size).toBe(1);
    expect(files[0]!.patientName).toBe('Tacet^Phantom');

    await desk.page.getByLabel('Pixels').selectOption('JPEG-LS, lossless');
    await desk.page.getByLabel('Anonymise').check();
    await desk.page.getByText(/Only headers are anonymised/).waitFor();
    await keepPicture(desk.page, 'export-choices');
    const [nameless] = await Promise.all([desk.page.waitForEvent('download'), desk.button(/Export as DICOM/).click()]);
    expect(nameless.suggestedFilename()).toMatch(/^CT-denoised-\d\d-\d{6}\.zip$/);
    for (const { patientName, syntax, studyUid } of await headersIn(nameless)) {
      expect(patientName).toMatch(/^TACET-/);
      expect(syntax.name).toBe('JPEG-LS Lossless');
      expect(studyUid).not.toBe(files[0]!.studyUid);
    }
    await setStrength(desk, 0);
    await seen(quiet, (grey) => differing(left, grey) === 0);
  });
});

describe.skipIf(!haveSharedData)(`fine-tuning on a real chest${whySkipped}`, () => {
  it('starts, shows loss and a slice before and after, stops, keeps under a name, and denoises with the result', async () => {
    const desk = await reading();
    await desk.button('Settings and fine-tuning').click();
    await desk.page.getByLabel('Steps').fill('400');
    await keepPicture(desk.page, 'fine-tuning-begin');
    await desk.button('Start fine-tuning').click();
    await desk.page
      .getByText(/Simulating noise: image \d+ of 22/)
      .first()
      .waitFor();
    await desk.page.getByText('Original', { exact: true }).last().waitFor();
    await keepPicture(desk.page, 'fine-tuning-prepares');
    await desk.page.getByText(/^(5|6|7|8|9|1\d) of 400$/).waitFor();
    await keepPicture(desk.page, 'fine-tuning-runs');
    await desk.button('Stop and keep').click();
    await desk.page.getByText(/Stopped after \d+ of 400 steps/).waitFor();
    await desk.page.getByLabel('Name of the new model').fill('My chest');
    await desk.button('Keep the model').click();
    await desk.page.getByText('Kept as').waitFor();
    await keepPicture(desk.page, 'fine-tuning-kept');
    await desk.button('Use it now').click();
    await desk.button('Close the settings').click();
    await desk.button('Denoise').click();
    await desk
      .picture('Denoised')
      .getByText(/Denoised · My chest · \d+ %/)
      .waitFor();
    await keepPicture(desk.page, 'fine-tuned-in-use');
  });

  it('learns from neighbouring slices where they overlap; where they do not, says so before anybody waits', async () => {
    const desk = await reading();
    await desk.button('Settings and fine-tuning').click();
    const way = desk.page.getByLabel('It learns from');
    await desk.page.getByText('Learns from 21 slices; 5 more are held back').waitFor();
    await way.selectOption('neighbouring slices');
    // The neighbour three slices away, whose noise is its own. A slice that is held back teaches nobody else.
    await desk.page.getByText(/^Learns from \d+ slices; 5 more are held back/).waitFor();
    await keepPicture(desk.page, 'fine-tuning-neighbours');
    await way.selectOption('the same scan at two doses');
    await desk.page.getByText('Pairs are made of two series of the same places, and there is 1.').waitFor();
    expect(await desk.button('Start fine-tuning').isDisabled()).toBe(true);
    await keepPicture(desk.page, 'fine-tuning-refused');
  });
});

describe.skipIf(!haveSharedData)(`fine-tuning on two doses of one phantom${whySkipped}`, () => {
  it('finds which of the two is the noisier, and learns', async () => {
    const desk = await openDesk(
      browser,
      ['fbp_dose100_signal_present', 'fbp_dose010_signal_present'].map((dose) => sharedData('mita-lcd-phantom', dose)),
    );
    await desk.button('Settings and fine-tuning').click();
    await desk.page.getByLabel('It learns from').selectOption('the same scan at two doses');
    await desk.page.getByText('Learns from 5 slices; 1 more is held back').waitFor();
    await keepPicture(desk.page, 'fine-tuning-pair');
    await desk.page.getByLabel('Steps').fill('20');
    await desk.button('Start fine-tuning').click();
    await desk.page.getByText('Fine-tuning is done').waitFor();
    await keepPicture(desk.page, 'fine-tuned-on-a-pair');
  });
});

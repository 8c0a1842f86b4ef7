import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initialWeights, type Model, type ResidualCnn } from '../../src-main/engine';
import { writeModelFolder } from '../../src-main/models';
import { chestSeries } from '../oracle/oracle';
import { havePydicom, inPython, whyNoPydicom } from '../oracle/pydicom';
import { newModel } from '../new-model';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { keepPicture, launchBrowser } from './browser';
import { openDesk } from './desk';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

/**
 * A network that takes for noise what a Gaussian blur of 1 px takes away, x - G∗x, so that edges go with it: the filter once as it is and once with
 * the other sign, for what a ReLU holds back.
 */
function blurringModel(): Model {
  const definition: ResidualCnn = {
    kind: 'residual-cnn',
    channels: 2,
    blocks: 1,
    kernel: 7,
    unshuffle: 1,
    inputScaleHu: 200,
    sigmaScaleHu: 50,
    outputScaleHu: 200,
    clipHu: [-1024, 3071],
  };
  const weights = initialWeights(definition, 1);
  for (const { data } of weights.values()) data.fill(0);
  const taps = [-3, -2, -1, 0, 1, 2, 3].map((at) => Math.exp(-(at ** 2) / 2));
  const sum = taps.reduce((total, tap) => total + tap, 0);
  const [head, tail] = [weights.get('head.w')!, weights.get('tail.w')!];
  for (let row = 0; row < 7; row++)
    for (let column = 0; column < 7; column++) {
      const middle = row === 3 && column === 3 ? 1 : 0;
      const tap = middle - (taps[row]! * taps[column]!) / sum ** 2;
      // [K,K,(HU, noise level),channels], row-major.
      const at = (row * 7 + column) * 4;
      head.data[at] = tap;
      head.data[at + 1] = -tap;
    }
  // [K,K,channels,1]
  tail.data[2 * (3 * 7 + 3)] = 1;
  tail.data[2 * (3 * 7 + 3) + 1] = -1;
  return { definition, weights };
}

/** Of places of a slice: the HU that such a blur removes there, and how steep the picture is, as a share of the body's pixels that are less so. */
const byNumpy = (slice: number, places: readonly (readonly [number, number])[]) =>
  inPython<readonly { readonly removedHu: number; readonly steeperThan: number }[]>(
    [sharedData('siemens-chest', chestSeries!.order[slice - 1]!), places],
    `
import pydicom, numpy
ds = pydicom.dcmread(given[0])
hu = ds.pixel_array * float(ds.RescaleSlope) + float(ds.RescaleIntercept)
hu = numpy.clip(hu, -1024, 3071)
def blur(image, sigma, reach):
    taps = numpy.exp(-numpy.arange(-reach, reach + 1) ** 2 / (2 * sigma ** 2))
    taps /= taps.sum()
    for axis in (0, 1):
        padded = numpy.pad(image, [(reach, reach) if a == axis else (0, 0) for a in (0, 1)], mode='reflect')
        n = image.shape[axis]
        image = sum(tap * numpy.take(padded, range(k, k + n), axis) for k, tap in enumerate(taps))
    return image
removed = numpy.sqrt(blur((hu - blur(hu, 1, 3)) ** 2, 6, 24))
steep = numpy.sqrt(blur(numpy.hypot(*numpy.gradient(blur(hu, 1, 3))) ** 2, 6, 24))
body = steep[hu > -300]
made = [{'removedHu': float(removed[r, c]), 'steeperThan': float((body < steep[r, c]).mean())} for r, c in given[1]]`,
  );

describe.skipIf(!haveSharedData || !havePydicom)(`a model that takes edges for noise${whySkipped || whyNoPydicom}`, () => {
  it('is told on: the removed part looks like anatomy, ringed where an edge lies, with what is lost there', async () => {
    const desk = await openDesk(browser, [sharedData('siemens-chest')]);
    const { page, press } = desk;
    const image = desk.picture('Original');
    await image.getByText('Slice 14 of 26').waitFor();
    await writeModelFolder(join(desk.served.home, 'models', 'blurring'), newModel('Blurring', blurringModel()));
    await page.reload();
    await image.getByText('Slice 14 of 26').waitFor();
    await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Blurring' });
    await desk.button('Denoise').click();
    await page.getByText('All 26 slices are denoised.').waitFor();
    // All that it found, and nothing of it kept back for faint contrast.
    await page.getByRole('slider', { name: 'Strength' }).fill('1');
    await page.getByRole('slider', { name: 'Keep faint contrast' }).fill('0');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await press('Shift+D');

    await page.getByText('The removed part looks like anatomy.').waitFor();
    const told = page.getByRole('button', { name: /^Place \d: \d+ HU removed$/ });
    const rings = page.getByRole('group', { name: 'Where the removed part looks like anatomy' }).getByRole('img');
    await expect.poll(() => rings.count()).toBeGreaterThanOrEqual(3);
    expect(await told.count()).toBe(await rings.count());
    await keepPicture(page, 'structure-warning');

    // Where the rings stand, in pixels of the slice, while it fills its view: the middle of the view is the corner of pixel 256, 256.
    const view = (await desk.picture('Denoised').boundingBox())!;
    const scale = Math.min(view.width, view.height) / 512;
    const places = await rings
      .locator('circle:last-of-type')
      .evaluateAll((circles) =>
        circles.map((circle) => [Number(circle.getAttribute('cy')), Number(circle.getAttribute('cx'))] as const),
      );
    const pixels = places.map(
      ([y, x]) => [Math.floor((y - view.height / 2) / scale + 256), Math.floor((x - view.width / 2) / scale + 256)] as const,
    );
    const removed = (await told.allInnerTexts()).map((text) => Number(/: (\d+) HU/.exec(text)![1]));
    for (const [at, found] of byNumpy(14, pixels).entries()) {
      expect(found.steeperThan, `place ${at + 1}`).toBeGreaterThan(0.75);
      // The denoiser also takes out the noise's own local mean, which is little of it.
      expect(removed[at]! / found.removedHu, `place ${at + 1}`).toBeGreaterThan(0.85);
      expect(removed[at]! / found.removedHu, `place ${at + 1}`).toBeLessThan(1.1);
    }

    // A place is gone to by its line, and nothing is told on a picture that is the original.
    await told.first().click();
    await expect.poll(() => page.getByRole('application').first().innerText()).toMatch(/Zoom [34]\d\d %/);
    await page.getByRole('slider', { name: 'Strength' }).fill('0');
    await page.getByText('The removed part looks like anatomy.').waitFor({ state: 'detached' });
    expect(await rings.count()).toBe(0);
  });
});

import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chestHu, linearGrey } from '../oracle/oracle';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { keepPicture, launchBrowser } from './browser';
import { greyOf, openDesk } from './desk';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A machine that does other things too takes its time to draw. */
const slowly = { timeout: 20_000 };

const side = 512;

/** Where a point of the picture lies in the page, while the picture is centred: 0,0 is the corner of the first pixel. */
async function inPage(image: Locator, column: number, row: number, zoom: number): Promise<readonly [number, number]> {
  const { x, y, width, height } = (await image.boundingBox())!;
  const scale = (zoom * Math.min(width, height)) / side;
  return [x + width / 2 + (column - side / 2) * scale, y + height / 2 + (row - side / 2) * scale];
}

const textIn = async (image: Locator): Promise<string> => (await image.innerText()).replace(/−/g, '-').replace(/\s+/g, ' ');
const sliceIn = async (image: Locator): Promise<number> => Number(/Slice (\d+) of/.exec(await textIn(image))![1]);
const windowIn = async (image: Locator): Promise<readonly number[]> =>
  /W (\d+) C (-?\d+)/
    .exec(await textIn(image))!
    .slice(1)
    .map(Number);

async function drag(page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
  await page.mouse.move(...to);
  await page.mouse.up();
}

describe.skipIf(!haveSharedData)(`moving through a chest of 26 slices${whySkipped}`, () => {
  it('goes where it is told, at the size, the speed and the window that the hand asks for', async () => {
    const { page, picture, button, press } = await openDesk(browser, [sharedData('siemens-chest')]);
    const image = picture('Original');
    await image.getByText('Slice 14 of 26').waitFor();
    await page.getByText(/^Loading/).waitFor({ state: 'detached' });

    // To a slice by its number and by its position: 30.5 mm is the first, each lies 1 mm higher.
    const field = page.getByRole('textbox', { name: 'Slice' });
    const goTo = async (typed: string) => {
      await press('g');
      await field.fill(typed);
      await press('Enter');
    };
    await goTo('5');
    await expect.poll(() => sliceIn(image), slowly).toBe(5);
    await goTo('40.5 mm');
    await expect.poll(() => sliceIn(image), slowly).toBe(11);
    await goTo('27');
    await page.getByText('There are slices 1 to 26.').waitFor();
    await keepPicture(page, 'moving-go-to-slice');
    // A letter typed there is no command.
    await field.press('i');
    expect(await textIn(image)).not.toContain('inverted');
    await press('Escape');
    await field.waitFor({ state: 'detached' });
    expect(await sliceIn(image)).toBe(11);

    // With a drag, which is the height of the picture for the whole series, but at most 24 px a slice.
    await goTo('14');
    await button('Scroll').click();
    const middle = await inPage(image, 256, 256, 1);
    await drag(page, middle, [middle[0] + 9, middle[1] + 4 * 24 + 6]);
    expect(await sliceIn(image)).toBe(18);
    await drag(page, middle, [middle[0], middle[1] - 10 * 24 - 6]);
    expect(await sliceIn(image)).toBe(8);
    expect(await windowIn(image)).toEqual([400, 40]);

    // One pixel of the image on one of the screen: each has the grey of the standard, at its own place.
    await goTo('14');
    await button('Actual size').click();
    await image.getByText('Zoom 100 %').waitFor();
    const canvas = image.locator('canvas').first();
    const { width, height } = await canvas.evaluate((element: HTMLCanvasElement) => ({
      width: element.width,
      height: element.height,
    }));
    const [left, top] = [width / 2 - side / 2, height / 2 - side / 2].map(Math.round);
    const hu = chestHu(14);
    await expect
      .poll(async () => {
        const greys = await greyOf(image);
        return hu.reduce((worst, value, at) => {
          const [x, y] = [left! + (at % side), top! + Math.floor(at / side)];
          if (x < 0 || y < 0 || x >= width || y >= height) return worst;
          return Math.max(worst, Math.abs(greys[y * width + x]! - linearGrey(value, 40, 400)));
        }, 0);
      }, slowly)
      .toBeLessThanOrEqual(1);
    await keepPicture(page, 'moving-actual-size');

    // Window from a region. numpy: np.percentile(hu[200:280, 180:300], [2, 98]) = [-943, 207] of the 14th slice (pydicom, rescaled).
    await press('f', '+', '+', '+', '+');
    await press('Shift+R');
    const zoom = 1.25 ** 4;
    const [from, to] = [await inPage(image, 180, 200, zoom), await inPage(image, 300, 280, zoom)];
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(...to);
    await keepPicture(page, 'moving-region');
    await page.mouse.up();
    expect(await windowIn(image)).toEqual([207 + 943 + 1, -368]);
    await press('Escape', '0');
    expect(await windowIn(image)).toEqual([400, 40]);

    // The cine: by the clock, and there and back.
    const cine = page.getByRole('toolbar', { name: 'Cine' });
    await goTo('1');
    await press('Space');
    await cine.getByText('10 slices/s').waitFor();
    await press('>', '>');
    await cine.getByText('15 slices/s').waitFor();
    await cine.getByRole('button', { name: 'Slower' }).click();
    await cine.getByText('12 slices/s').waitFor();
    await keepPicture(page, 'moving-cine');
    await press('Space', 'Home');
    await cine.waitFor({ state: 'detached' });
    const seen = await watched(page, 4);
    const steps = seen.slice(1).reduce((sum, { slice }, at) => sum + ((slice - seen[at]!.slice + 26) % 26), 0);
    const perSecond = steps / ((seen[seen.length - 1]!.atMs - seen[0]!.atMs) / 1000);
    expect(perSecond).toBeGreaterThan(10);
    expect(perSecond).toBeLessThan(13);
    await page.reload();
    await image.getByText(/Slice \d+ of 26/).waitFor();
    await press('End', 'Shift+Space');
    const back = (await watched(page, 2)).map(({ slice }) => slice);
    expect(back.length).toBeGreaterThan(1);
    // Down to the first and up again, however late it was looked at.
    const lowest = back.indexOf(Math.min(...back));
    const [down, up] = [back.slice(0, lowest + 1), back.slice(lowest)];
    expect(down).toEqual([...down].sort((one, other) => other - one));
    expect(up).toEqual([...up].sort((one, other) => one - other));
    if (up.length > 1) expect(up[0]).toBeLessThanOrEqual(3);
    await press('Space');
    await cine.getByRole('button', { name: 'Back and forth' }).waitFor();
    await cine.getByText('12 slices/s').waitFor();
  });

  it('magnifies what lies under the pointer while its key is held: each pixel three times as large, with the grey of the standard', async () => {
    const { page, picture, button } = await openDesk(browser, [sharedData('siemens-chest')]);
    const image = picture('Original');
    await image.getByText('Slice 14 of 26').waitFor();
    await page.getByText(/^Loading/).waitFor({ state: 'detached' });
    await button('Actual size').click();
    await image.getByText('Zoom 100 %').waitFor();
    const lens = image.locator('.lens');
    const { x, y, width, height } = (await image.boundingBox())!;
    const hu = chestHu(14);
    /** The 27 × 27 pixels in the middle of the round lens, whose canvas is 220 pixels wide, row by row. */
    const near = Array.from({ length: 27 * 27 }, (_, at) => [(at % 27) - 13, Math.floor(at / 27) - 13] as const);
    // A vertebra, and a clavicle beside fat.
    for (const [column, row] of [
      [270, 318],
      [304, 188],
    ] as const) {
      await page.mouse.move(Math.round(x + width / 2) + column - side / 2, Math.round(y + height / 2) + row - side / 2);
      await page.keyboard.down('y');
      await lens.waitFor();
      await keepPicture(page, `moving-lens-${column}`);
      const expected = near.map(([across, down]) => linearGrey(hu[(row + down) * side + column + across]!, 40, 400));
      // The pointer stands on the corner of its pixel, so that the pixel begins in the middle of the lens.
      await expect
        .poll(async () => {
          const greys = await greyOf(lens);
          const of = (across: number, down: number) => greys[(110 + 3 * down + 1) * 220 + 110 + 3 * across + 1]!;
          return Math.max(...near.map(([across, down], at) => Math.abs(of(across, down) - expected[at]!)));
        }, slowly)
        .toBeLessThanOrEqual(1);
      expect(Math.max(...expected) - Math.min(...expected)).toBeGreaterThan(100);
      await page.keyboard.up('y');
      await lens.waitFor({ state: 'detached' });
    }
  });
});

/** Plays for so many seconds, and tells of each slice when it came into view. */
async function watched(page: Page, seconds: number): Promise<readonly { readonly atMs: number; readonly slice: number }[]> {
  const watching = page.evaluate(
    (ms) =>
      new Promise<{ atMs: number; slice: number }[]>((resolve) => {
        const seen: { atMs: number; slice: number }[] = [];
        const slider = document.querySelector('[aria-label="Slice"][role="slider"]')!;
        const observer = new MutationObserver(() =>
          seen.push({ atMs: performance.now(), slice: Number(slider.getAttribute('aria-valuenow')) }),
        );
        observer.observe(slider, { attributes: true, attributeFilter: ['aria-valuenow'] });
        setTimeout(() => resolve(seen), ms);
      }),
    1000 * seconds,
  );
  await page.keyboard.press('Space');
  const seen = await watching;
  await page.keyboard.press('Space');
  return seen;
}

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeSyntheticSeries } from '../study/synthetic-series';
import { temporaryFolder } from '../temporary-folder';
import { keepPicture, launchBrowser } from './browser';
import { openDesk } from './desk';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

/** The page's own drawing contexts, kept by what runs before the page does. */
type Watched = typeof globalThis & { cards: WebGL2RenderingContext[] };

it('a graphics card that gives up is said, and reading goes on without it', async () => {
  const folder = temporaryFolder();
  writeSyntheticSeries(folder, 6, 'card');
  const { page, picture, press } = await openDesk(browser, [folder]);
  await page.addInitScript(() => {
    const watched = globalThis as Watched;
    watched.cards = [];
    const real = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, 'getContext')!.value as (
      ...what: unknown[]
    ) => RenderingContext | null;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...what: unknown[]) {
      const context = real.apply(this, what);
      if (context instanceof WebGL2RenderingContext) watched.cards.push(context);
      return context;
    } as typeof HTMLCanvasElement.prototype.getContext;
  });
  await page.reload();
  const image = picture('Original');
  await image.getByText('Slice 4 of 6').waitFor();
  const drawn = () =>
    image
      .locator('canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const before = await drawn();

  await page.evaluate(() => {
    for (const card of (globalThis as Watched).cards) card.getExtension('WEBGL_lose_context')!.loseContext();
  });
  await page.getByText('The graphics card gave up.').waitFor();
  await keepPicture(page, 'card-lost');
  expect(await drawn()).toBe(before);
  await press('ArrowDown');
  await image.getByText('Slice 5 of 6').waitFor();
  await expect.poll(drawn).not.toBe(before);
});

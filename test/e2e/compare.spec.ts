import { cpSync } from 'node:fs';
import { PNG } from 'pngjs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodedPng, type DecodedPng } from '../jobs/pictures/decoded';
import { chestHu, linearGrey } from '../oracle/oracle';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { keepPicture, launchBrowser } from './browser';
import { bytesOf, type Desk, openDesk } from './desk';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** What is on the screen in a part of the page, RGB by RGB. */
async function seen({ page }: Desk, box: Box): Promise<readonly string[]> {
  const { data } = PNG.sync.read(await page.screenshot({ clip: box }));
  return Array.from({ length: data.length / 4 }, (_, at) => `${data[4 * at]} ${data[4 * at + 1]} ${data[4 * at + 2]}`);
}
const differing = (a: readonly string[], b: readonly string[]): number => a.filter((colour, at) => colour !== b[at]).length;
const colourful = (pixels: readonly string[]): number =>
  pixels.filter((pixel) => new Set(pixel.split(' ')).size > 1).length / pixels.length;

/** The picture that the dialog saves, which has this name. */
async function saved({ page, press, button }: Desk, name: string): Promise<DecodedPng> {
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await press('Control+s');
  const [download] = await Promise.all([page.waitForEvent('download'), button('Save').click()]);
  expect(download.suggestedFilename()).toBe(name);
  return decodedPng(await bytesOf(download));
}

/** Two patches of the body on either side of the middle, away from every label. */
async function patches(desk: Desk, name: RegExp): Promise<{ readonly left: Box; readonly right: Box; readonly view: Box }> {
  const view = (await desk.page.getByRole('application', { name }).boundingBox())!;
  const [width, height] = [Math.round(view.width / 8), Math.round(view.height / 5)];
  const patch = (share: number) => ({
    x: Math.round(view.x + share * view.width),
    y: Math.round(view.y + 0.35 * view.height),
    width,
    height,
  });
  return { left: patch(0.33), right: patch(0.53), view };
}

describe.skipIf(!haveSharedData)(`comparing a real chest with its denoised picture${whySkipped}`, () => {
  it('swipes, flickers, blends and shows what was removed, by mouse and by key, as it is then saved', async () => {
    const desk = await openDesk(browser, [sharedData('siemens-chest')], { width: 1280, height: 800 });
    const { page, press, button } = desk;
    await button('Denoise').click();
    await page.getByText('All 26 slices are denoised.').waitFor();
    await page.getByRole('slider', { name: 'Strength' }).fill('0.5');
    await page.mouse.move(0, 0);
    const edge = page.getByRole('slider', { name: /^Edge between/ });
    const badge = (text: string) => page.getByText(text, { exact: true });
    const denoisedAt = (percent: number) => badge(`Denoised · Tacet · ${percent} % — not for diagnostic use`);

    await press('Shift+O');
    const { left, right, view: whole } = await patches(desk, /^Original$/);
    const original = { left: await seen(desk, left), right: await seen(desk, right) };
    await press('Shift+D');
    await denoisedAt(50).waitFor();
    const denoised = { left: await seen(desk, left), right: await seen(desk, right) };
    expect(differing(original.left, denoised.left)).toBeGreaterThan(0.1 * denoised.left.length);

    // Swipe: the original's greys on the left, the denoised on the right, each with its label.
    await press('Shift+W');
    await edge.waitFor();
    await denoisedAt(50).waitFor();
    await badge('Original').last().waitFor();
    expect(differing(await seen(desk, left), original.left)).toBe(0);
    expect(differing(await seen(desk, right), denoised.right)).toBe(0);
    await keepPicture(page, 'swipe');
    await page.mouse.move(whole.x + whole.width / 2, whole.y + 0.7 * whole.height);
    await page.mouse.down();
    await page.mouse.move(whole.x + 0.3 * whole.width, whole.y + 0.7 * whole.height, { steps: 4 });
    await page.mouse.up();
    await page.mouse.move(0, 0);
    await expect.poll(async () => differing(await seen(desk, left), denoised.left)).toBe(0);
    await edge.focus();
    await press('Home', 'ArrowRight', 'Shift+ArrowRight');
    expect(await edge.getAttribute('aria-valuenow')).toBe('11');
    await press('End');
    await expect.poll(async () => differing(await seen(desk, right), original.right)).toBe(0);
    expect(await denoisedAt(50).count()).toBe(0);
    // The other arrows still go through the slices.
    await press('ArrowDown');
    await page.getByText('Slice 15 of 26').first().waitFor();
    await press('ArrowUp');
    await edge.dblclick();
    expect(await edge.getAttribute('aria-valuenow')).toBe('50');

    // Saved as it is seen: left of the edge the file's own greys, right of it others, and both named.
    const swiped = await saved(desk, 'series-2-slice-14-compared.png');
    const greysOfSlice = Array.from(chestHu(14), (hu) => linearGrey(hu, 40, 400));
    const changed = (from: number, to: number) => {
      let count = 0;
      for (let row = 150; row < 400; row++)
        for (let column = from; column < to; column++)
          if (swiped.pixels[row * 512 + column] !== greysOfSlice[row * 512 + column]) count++;
      return count / (250 * (to - from));
    };
    expect(changed(100, 255)).toBe(0);
    expect(changed(257, 400)).toBeGreaterThan(0.1);
    expect(swiped.text.Description).toMatch(/^Left: Original; Right: Denoised · Tacet · 50 % - not for diagnostic use\./);

    // A blend is what a lower strength shows, and says so.
    const strength = page.getByRole('slider', { name: 'Strength' });
    await press('Shift+D');
    await strength.fill('0.25');
    await denoisedAt(25).waitFor();
    await page.mouse.move(0, 0);
    const quarter = await seen(desk, left);
    await strength.fill('0.5');
    await press('Shift+M');
    await denoisedAt(25).waitFor();
    expect(differing(await seen(desk, left), quarter)).toBe(0);
    await keepPicture(page, 'blend');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await press('{', '{', '{', '{', '{');
    await badge('Original pixels · strength 0 %').waitFor();
    await expect.poll(async () => differing(await seen(desk, left), original.left)).toBe(0);
    await press('}', '}', '}', '}', '}', '}', '}', '}', '}', '}');
    await denoisedAt(50).waitFor();
    await expect.poll(async () => differing(await seen(desk, left), denoised.left)).toBe(0);

    // Flicker: the badge says which of the two it is, at every turn; one key stops and starts it.
    await press('Shift+B');
    for (const text of ['Original', 'Denoised · Tacet · 50 % — not for diagnostic use', 'Original'])
      await page.locator('.badges').getByText(text, { exact: true }).waitFor();
    await press('Shift+B');
    await denoisedAt(50).waitFor();
    await page.waitForTimeout(700);
    expect(differing(await seen(desk, left), denoised.left)).toBe(0);
    await keepPicture(page, 'flicker');

    // The difference alone: in colour, black where nothing was taken, with a scale that can be set.
    await press('Shift+N');
    await badge('Removed noise · Tacet · 50 % — not for diagnostic use').waitFor();
    await page.getByRole('img', { name: 'Colours of the removed noise, from minus 50 to plus 50 HU' }).waitFor();
    const automatic = await seen(desk, left);
    expect(colourful(automatic)).toBeGreaterThan(0.5);
    await keepPicture(page, 'difference');
    await press('{');
    await page.getByRole('img', { name: /from minus 20 to plus 20 HU/ }).waitFor();
    expect(differing(await seen(desk, left), automatic)).toBeGreaterThan(0.5 * automatic.length);
    const removed = await saved(desk, 'series-2-slice-14-removed-50.png');
    expect(removed.text.Description).toMatch(
      /^Removed noise · Tacet · 50 % - not for diagnostic use; Colours from -20 to \+20 HU\./,
    );
    await strength.fill('0');
    await page.mouse.move(0, 0);
    await expect.poll(async () => new Set(await seen(desk, left)).size).toBe(1);
  });

  it('tells what was removed in figures and by its spectrum, in an area too, and does not flicker unasked where less motion is wished for', async () => {
    const desk = await openDesk(browser, [sharedData('siemens-chest')], { width: 1440, height: 900 });
    const { page, press, button } = desk;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await button('Denoise').click();
    await page.getByText(/^Denoised · Tacet · \d+ %/).waitFor();

    const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name} `) });
    const figuresIn = async (text: string | null) =>
      (text ?? '')
        .replace(/−/g, '-')
        .match(/-?\d+(\.\d+)?/g)!
        .map(Number);
    await row('Flat tissue').getByText('%').waitFor();
    // 18.606 and 10.779 HU, which is 42 % less: medians over the flattest squares by numpy, on the file and on its derived image.
    const [before, after, change] = await figuresIn(await row('Flat tissue').textContent());
    expect([before, after]).toEqual([18.6, 10.8]);
    expect(change).toBe(-42);
    const shift = page.locator('dl div', { hasText: 'Mean shift, body' }).locator('dd');
    expect(Math.abs((await figuresIn(await shift.textContent()))[0]!)).toBeLessThanOrEqual(0.5);
    expect(await page.getByText('looks like anatomy').count()).toBe(0);

    // The dial changes the figures at once: nothing is measured anew.
    await page.getByRole('slider', { name: 'Strength' }).fill('1');
    await expect.poll(async () => (await figuresIn(await row('Flat tissue').textContent()))[1]).toBeLessThan(5);
    await page.getByRole('slider', { name: 'Strength' }).fill('0.5');

    await page.getByText('What was removed', { exact: true }).click();
    const histogram = await page.getByRole('img', { name: /^How often how much was removed/ }).getAttribute('aria-label');
    const spectrum = page.getByText(/^Noise power in HU² mm²/);
    const [, sdOfSpectrum] = /is an SD of\s+([\d.]+)/.exec((await spectrum.textContent())!)!;
    const [, sdOfHistogram] = /SD of ([\d.]+) HU/.exec(histogram!)!;
    expect(Number(sdOfSpectrum) / Number(sdOfHistogram)).toBeGreaterThan(0.7);
    expect(Number(sdOfSpectrum) / Number(sdOfHistogram)).toBeLessThan(1.4);

    // In an area that was measured: what its own list says.
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    const view = (await desk.picture('Denoised').boundingBox())!;
    await press('e');
    await page.mouse.move(view.x + 0.42 * view.width, view.y + 0.62 * view.height);
    await page.mouse.down();
    await page.mouse.move(view.x + 0.5 * view.width, view.y + 0.7 * view.height, { steps: 3 });
    await page.mouse.up();
    const noise = page.getByRole('table', { name: 'Noise before and after' });
    const own = await figuresIn((await noise.getByRole('row', { name: /^Ellipse 1/ }).textContent())!.replace('Ellipse 1', ''));
    expect(own[0]).toBeGreaterThan(own[1]!);
    await page.getByText('Mean shift, Ellipse 1').waitFor();
    await keepPicture(page, 'noise-panel');
    await press('Delete');

    await press('Shift+B');
    await button('Flicker').last().waitFor();
    await page.waitForTimeout(1200);
    expect(await page.locator('.badges').getByText('Original', { exact: true }).count()).toBe(0);
    await press('Shift+B');
    await page.locator('.badges').getByText('Original', { exact: true }).waitFor();
  });

  it('goes on as it was left, after a reload and in the next Tacet, and denoises no more than what is looked at', async () => {
    const viewport = { width: 1280, height: 800 };
    const first = await openDesk(browser, [sharedData('siemens-chest')], viewport);
    const edgeOf = ({ page }: Desk) => page.getByRole('slider', { name: /^Edge between/ });
    const strengthOf = ({ page }: Desk) => page.getByRole('slider', { name: 'Strength' });
    const contrastOf = ({ page }: Desk) => page.getByRole('slider', { name: 'Keep faint contrast' });
    const badge = ({ page }: Desk, text: string) => page.getByText(text, { exact: true });
    const denoised = 'Denoised · Tacet · 65 % — not for diagnostic use';
    const notYet = 'Original · not denoised yet';

    await first.page.getByText('Slice 14 of 26').first().waitFor();
    for (let step = 0; step < 6; step++) await first.press('ArrowDown');
    await first.page.getByText('Slice 20 of 26').first().waitFor();
    await first.button('Denoise').click();
    await first.page
      .locator('.badges')
      .getByText(/^Denoised · /)
      .waitFor();
    await first.button('Cancel').first().click();
    await strengthOf(first).fill('0.65');
    await contrastOf(first).fill('0.8');
    await first.page.mouse.move(0, 0);
    await first.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await first.press('Shift+O');
    const { left, right } = await patches(first, /^Original$/);
    const original = { left: await seen(first, left), right: await seen(first, right) };
    await first.press('Shift+W', '{', '{', '{');
    await badge(first, denoised).waitFor();
    const asLeft = { left: await seen(first, left), right: await seen(first, right) };
    expect(differing(asLeft.right, original.right)).toBeGreaterThan(0.1 * original.right.length);
    // The desk is kept once the reader rests.
    await first.page.waitForTimeout(3000);

    const goesOn = async (desk: Desk): Promise<void> => {
      await desk.page.getByText('Slice 20 of 26').first().waitFor();
      // What is not denoised yet is the original, on either side of the edge.
      await badge(desk, notYet).waitFor();
      await expect
        .poll(async () => {
          const pixels = await seen(desk, right);
          return (await badge(desk, denoised).count()) > 0 ? 'too late' : differing(pixels, original.right);
        })
        .toSatisfy((found) => found === 0 || found === 'too late');
      await badge(desk, denoised).waitFor();
      expect(await edgeOf(desk).getAttribute('aria-valuenow')).toBe('35');
      expect([await strengthOf(desk).inputValue(), await contrastOf(desk).inputValue()]).toEqual(['0.65', '0.8']);
      await expect.poll(async () => differing(await seen(desk, left), asLeft.left)).toBe(0);
      expect(differing(await seen(desk, right), asLeft.right)).toBe(0);
      // The slice in view, and the three by which the strength of the series is found.
      await desk.button('Denoise the other 22').waitFor();
      await desk.press('End');
      await badge(desk, notYet).waitFor();
      await badge(desk, denoised).waitFor();
      await desk.button('Denoise the other 21').waitFor();
      await desk.press('Home');
      await desk.button('Denoise the other 20').waitFor();
    };
    const second = await openDesk(browser, [sharedData('siemens-chest')], viewport, 1, (home) =>
      cpSync(first.served.home, home, { recursive: true }),
    );
    await goesOn(second);
    await second.page.close();
    await first.page.reload();
    await goesOn(first);
    await keepPicture(first.page, 'compare-after-reload');
  });
});

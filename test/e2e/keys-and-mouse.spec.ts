import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Settings } from '../../src-main/contract';
import { writeSyntheticSeries } from '../study/synthetic-series';
import { temporaryFolder } from '../temporary-folder';
import { keepPicture, launchBrowser } from './browser';
import { openDesk } from './desk';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

/** A machine that does other things too takes its time to draw. */
const slowly = { timeout: 20_000 };

it('keys and mouse are what the reader makes them: at once, in every tip, and the next time', async () => {
  const folder = temporaryFolder();
  writeSyntheticSeries(folder, 6, 'keys');
  const { page, served, picture, button, press } = await openDesk(browser, [folder]);
  const image = picture('Original');
  const shows = (words: string) => image.getByText(words).first().waitFor();
  const saved = () => (JSON.parse(readFileSync(join(served.home, 'settings.json'), 'utf8')) as Settings).controls;
  await shows('Slice 4 of 6');

  await press('?');
  await button('Change keys and mouse…').click();
  await page.getByRole('heading', { name: 'Mouse' }).waitFor();

  // Another key in place of I; Escape leaves all as it was, and the key pressed is no command meanwhile.
  await button('Change I: Invert grey').click();
  await press('Escape');
  await button('Change I: Invert grey').click();
  await press('F2');
  await button('Change F2: Invert grey').waitFor();
  // A key that belongs to the window is refused.
  await button('Add a key: Fit to the window').click();
  await press('F5');
  await page.getByText('This key belongs to the window.').waitFor();
  // One that is another command's: named, left there, then taken over.
  await press('r');
  const conflict = page.getByText('R is the key for: Reset zoom, place, turn and window.');
  await conflict.waitFor();
  await keepPicture(page, 'keys-conflict');
  await button('Leave it there').click();
  await conflict.waitFor({ state: 'detached' });
  await button('Add a key: Fit to the window').click();
  await press('r');
  await button('Take it over').click();
  await button('Change R: Fit to the window').waitFor();
  expect(await button('Change R: Reset zoom, place, turn and window').count()).toBe(0);
  await expect.poll(saved, slowly).toMatchObject({ ownKeys: { invert: ['F2'], fit: ['f', 'r'], 'reset-view': [] } });

  const select = (label: string) => page.getByRole('combobox', { name: label });
  await select('Left drag').selectOption({ label: 'Scroll through the slices' });
  await select('Right drag').selectOption({ label: 'Window width and centre; with Shift finer' });
  await select('Wheel').selectOption({ label: 'Zoom to the pointer' });
  await expect.poll(() => saved().mouse, slowly).toEqual({ left: 'scroll', middle: 'pan', right: 'window', wheel: 'zoom' });
  await keepPicture(page, 'keys-and-mouse');
  await button('Close the settings').click();

  // All of it holds at once, and after the page is opened anew.
  for (const opening of ['first', 'second'] as const) {
    await shows('Slice 4 of 6');
    // The settings have come.
    await page.locator('[aria-keyshortcuts="F2"]').waitFor();
    await press('i');
    expect(await image.innerText()).not.toContain('inverted');
    await press('F2');
    await shows('inverted');
    await press('F2');
    const { x, y, width, height } = (await image.boundingBox())!;
    const [atX, atY] = [x + width / 2, y + height / 2];
    await page.mouse.move(atX, atY);
    await page.mouse.down();
    await page.mouse.move(atX, atY + 30);
    await page.mouse.up();
    await shows('Slice 5 of 6');
    const window = /W \d+ {2}C \S+/.exec(await image.innerText())![0];
    await page.mouse.move(atX, atY);
    await page.mouse.down({ button: 'right' });
    await page.mouse.move(atX + 30, atY);
    await page.mouse.up({ button: 'right' });
    await expect.poll(async () => (await image.innerText()).includes(window), slowly).toBe(false);
    const zoom = async () => Number(/Zoom (\d+)/.exec(await image.innerText())![1]);
    const before = await zoom();
    await page.mouse.wheel(0, -100);
    await expect.poll(zoom, slowly).toBeGreaterThan(before * 1.1);
    await shows('Slice 5 of 6');
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await shows('Slice 4 of 6');
    await press('r');
    await expect.poll(zoom, slowly).toBe(before);
    await button('Invert grey').hover();
    expect(await button('Invert grey').getAttribute('aria-keyshortcuts')).toBe('F2');
    if (opening === 'first') await page.reload();
  }

  // The mouse does the same in planes.
  await press('Shift+P');
  const axial = page.getByRole('application', { name: 'Axial plane' });
  const place = async () => /Slice (\d) of 6/.exec(await axial.innerText())?.[1];
  const plane = (await axial.boundingBox())!;
  const [besideX, besideY] = [plane.x + plane.width * 0.3, plane.y + plane.height * 0.3];
  const dragBy = async (dx: number, dy: number, mouseButton: 'left' | 'right') => {
    await page.mouse.move(besideX, besideY);
    await page.mouse.down({ button: mouseButton });
    await page.mouse.move(besideX + dx, besideY + dy, { steps: 3 });
    await page.mouse.up({ button: mouseButton });
  };
  await expect.poll(place, slowly).toBe('4');
  await dragBy(0, 30, 'left');
  await expect.poll(place, slowly).toBe('5');
  const windowOf = async () => /W \d+ {2}C \S+/.exec(await axial.innerText())![0];
  const windowBefore = await windowOf();
  await dragBy(30, 0, 'right');
  await expect.poll(windowOf, slowly).not.toBe(windowBefore);
  const zoomOf = async () => Number(/Zoom (\d+)/.exec(await axial.innerText())![1]);
  const zoomBefore = await zoomOf();
  await page.mouse.wheel(0, -100);
  await expect.poll(zoomOf, slowly).toBeGreaterThan(zoomBefore * 1.1);
  expect(await place()).toBe('5');
  await press('Shift+P');
  await shows('Slice 5 of 6');

  // The sheet says the keys and the mouse as they are now.
  await press('?');
  const line = async (what: string) =>
    page.locator('dl > dd', { hasText: what }).first().locator('xpath=preceding-sibling::dt[1]').innerText();
  expect([await line('Invert grey'), await line('Reset zoom')]).toEqual(['F2', 'no key']);
  expect(await page.locator('dl > dd', { hasText: 'at first: Scroll' }).count()).toBe(1);
  await keepPicture(page, 'keys-sheet');

  // A ready set, and everything back.
  await button('Change keys and mouse…').click();
  await select('Set of keys').selectOption({ label: 'OHIF' });
  await button('Change C: Play or stop').waitFor();
  await select('Set of keys').selectOption({ label: 'Horos' });
  await button('Change ~: Window of the image').waitFor();
  await button('Reset all keys and the mouse').click();
  await button('Change I: Invert grey').waitFor();
  await expect.poll(saved, slowly).toEqual({
    keySet: 'tacet',
    ownKeys: {},
    mouse: { left: 'window', middle: 'pan', right: 'zoom', wheel: 'scroll' },
  });
});

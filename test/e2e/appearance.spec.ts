import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { keepPicture, launchBrowser } from './browser';
import { openDesk } from './desk';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const themes = ['Dark', 'Light', 'High contrast'] as const;

describe.skipIf(!haveSharedData)(`how the window looks${whySkipped}`, () => {
  it('changes with the theme and the size of the text, at once and for the next opening', async () => {
    const { page, button, press, picture } = await openDesk(browser, [sharedData('siemens-chest')]);
    await picture('Original').locator('canvas').waitFor();
    for (const theme of themes) {
      await button('Settings and fine-tuning').click();
      await button('Appearance and memory').click();
      await page.getByRole('radio', { name: theme }).check();
      await expect
        .poll(() => page.evaluate(() => document.documentElement.dataset.theme))
        .toBe(theme.toLowerCase().replace(' ', '-'));
      await keepPicture(page, `settings-appearance-${theme}`);
      await press('Escape');
      await keepPicture(page, `appearance-${theme}`);
    }
    await button('Settings and fine-tuning').click();
    await button('Appearance and memory').click();
    // The name of the patient off the image, the window where it was.
    await page.getByRole('combobox', { name: 'Patient', exact: true }).selectOption('nowhere');
    await page.getByRole('combobox', { name: 'Window', exact: true }).selectOption('top-left');
    await press('Escape');
    const topLeft = picture('Original').locator('.top.left');
    await expect.poll(() => topLeft.innerText()).toMatch(/^ID LungFCP-01-0001\n1999-07-24\nW 400 {2}C 40$/);
    await button('Settings and fine-tuning').click();
    await button('Appearance and memory').click();
    await page.getByRole('radio', { name: 'Very large' }).check();
    await expect.poll(() => page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('18px');
    await keepPicture(page, 'settings-appearance-very-large');
    await page.reload();
    expect(await page.evaluate(() => ({ ...document.documentElement.dataset }))).toEqual({
      theme: 'high-contrast',
      textSize: 'very-large',
    });
  });

  it('speaks the language that is chosen, at once', async () => {
    const { page, button } = await openDesk(browser, []);
    await button('Settings and fine-tuning').click();
    await button('Appearance and memory').click();
    for (const [language, word, otherPage] of [
      ['Deutsch', 'Farbschema', 'Feinabstimmung'],
      ['中文', '主题', '微调'],
      ['English', 'Theme', 'Fine-tuning'],
    ] as const) {
      await page.getByRole('radio', { name: language }).check();
      await page.getByRole('group', { name: word, exact: true }).waitFor();
      await button(otherPage).waitFor();
    }
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  });

  it('keeps slices with padding in little more than their 16-bit pixels', async () => {
    const { page, picture } = await openDesk(browser, [sharedData('ge-head-variable-spacing')]);
    await picture('Original').locator('canvas').waitFor();
    const meter = page.getByRole('meter', { name: 'Memory for slices and noise' });
    const value = (): Promise<number> => meter.evaluate((element: HTMLMeterElement) => element.value);
    // 28 slices of 512 x 512, all with the same padding, by pydicom.
    const pixels = 28 * 512 * 512 * 2;
    await expect.poll(value, { timeout: 30_000 }).toBeGreaterThanOrEqual(pixels);
    await page.waitForTimeout(500);
    expect((await value()) / pixels).toBeLessThan(1.05);
  });

  it('keeps no more slices than the memory that is allowed', async () => {
    const { page, button, picture } = await openDesk(browser, [sharedData('siemens-chest')]);
    await picture('Original').locator('canvas').waitFor();
    const meter = page.getByRole('meter', { name: 'Memory for slices and noise' });
    const value = (): Promise<number> => meter.evaluate((element: HTMLMeterElement) => element.value);
    await expect.poll(value, { timeout: 20_000 }).toBeGreaterThan(5e6);
    await button('Settings and fine-tuning').click();
    await page.getByRole('button', { name: 'Appearance and memory', exact: true }).click();
    await page.getByRole('slider', { name: 'Keep at most' }).press('Home');
    await expect.poll(() => meter.evaluate((element: HTMLMeterElement) => element.max)).toBe(256 * 2 ** 20);
  });
});

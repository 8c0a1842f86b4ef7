import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMemory } from '../../src-main/shell/memory';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { seriousIn } from './axe';
import { keepPicture, launchBrowser } from './browser';
import { openDesk } from './desk';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

/** What is serious in any of the views, by the view. */
function examining(page: Page) {
  const found: string[] = [];
  return {
    found,
    examine: async (view: string): Promise<void> => {
      found.push(...(await seriousIn(page)).map((one) => `${view}, ${one}`));
      await keepPicture(page, `accessible-${view.replace(/\W+/g, '-')}`);
    },
  };
}

describe('axe-core finds nothing serious, in any theme,', () => {
  it.skipIf(!haveSharedData)(`in what shows a study, and in the settings${whySkipped}`, async () => {
    const { page, button, press, picture } = await openDesk(browser, [sharedData('siemens-chest')]);
    const { found, examine } = examining(page);
    await picture('Original').getByText('of 26').first().waitFor();
    await page.getByText(/^Loading/).waitFor({ state: 'detached' });
    await examine('images');

    await button('Denoise').click();
    await picture('Denoised')
      .getByText(/^Denoised · /)
      .waitFor();
    await button('Cancel').first().click();
    await button(/^Denoise the other/).waitFor();
    await press('Shift+S', 'e');
    const image = (await picture('Original').boundingBox())!;
    await page.mouse.move(image.x + 0.4 * image.width, image.y + 0.4 * image.height);
    await page.mouse.down();
    await page.mouse.move(image.x + 0.6 * image.width, image.y + 0.6 * image.height);
    await page.mouse.up();
    await page
      .getByRole('list', { name: 'Measurements of this series' })
      .getByRole('button', { name: /^Ellipse 1/ })
      .waitFor();
    await page.getByRole('table', { name: 'Noise before and after' }).waitFor();
    await page.getByText('What was removed', { exact: true }).click();
    await page.getByRole('img', { name: /^Noise power of what was removed/ }).waitFor();
    await examine('denoised, measured');

    await press('Control+s');
    await page.getByRole('dialog').waitFor();
    await examine('picture to save');
    await press('Escape');
    await button(/^Layout 1 × 1/).click();
    await examine('layouts');
    await press('Escape');

    await press('Escape', 'Shift+T');
    await page.getByRole('treegrid', { name: 'Attributes' }).getByRole('row').first().waitFor();
    await examine('attributes');
    // The keyboard is in the search, which other keys are typed into.
    await press('Escape');
    await page.getByRole('treegrid', { name: 'Attributes' }).waitFor({ state: 'detached' });

    await press('Shift+P');
    await page.getByRole('application', { name: 'Axial plane' }).waitFor();
    await page.getByText(/slices read/).waitFor({ state: 'detached' });
    await examine('planes');
    await press('Shift+P');
    await picture('Original').waitFor();

    await press('?');
    await page.getByRole('dialog').waitFor();
    await examine('keys');
    await press('Escape');

    await button('Settings and fine-tuning').click();
    for (const settings of [
      'Fine-tuning',
      'Models',
      'Compute',
      'Appearance and memory',
      'Keys and mouse',
      'The 2018 experiment',
    ]) {
      await button(settings).click();
      if (settings === 'Models') await button('Card').first().click();
      if (settings === 'Compute') await page.getByRole('table').waitFor();
      await examine(settings);
    }
    await page.getByRole('combobox', { name: /^Recipe/ }).selectOption('as-written');
    await page.getByRole('spinbutton', { name: /^Epochs/ }).fill('1');
    await button('Compare the cases').click();
    await page.getByText('The cases are compared').waitFor();
    await examine('what the experiment shows');
    expect(found).toEqual([]);
  });

  it('on the start page, with recent studies and one that is gone', async () => {
    const { page, button } = await openDesk(browser, [], undefined, undefined, (home) => {
      const memory = openMemory(home);
      memory.remember({ label: 'chest', paths: ['/is/not/there'], images: 26 });
      const picture = { rows: 2, columns: 2, grey: Buffer.from([0, 80, 160, 240]).toString('base64') };
      memory.rememberDesk(['/is/not/there'], { rows: 1, columns: 1, active: 0, cells: [null] });
      memory.rememberPicture(['/is/not/there'], picture);
    });
    const { found, examine } = examining(page);
    await page.getByText('26 images').waitFor();
    await examine('start page');
    await button('Show the names').click();
    await examine('start page, names');
    await button(/chest/).click();
    await page.getByRole('alert').waitFor();
    await examine('error');
    expect(found).toEqual([]);
  });
});

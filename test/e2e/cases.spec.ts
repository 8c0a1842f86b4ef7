import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPicture, launchBrowser } from './browser';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { bytesOf, type Desk, openDesk } from './desk';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** On the page of the experiment; with no study open unless paths are given. */
async function experiment(paths: readonly string[] = []): Promise<Desk> {
  const desk = await openDesk(browser, paths);
  await desk.button('Settings and fine-tuning').click();
  await desk.button('The 2018 experiment').click();
  return desk;
}
const asWritten = (desk: Desk) => desk.page.getByRole('region', { name: 'Recipe: As written' });

describe('the 2018 experiment on the phantom', () => {
  it('runs the four cases while the reader does other things, and shows and saves what came out', async () => {
    const desk = await experiment();
    await desk.page
      .getByRole('combobox', { name: /^Recipe/ })
      .selectOption({ label: "As written: the article's own, its slips included" });
    await desk.page.getByRole('spinbutton', { name: /^Epochs/ }).fill('12');
    await keepPicture(desk.page, 'cases-begin');
    await desk.button('Compare the cases').click();
    await desk.page.getByText(/^Case 1 of the recipe/).waitFor();
    await keepPicture(desk.page, 'cases-run');

    // It goes on while the settings are closed, and is found again.
    await desk.button('Close the settings').click();
    await desk.page.getByRole('contentinfo').getByText('Comparing the cases', { exact: true }).waitFor();
    await desk.button('Settings and fine-tuning').click();
    await desk.button('The 2018 experiment').click();
    await desk.page.getByText('The cases are compared').waitFor();

    const rows = asWritten(desk).getByRole('row');
    const names = await asWritten(desk).getByRole('rowheader').allInnerTexts();
    expect(names.map((name) => name.split('\n')[0])).toEqual(['Noisy', 'Case 1', 'Case 2', 'Case 3', 'Case 4', 'Blur']);
    expect(await rows.filter({ hasText: 'Case 1' }).getByRole('cell').first().innerText()).toMatch(/^\d+\.\d$/);
    expect(await asWritten(desk).getByText('The article saw:').count()).toBeGreaterThanOrEqual(3);
    expect(await asWritten(desk).getByRole('img', { name: 'Loss of each case against epochs' }).count()).toBe(1);

    // The other view of the outputs has figures of its own; the film can be held in the hand.
    const psnr = () => rows.filter({ hasText: 'Case 2' }).getByRole('cell').first().innerText();
    const stretched = await psnr();
    await asWritten(desk).getByLabel('Output as it is').check();
    expect(await psnr()).not.toBe(stretched);
    const slider = asWritten(desk).getByRole('slider', { name: 'After epoch' });
    await slider.focus();
    await desk.press('Home');
    expect(await slider.getAttribute('aria-valuetext')).toBe('0');
    await keepPicture(desk.page, 'cases-compared');

    const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.button('Save report').click()]);
    expect(download.suggestedFilename()).toMatch(/^tacet-cases-\d{8}-\d{6}\.html$/);
    const report = new TextDecoder().decode(await bytesOf(download));
    expect(report).toContain('Not for diagnostic use.');
    expect(report.match(/data:image\/gif/g)!.length).toBeGreaterThanOrEqual(6);
    expect(report).not.toMatch(/(src|href)="https?:/);
    await desk.page.getByText(/^Saved as tacet-cases-/).waitFor();
  });

  it.skipIf(!haveSharedData)(
    `leaves each case as a model that is labelled as history, and denoises with it${whySkipped}`,
    async () => {
      const slices = ['1-055.dcm', '1-056.dcm', '1-057.dcm'].map((name) => sharedData('siemens-chest', name));
      const desk = await experiment(slices);
      await desk.page.getByRole('combobox', { name: /^Pictures/ }).selectOption({ label: "Tacet's chest phantom" });
      await desk.page.getByRole('combobox', { name: /^Recipe/ }).selectOption({ label: 'Mended: as one would train today' });
      await desk.page.getByRole('spinbutton', { name: /^Epochs/ }).fill('2');
      await desk.button('Compare the cases').click();
      await desk.page.getByText('The cases are compared').waitFor();

      await desk.button('Keep case 2 as a model').click();
      const name = desk.page.getByLabel(/^Name of the model/);
      expect(await name.inputValue()).toBe('seo-2018-case-2-mended');
      expect(await name.evaluate((field) => field === document.activeElement)).toBe(true);
      await name.fill('tacet');
      await desk.button('Keep').click();
      await desk.page.getByText('There is a model named "tacet" already.').waitFor();
      await name.fill('Case two');
      await keepPicture(desk.page, 'case-named');
      await desk.button('Keep').click();
      await desk.page.getByText('Kept as case-two, labelled as history.').waitFor();
      await desk.button('Use it now').click();
      await desk.page.getByText('the denoising panel uses it now').waitFor();
      await keepPicture(desk.page, 'case-kept');

      await desk.button('Models').click();
      const listed = desk.page.getByRole('listitem').filter({ hasText: 'Case two' });
      expect(await listed.innerText()).toMatch(/history[^]*History, not for use: .*case 2[^]*from the 2018 experiment/);
      await listed.getByRole('button', { name: 'Card' }).click();
      await listed.getByText('Gaussian blur of').first().waitFor();
      await keepPicture(desk.page, 'case-listed');
      await desk.button('Fine-tuning').click();
      expect(await desk.page.getByRole('combobox', { name: /^Base model/ }).innerText()).not.toContain('Case two');

      await desk.button('Close the settings').click();
      const panel = desk.page.getByRole('combobox', { name: 'Model' });
      expect(await panel.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]!.text)).toBe('Case two (history)');
      await desk.page.getByText('A network of 2018, kept as history').waitFor();
      await desk.button('Denoise').click();
      await desk
        .picture('Denoised')
        .getByText(/Denoised · Case two.* · 100 %/)
        .waitFor();
      expect(await desk.page.getByRole('slider', { name: 'Keep faint contrast' }).isDisabled()).toBe(true);
      await keepPicture(desk.page, 'case-in-use');
    },
  );

  it('is cancelled at once, keeps on the page what was found, and can be begun again', async () => {
    const desk = await experiment();
    await desk.page.getByRole('spinbutton', { name: /^Epochs/ }).fill('20');
    await desk.button('Compare the cases').click();
    await desk.page.getByText(/^Case 2 of the recipe/).waitFor();
    await desk.button('Cancel').click();
    await desk.page.getByText('The comparison was cancelled.').waitFor({ timeout: 2000 });
    await asWritten(desk).getByRole('rowheader', { name: 'Case 1' }).waitFor();
    expect(await desk.button('Save report').count()).toBe(0);
    await desk.button('Compare the cases').click();
    await desk.page.getByText(/^Case 1 of the recipe/).waitFor();
  });

  it('says what is wrong with its settings by not beginning', async () => {
    const desk = await experiment();
    for (const epochs of ['0', '1001', '2.5', '']) {
      await desk.page.getByRole('spinbutton', { name: /^Epochs/ }).fill(epochs);
      expect(await desk.button('Compare the cases').isDisabled()).toBe(true);
    }
  });
});

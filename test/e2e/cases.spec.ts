import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPicture, launchBrowser } from './browser';
import { bytesOf, type Desk, openDesk } from './desk';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** On the page of the experiment, with no study open. */
async function experiment(): Promise<Desk> {
  const desk = await openDesk(browser, []);
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

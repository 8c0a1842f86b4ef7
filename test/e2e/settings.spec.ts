import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepPicture, launchBrowser } from './browser';
import { openDesk } from './desk';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

it('lists what computes here and how fast, and computes on what is chosen there', async () => {
  const { page, button } = await openDesk(browser, []);
  await button('Settings and fine-tuning').click();
  await page.getByText('Compute', { exact: true }).click();
  for (const name of ['onnxruntime', 'wasm', 'reference']) {
    const row = page.getByRole('row').filter({ has: page.getByRole('radio', { name, exact: true }) });
    await row.getByText(/^[\d.]+ GFLOP\/s$/).waitFor();
    await row.getByText(/^Agrees with the reference\./).waitFor();
  }
  expect(await page.getByRole('radio', { name: 'auto' }).isChecked()).toBe(true);
  await page.getByRole('radio', { name: 'wasm' }).click();
  await page.getByText(/Computes on wasm, as chosen below/).waitFor();
  await button('Computes on wasm').waitFor();
  await keepPicture(page, 'settings-compute');
});

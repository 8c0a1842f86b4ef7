import { describe, expect, it } from 'vitest';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { haveElectron, openDesktop, whyNoElectron } from './electron9';

describe.skipIf(!haveElectron)(`a second start in Electron 9${whyNoElectron}`, () => {
  it.skipIf(!haveSharedData)(`hands its paths to the first and ends${whySkipped}`, async () => {
    const { app, page, startAgain } = await openDesktop();
    const opened = app.waitForEvent('window');
    expect(await startAgain(sharedData('siemens-chest'))).toBe(0);
    const second = await opened;
    await second.waitForSelector('text=26 images');
    expect(await second.title()).toBe('siemens-chest — Tacet');
    // What was open stays as it was.
    expect(await page.title()).toBe('Tacet');
  });

  it('without a path only shows the window that is there', async () => {
    const { app, startAgain } = await openDesktop();
    expect(await startAgain()).toBe(0);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });
});

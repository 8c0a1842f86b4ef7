import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { keepPicture, launchBrowser } from './browser';
import { openDesk } from './desk';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const textIn = async (cell: Locator): Promise<string> => (await cell.innerText()).replace(/\s+/g, ' ').replace(/−/g, '-');
const sliceIn = async (cell: Locator): Promise<number> => Number(/Slice (\d+) of/.exec(await textIn(cell))?.[1] ?? NaN);

describe.skipIf(!haveSharedData)(`a study in several cells${whySkipped}`, () => {
  it('is laid out by picking, by keys and by dragging series', async () => {
    const { page, press } = await openDesk(browser, [sharedData('philips-head-phantom', 'DICOM', 'S21570')]);
    const cell = (number: number): Locator => page.getByRole('group', { name: `Cell ${number}`, exact: true });
    const series = (name: RegExp): Locator => page.getByRole('region', { name: /\d+ series/ }).getByRole('button', { name });
    const soft = series(/STD BRAIN 5MM/);
    const thin = series(/STD BRAIN 1MM/);
    const scout = series(/No description/);

    // One cell with the first series of CT numbers, as ever.
    await cell(1).getByText('Slice 15 of 28').waitFor();
    expect(await page.getByRole('group', { name: /^Cell/ }).count()).toBe(1);

    // The picker, by keys alone: two beside each other.
    await press('Shift+G', 'ArrowRight', 'Enter');
    await cell(2).getByText('Drag a series here').waitFor();
    await keepPicture(page, 'layout-1x2-empty');
    await thin.dragTo(cell(2));
    await cell(2).getByText('of 8').waitFor();
    expect(await cell(2).getAttribute('aria-current')).toBe('true');
    // The list marks what the active cell shows.
    expect(await thin.getAttribute('aria-current')).toBe('true');
    await press('j');
    expect(await cell(1).getAttribute('aria-current')).toBe('true');
    expect(await soft.getAttribute('aria-current')).toBe('true');
    await keepPicture(page, 'layout-1x2');

    // Four cells; a series by keyboard: choose the cell, then the series.
    await press('Alt+4', 'j', 'j');
    await series(/BONE/).press('Enter');
    await cell(3).getByText('of 4').waitFor();
    await scout.dragTo(cell(4));
    await cell(4).getByText('Slice 1 of 1').waitFor();
    await keepPicture(page, 'layout-2x2');

    // A double click gives a cell all the room, and the others theirs back.
    await cell(3).dblclick();
    await expect.poll(() => page.getByRole('group', { name: /^Cell/ }).count()).toBe(1);
    await cell(3).dblclick();
    await expect.poll(() => page.getByRole('group', { name: /^Cell/ }).count()).toBe(4);

    // A smaller layout keeps what it has no room for.
    await press('Alt+1');
    await expect.poll(() => page.getByRole('group', { name: /^Cell/ }).count()).toBe(1);
    await press('Alt+9');
    await cell(3).getByText('of 4').waitFor();
    expect(await textIn(cell(2))).toContain('of 8');

    // The same series twice, each in its own window: only one of them is emptied.
    await soft.dragTo(cell(5));
    await cell(5)
      .getByText(/Slice \d+ of 28/)
      .waitFor();
    await keepPicture(page, 'layout-3x3');
    await press('Shift+Delete');
    await cell(5).getByText('Drag a series here').waitFor();
    expect(await sliceIn(cell(1))).toBe(15);
  });
});

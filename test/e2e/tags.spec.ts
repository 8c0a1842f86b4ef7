import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { havePydicom, inPython, whyNoPydicom } from '../oracle/pydicom';
import { oracle } from '../oracle/oracle';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { keepPicture, launchBrowser } from './browser';
import { openDesk, type Desk } from './desk';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

interface TagDesk extends Desk {
  readonly search: Locator;
  readonly list: Locator;
  readonly detail: Locator;
  /** The text of the one row that has these words. */
  row(words: string): Promise<string>;
  clipboard(): Promise<string>;
}

async function openTags(folder: string, images: number, size = { width: 1280, height: 800 }, ratio = 1): Promise<TagDesk> {
  const desk = await openDesk(browser, [sharedData(folder)], size, ratio);
  const { page } = desk;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await desk.picture('Original').getByText(`of ${images}`).first().waitFor();
  await page.getByText(/^Loading/).waitFor({ state: 'detached' });
  await desk.press('Shift+T');
  const list = page.getByRole('treegrid', { name: 'Attributes' });
  await list.getByRole('row').first().waitFor();
  return {
    ...desk,
    list,
    search: page.getByRole('searchbox', { name: 'Search the attributes' }),
    detail: page.getByRole('region', { name: 'Selected attribute' }),
    row: async (words) => (await list.getByRole('row').filter({ hasText: words }).innerText()).replace(/\s+/g, ' '),
    clipboard: () => page.evaluate(() => navigator.clipboard.readText()),
  };
}

const chest = oracle.series.find(({ folder }) => folder === 'siemens-chest');
/** A value of the nth image from below, as pydicom has it. */
const byPydicom = (slice: number, keyword: string): string =>
  inPython<string>(
    [sharedData('siemens-chest', chest!.order[slice - 1]!), keyword],
    `import pydicom
value = pydicom.dcmread(given[0])[given[1]].value
made = '\\\\'.join(str(one) for one in value) if hasattr(value, '__iter__') and not isinstance(value, str) else str(value)`,
  );

describe.skipIf(!haveSharedData || !havePydicom)(`the attributes of the image in view${whySkipped || whyNoPydicom}`, () => {
  it('are found as one types, follow the slice, and differ where pydicom says so', async () => {
    const desk = await openTags('siemens-chest', 26);
    const { page, list, search, row, detail, clipboard } = desk;
    await keepPicture(page, 'tags');

    // The pane opens with the keyboard in its search.
    await page.keyboard.type('positionpat');
    await expect.poll(() => list.getByRole('row').count()).toBe(1);
    expect(await row('(0020,0032)')).toContain(byPydicom(14, 'ImagePositionPatient'));
    await desk.picture('Original').hover();
    await page.mouse.wheel(0, 100);
    await expect.poll(() => row('(0020,0032)')).toContain(byPydicom(15, 'ImagePositionPatient'));

    for (const [words, tag] of [
      ['28,10', '(0028,0010)'],
      ['(0018,1210)', '(0018,1210)'],
      ['b31f kernel', '(0018,1210)'],
      ['ct image storage', '(0008,0016)'],
    ] as const) {
      await search.fill(words);
      await expect.poll(() => list.innerText()).toContain(tag);
    }
    await search.fill('no such thing');
    await page.getByText('Nothing holds these words.').waitFor();
    await search.fill('');

    await page.getByRole('combobox', { name: 'Compare with' }).selectOption('slice');
    await page.getByLabel('Slice to compare with').fill('3');
    await page.getByLabel('Only differences').check();
    await expect
      .poll(() => row('(0020,0032)'))
      .toMatch(
        new RegExp(`≠.*${escaped(byPydicom(15, 'ImagePositionPatient'))}.*${escaped(byPydicom(3, 'ImagePositionPatient'))}`),
      );
    const differing = await list.innerText();
    expect(differing).toContain('(7FE0,0010)');
    expect(differing).not.toContain('(0010,0020)');
    await keepPicture(page, 'tags-compared');

    await search.press('ArrowDown');
    await desk.press('End');
    await expect.poll(() => detail.innerText()).toContain('Pixel Data');
    await detail.getByRole('button', { name: 'Copy whole' }).first().click();
    await expect.poll(async () => (await clipboard()).length).toBeGreaterThan(1_000_000);

    await page.getByRole('combobox', { name: 'Compare with' }).selectOption('none');
    await search.fill('0028,0010');
    await search.press('ArrowDown');
    await desk.press('Control+c');
    await expect.poll(clipboard).toBe('(0028,0010) US Rows: 512');
    await desk.press('Escape');
    await list.waitFor({ state: 'detached' });
  });
});
const escaped = (text: string): string => text.replace(/[.\\]/g, '\\$&');

describe.skipIf(!haveSharedData)(`its looks${whySkipped}`, () => {
  it('with nested and private attributes, narrow, and on a 4K screen', async () => {
    const desk = await openTags('philips-head-phantom', 28);
    await desk.search.fill('referenced image');
    await desk.list.getByRole('row').filter({ hasText: '(0008,1140)' }).click();
    await keepPicture(desk.page, 'tags-nested');
    await desk.search.fill('philips');
    await keepPicture(desk.page, 'tags-private');
    await desk.search.fill('');
    for (const [name, width, height] of [
      ['tags-800x600', 800, 600],
      ['tags-4k', 3840, 2160],
    ] as const) {
      await desk.page.setViewportSize({ width, height });
      await keepPicture(desk.page, name);
      const { width: listWidth } = (await desk.list.boundingBox())!;
      expect(listWidth).toBeGreaterThan(500);
    }
  });
});

import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oracle } from '../oracle/oracle';
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
const zoomIn = (text: string): number => Number(/Zoom (\d+)/.exec(text)![1]);

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

  it('scrolls, zooms, moves and windows together by the place in the patient, and draws where it is on the others', async () => {
    const { page, press } = await openDesk(browser, [sharedData('philips-head-phantom', 'DICOM', 'S21570')]);
    const cell = (number: number): Locator => page.getByRole('group', { name: `Cell ${number}`, exact: true });
    const series = (name: RegExp): Locator => page.getByRole('region', { name: /\d+ series/ }).getByRole('button', { name });
    const places = { soft: placesOf('S2010'), thin: placesOf('S2020') };
    const nearest = (mm: number): number => {
      const distances = places.thin.map((place) => Math.abs(place - mm));
      return distances.indexOf(Math.min(...distances)) + 1;
    };
    await cell(1).getByText('Slice 15 of 28').waitFor();
    await press('Alt+4');
    await series(/STD BRAIN 1MM/).dragTo(cell(2));
    await cell(2).getByText('of 8').waitFor();
    await series(/No description/).dragTo(cell(4));
    await cell(4).getByText('Slice 1 of 1').waitFor();

    // 5 mm against 1 mm: the nearest slice; beyond its ends the thin series waits there and says so.
    await press('j');
    expect(await cell(1).getAttribute('aria-current')).toBe('true');
    await press('Home');
    for (const slice of [1, 14, 15, 16, 17, 28]) {
      while ((await sliceIn(cell(1))) < slice) await press('ArrowDown');
      const mm = places.soft[slice - 1]!;
      await expect.poll(() => sliceIn(cell(2)), { message: `slice ${slice}, ${mm} mm` }).toBe(nearest(mm));
      const beyond = mm < places.thin[0]! - 0.5 || mm > places.thin[7]! + 0.5;
      expect(await cell(2).getByText('The active slice lies beyond this series').count(), `${mm} mm`).toBe(beyond ? 1 : 0);
    }
    // The other way round: the thick series goes to the slice that the thin one is nearest to.
    await press('j', 'Home');
    await expect.poll(() => sliceIn(cell(1))).toBe(15);
    expect(places.soft[14]).toBeCloseTo(766.21, 6);

    // On the scout: the slice in view between the ends of its series. The scout's first row of centres lies at 916.5 mm, its rows 0.9765625 mm apart.
    await press('Shift+J', 'Home', ...Array.from({ length: 13 }, () => 'ArrowDown'));
    const line = cell(4).locator('line.here');
    const rows = await cell(4)
      .locator('line')
      .evaluateAll((lines) => lines.map((each) => Number(each.getAttribute('y1'))));
    const here = Number(await line.getAttribute('y1'));
    const [lowest, highest] = [Math.max(...rows), Math.min(...rows)];
    const [first, at, last] = [places.soft[0]!, places.soft[13]!, places.soft[27]!];
    expect((lowest - here) / (lowest - highest)).toBeCloseTo((at - first) / (last - first), 6);
    const picture = (await cell(4).getByRole('application').boundingBox())!;
    const pxPerRow = picture.width / 512;
    expect(here).toBeCloseTo(picture.height / 2 + ((916.5 - at) / 0.9765625 + 0.5 - 128) * pxPerRow, 0);
    await keepPicture(page, 'layout-scout');

    // A click on the scout goes to the slice there.
    await page.mouse.click(picture.x + picture.width / 2, picture.y + highest + 1);
    await expect.poll(() => sliceIn(cell(1))).toBe(28);
    await page.mouse.click(picture.x + picture.width / 2, picture.y + here);
    await expect.poll(() => sliceIn(cell(1))).toBe(14);

    // Window and zoom go along, until they are switched off.
    await press('j');
    await press('3', '+', '+');
    await expect.poll(() => textIn(cell(2))).toContain('W 2500 C 480');
    expect(zoomIn(await textIn(cell(2)))).toBe(zoomIn(await textIn(cell(1))));
    await press('Shift+Y', 'Shift+U', '1', 'End');
    await expect.poll(() => textIn(cell(1))).toContain('W 400 C 40');
    expect(await textIn(cell(2))).toContain('W 2500 C 480');
    expect(await sliceIn(cell(2))).toBe(1);
    // Switched on again it takes hold at once.
    await press('Shift+U');
    await expect.poll(() => sliceIn(cell(2))).toBe(8);

    // Full screen: the images alone.
    await press('Alt+Enter');
    await page.getByRole('region', { name: 'Denoising' }).waitFor({ state: 'detached' });
    expect(await page.getByRole('contentinfo', { name: 'Status' }).count()).toBe(0);
    await keepPicture(page, 'layout-full-screen');
    await press('Alt+Enter');
    await page.getByRole('contentinfo', { name: 'Status' }).waitFor();

    for (const [width, height] of [
      [1280, 800],
      [3840, 2160],
    ] as const) {
      await page.setViewportSize({ width, height });
      await keepPicture(page, `layout-2x2-${width}`);
    }
  });

  it('links series of two patient coordinate systems from the slices that the reader says are one place', async () => {
    const { page, press } = await openDesk(browser, [
      sharedData('siemens-chest'),
      sharedData('philips-head-phantom', 'DICOM', 'S21570', 'S2010'),
    ]);
    const cell = (number: number): Locator => page.getByRole('group', { name: `Cell ${number}`, exact: true });
    const series = (name: RegExp): Locator => page.getByRole('region', { name: /\d+ series/ }).getByRole('button', { name });
    await cell(1)
      .getByText(/Slice \d+ of/)
      .waitFor();
    await page.getByText(/^Reading/).waitFor({ state: 'detached' });
    await press('Alt+2');
    await series(/Thorax/).dragTo(cell(1));
    await cell(1).getByText('of 26').waitFor();
    await series(/STD BRAIN 5MM/).dragTo(cell(2));
    await cell(2).getByText('of 28').waitFor();
    await cell(2)
      .getByText('Not linked: another frame of reference')
      .or(cell(1).getByText(/^Not linked/))
      .first()
      .waitFor();
    const goTo = async (slice: number) => {
      await press('g');
      await page.getByRole('textbox', { name: 'Slice' }).fill(String(slice));
      await press('Enter');
    };

    // Each scrolls for itself.
    await goTo(15);
    await press('j');
    expect(await cell(1).getAttribute('aria-current')).toBe('true');
    await goTo(10);
    await expect.poll(() => sliceIn(cell(1))).toBe(10);
    expect(await sliceIn(cell(2))).toBe(15);

    // Slice 10 of the chest and 15 of the head are said to be one place: 1 mm a step here, 5 mm there.
    await press('Shift+A');
    await page.getByText('Linked by hand').first().waitFor();
    const [chest, head] = [evenly('siemens-chest'), placesOf('S2010')];
    for (const slice of [11, 12, 13, 18, 26, 1]) {
      await goTo(slice);
      const mm = head[14]! + chest[slice - 1]! - chest[9]!;
      const distances = head.map((place) => Math.abs(place - mm));
      await expect
        .poll(() => sliceIn(cell(2)), { message: `slice ${slice}` })
        .toBe(distances.indexOf(Math.min(...distances)) + 1);
    }
    await keepPicture(page, 'layout-linked-by-hand');
    // The other way round, beyond the ends of the chest.
    await press('j');
    await goTo(28);
    await expect.poll(() => sliceIn(cell(1))).toBe(26);
    await cell(1).getByText('The active slice lies beyond this series').waitFor();
  });

  it('lies there again after a reload: each cell with its series, its slice and its window', async () => {
    const { page, press } = await openDesk(browser, [sharedData('philips-head-phantom', 'DICOM', 'S21570')]);
    const cell = (number: number): Locator => page.getByRole('group', { name: `Cell ${number}`, exact: true });
    const series = (name: RegExp): Locator => page.getByRole('region', { name: /\d+ series/ }).getByRole('button', { name });
    await cell(1).getByText('Slice 15 of 28').waitFor();
    await page.getByText(/^Reading/).waitFor({ state: 'detached' });
    // Each for itself: neither place nor window goes along.
    await press('Alt+4', 'Shift+U', 'Shift+Y');
    await series(/STD BRAIN 1MM/).dragTo(cell(2));
    await cell(2).getByText('of 8').waitFor();
    await press('End', '3');
    await series(/No description/).dragTo(cell(4));
    await cell(4).getByText('Slice 1 of 1').waitFor();
    await press('j');
    await press('Home', '2');
    const left = [
      [1, 'STD BRAIN 5MM', 'Slice 1 of 28', 'W 1500 C -600'],
      [2, 'STD BRAIN 1MM', 'Slice 8 of 8', 'W 2500 C 480'],
      [4, 'Series 100', 'Slice 1 of 1', `W ${(await textIn(cell(4))).split('W ')[1]!.split(' Zoom')[0]!}`],
    ] as const;
    const asLeft = async () => {
      for (const [number, ...texts] of left)
        for (const text of texts) await expect.poll(() => textIn(cell(number)), { timeout: 20_000 }).toContain(text);
      await cell(3).getByText('Drag a series here').waitFor();
      expect(await cell(1).getAttribute('aria-current')).toBe('true');
      expect(await page.getByRole('group', { name: /^Cell/ }).count()).toBe(4);
    };
    await asLeft();
    // The desk is kept once the reader rests.
    await page.waitForTimeout(3000);
    await page.reload();
    await asLeft();
    await keepPicture(page, 'layout-after-reload');
  });
});

/** Slice positions of a series of the head phantom, from the lowest up, as pydicom has them; its slices are evenly spaced. */
const placesOf = (folder: string): readonly number[] => evenly(`S21570/${folder}`);
function evenly(folder: string): readonly number[] {
  const { images, z_first_mm, spacing_mm } = oracle.series.find((series) => series.folder.endsWith(folder))!;
  return Array.from({ length: images }, (_, at) => z_first_mm + at * spacing_mm!);
}

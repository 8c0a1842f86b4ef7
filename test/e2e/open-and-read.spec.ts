import { zipSync } from 'fflate';
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chestHu } from '../oracle/oracle';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { syntheticSlice, writeSyntheticSeries } from '../study/synthetic-series';
import { temporaryFolder } from '../temporary-folder';
import { keepPicture, launchBrowser } from './browser';
import { type Desk, openDesk } from './desk';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

interface ReadingDesk extends Desk {
  /** The series list. */
  readonly list: Locator;
  readonly image: Locator;
  /** Waits for words on the image, and for the picture and the thumbnails that belong to them. */
  readonly shows: (words: string | RegExp) => Promise<void>;
}

async function opened(paths: readonly string[], ...how: Size): Promise<ReadingDesk> {
  const desk = await openDesk(browser, paths, ...how);
  const image = desk.picture('Original');
  const list = desk.page.getByRole('region', { name: /\d+ series/ });
  return {
    ...desk,
    list,
    image,
    shows: async (words) => {
      await image.getByText(words).first().waitFor();
      await desk.page.getByText(/^Loading/).waitFor({ state: 'detached' });
      await until(async () => (await list.locator('canvas:not(.drawn)').count()) === 0);
    },
  };
}
type Size = readonly [size?: { readonly width: number; readonly height: number }, deviceScaleFactor?: number];

/** The page tells main how a study is looked at when the reader has rested for a while. */
const longEnoughToBeKeptMs = 4000;

const until = async (done: () => Promise<boolean>): Promise<void> => {
  while (!(await done())) await new Promise((resolve) => setTimeout(resolve, 20));
};

/** The numbers of "column 12  row 34" and "-56 HU" on the image. */
async function probed(image: Locator): Promise<{ readonly hu: number; readonly column: number; readonly row: number }> {
  await until(async () => /HU/.test(await image.innerText()));
  const text = (await image.innerText()).replace(/−/g, '-');
  const [, hu] = /(-?\d+) HU/.exec(text)!;
  const [, column, row] = /column (\d+)\s+row (\d+)/.exec(text)!;
  return { hu: Number(hu), column: Number(column), row: Number(row) };
}

const textIn = async (image: Locator): Promise<string> => (await image.innerText()).replace(/\s+/g, ' ');
const windowIn = async (image: Locator): Promise<{ width: number; centre: number }> => {
  const [, width, centre] = /W (\d+) C (-?\d+)/.exec((await textIn(image)).replace(/−/g, '-'))!;
  return { width: Number(width), centre: Number(centre) };
};
const sliceIn = async (image: Locator): Promise<number> => Number(/Slice (\d+) of/.exec(await textIn(image))![1]);
const zoomIn = async (image: Locator): Promise<number> => Number(/Zoom (\d+)/.exec(await textIn(image))![1]);

describe.skipIf(!haveSharedData)(`siemens-chest${whySkipped}`, () => {
  const open = async (...size: Size): Promise<ReadingDesk> => {
    const desk = await opened([sharedData('siemens-chest')], ...size);
    await desk.shows('of 26');
    return desk;
  };

  it('opens from the address that tacet serve prints: the series with a thumbnail, and its first picture', async () => {
    const { page, list, image } = await open();
    await list.getByText('26 images · 512 × 512').waitFor();
    await list.locator('canvas.drawn').waitFor();
    expect(await list.getByRole('heading', { level: 3 }).innerText()).toBe('LungFCP-01-0001');
    expect(new URL(page.url()).search).toBe('');
    expect(await sliceIn(image)).toBe(14);
    expect(await brightest(image)).toBeGreaterThan(200);
    await keepPicture(page, 'chest-open');
  });

  it('says in its four corners who, where, how and at which window', async () => {
    const { image, press } = await open();
    await press('Home');
    const text = await textIn(image);
    for (const words of [
      'LungFCP-01-0001 ID LungFCP-01-0001 1999-07-24',
      'Series 2 Thorax 2.0 B31f Slice 1 of 26 30.5 mm thickness 2 mm',
      '100 kV',
      'Kernel B31f',
      'W 400 C 40',
      'Zoom',
      'R L A P',
      '10 cm',
    ])
      expect.soft(text).toContain(words);
    await press('o');
    await until(async () => !(await textIn(image)).includes('Kernel'));
  });

  it('scrolls with wheel, keys and slider, and stops at its ends', async () => {
    const { page, image, press } = await open();
    await press('Home');
    expect(await sliceIn(image)).toBe(1);
    await image.hover();
    await page.mouse.wheel(0, 100);
    await until(async () => (await sliceIn(image)) === 2);
    await press('ArrowDown', 'ArrowDown', 'PageDown');
    expect(await sliceIn(image)).toBe(14);
    await press('ArrowUp');
    expect(await sliceIn(image)).toBe(13);
    await press('End', 'ArrowDown');
    expect(await sliceIn(image)).toBe(26);
    const slider = (await page.getByRole('slider', { name: 'Slice' }).boundingBox())!;
    await page.mouse.click(slider.x + slider.width / 2, slider.y + slider.height / 2);
    expect(Math.abs((await sliceIn(image)) - 13.5)).toBeLessThan(1);
  });

  it('shows the HU under the pointer as pydicom has them, on any slice, at any zoom and turned any way', async () => {
    const { page, image, press } = await open();
    const box = (await image.boundingBox())!;
    for (const [slice, zoom, turns] of [
      [1, 0, []],
      [13, 3, ['.', 'h']],
      [26, 8, [',']],
    ] as const) {
      await press(
        'Home',
        ...Array.from({ length: slice - 1 }, () => 'ArrowDown'),
        'r',
        ...Array.from({ length: zoom }, () => '+'),
        ...turns,
      );
      await until(async () => (await sliceIn(image)) === slice);
      for (const [x, y] of [
        [0.5, 0.5],
        [0.31, 0.62],
        [0.7, 0.41],
      ] as const) {
        await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
        const { hu, column, row } = await probed(image);
        expect.soft(hu, `slice ${slice}, column ${column}, row ${row}`).toBe(chestHu(slice)[512 * row + column]);
      }
    }
    await keepPicture(page, 'chest-zoomed-with-hu');
  });

  it('draws the grey that the standard asks for under the pointer, also when turned and flipped', async () => {
    const { page, image, press } = await open();
    await press('Home', 'f', ...Array.from({ length: 9 }, () => '+'));
    const box = (await image.boundingBox())!;
    const [x, y] = [Math.round(box.width / 2) + 65, Math.round(box.height / 2) + 25];
    await page.mouse.move(box.x + x, box.y + y);
    const seen = new Set<number>();
    for (const turn of ['1', '.', 'h', ',', 'Shift+H']) {
      await press(turn);
      const { hu } = await probed(image);
      // PS3.3 C.11.2.1.2, W 400 C 40.
      const expected = 255 * Math.min(1, Math.max(0, (hu - 39.5) / 399 + 0.5));
      // Drawn with the next frame.
      await expect.poll(async () => Math.abs((await greyAt(image, x, y)) - expected), { message: turn }).toBeLessThan(1);
      seen.add(hu);
    }
    expect(seen.size).toBeGreaterThan(2);
    await keepPicture(page, 'chest-turned');
  });

  it('is windowed by dragging and by presets, and reset', async () => {
    const { page, image, press } = await open();
    const box = (await image.boundingBox())!;
    await page.mouse.move(box.x + 300, box.y + 300);
    await page.mouse.down();
    await page.mouse.move(box.x + 428, box.y + 236, { steps: 4 });
    await page.mouse.up();
    expect(await windowIn(image)).toEqual({ width: 500, centre: -10 });
    await page.getByRole('combobox', { name: /Window/ }).selectOption({ label: 'Lung  1500 / −600' });
    expect(await windowIn(image)).toEqual({ width: 1500, centre: -600 });
    await keepPicture(page, 'chest-lung-window');
    // Typed in place of the menu; what makes no window is put back.
    const menu = page.getByRole('combobox', { name: /Window/ });
    const field = (name: string) => page.getByRole('spinbutton', { name });
    await menu.selectOption({ label: 'Type width and centre…' });
    await page.keyboard.type('1200');
    await page.keyboard.press('Tab');
    await keepPicture(page, 'window-typed');
    await field('Window centre').fill('-450');
    await page.keyboard.press('Enter');
    await until(async () => (await menu.count()) === 1);
    expect(await windowIn(image)).toEqual({ width: 1200, centre: -450 });
    for (const nonsense of ['0', '-5', '']) {
      await menu.selectOption({ label: 'Type width and centre…' });
      await field('Window width').fill(nonsense);
      await page.keyboard.press('Enter');
      expect(await windowIn(image)).toEqual({ width: 1200, centre: -450 });
    }
    await menu.selectOption({ label: 'Type width and centre…' });
    await page.keyboard.type('7');
    await page.keyboard.press('Escape');
    expect(await windowIn(image)).toEqual({ width: 1200, centre: -450 });
    await press('3');
    expect(await windowIn(image)).toEqual({ width: 2500, centre: 480 });
    await press('i');
    await until(async () => (await textIn(image)).includes('inverted'));
    await keepPicture(page, 'chest-inverted-bone');
    await press('r');
    expect(await windowIn(image)).toEqual({ width: 400, centre: 40 });
    expect(await textIn(image)).not.toContain('inverted');
  });

  it('is zoomed about the pointer, moved, fitted and reset', async () => {
    const { page, image, press } = await open();
    const box = (await image.boundingBox())!;
    const fitted = await zoomIn(image);
    const at = { x: box.x + box.width * 0.3, y: box.y + box.height * 0.6 };
    await page.mouse.move(at.x, at.y);
    const { column, row } = await probed(image);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -100);
    await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await until(async () => (await zoomIn(image)) > fitted * 1.4);
    const held = await probed(image);
    expect(Math.hypot(held.column - column, held.row - row)).toBeLessThanOrEqual(1);

    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 80, at.y - 40, { steps: 4 });
    const moved = await probed(image);
    await page.mouse.up();
    expect(Math.hypot(moved.column - column, moved.row - row)).toBeLessThanOrEqual(1.5);
    await keepPicture(page, 'chest-moved');

    await press('r');
    expect(await zoomIn(image)).toBe(fitted);
    await image.dblclick();
    expect(await zoomIn(image)).toBe(fitted);
  });

  it('opens again as it was left when the page is reloaded, and closes to the start page, which remembers it', async () => {
    const { page, shows, press, image } = await open();
    await press('End', '2');
    await shows('Slice 26 of 26');
    await page.waitForTimeout(longEnoughToBeKeptMs);
    await page.reload();
    await shows('Slice 26 of 26');
    expect(await windowIn(image)).toEqual({ width: 1500, centre: -600 });
    await page.getByRole('button', { name: 'Close the study' }).click();
    // Names can be a patient's: they are shown when they are asked for.
    const recent = page.getByRole('region', { name: 'Recent studies' });
    await recent.getByText('26 images').waitFor();
    expect(await recent.innerText()).not.toContain('siemens-chest');
    await recent.getByRole('button', { name: 'Show the names' }).click();
    await keepPicture(page, 'start-page-with-recent-studies');
    await recent.getByRole('button', { name: /siemens-chest/ }).click();
    await shows('Slice 26 of 26');
  });

  it('fits a narrow window', async () => {
    const { page, image } = await open({ width: 800, height: 600 });
    await keepPicture(page, 'chest-800x600');
    const { width, height } = (await image.boundingBox())!;
    expect(Math.min(width, height)).toBeGreaterThan(250);
    expect(await overflowing(page)).toEqual([]);
  });

  it('fits a 4K screen, at its own pixels and doubled', async () => {
    for (const [size, ratio, name] of [
      [{ width: 3840, height: 2160 }, 1, 'chest-4k'],
      [{ width: 1920, height: 1080 }, 2, 'chest-4k-doubled'],
    ] as const) {
      const { page, image } = await open(size, ratio);
      await keepPicture(page, name);
      const canvas = await image.locator('canvas').evaluate((element: HTMLCanvasElement) => element.width);
      expect(canvas).toBe(Math.round((await image.boundingBox())!.width * ratio));
    }
  });
});

describe.skipIf(!haveSharedData)(`other studies${whySkipped}`, () => {
  it('a disc: every series with its thumbnail, scouts and screens marked, screens in their colours', async () => {
    const { page, list, shows } = await opened([sharedData('philips-head-phantom')]);
    await shows(/Slice \d+ of 28/);
    await until(async () => (await list.locator('canvas.drawn').count()) === 8);
    await list.getByText('Cannot be denoised').first().click();
    await keepPicture(page, 'disc');
    await list.getByRole('button', { name: /Exam Summary.*2 images/ }).click();
    await shows('Colour');
    await keepPicture(page, 'disc-screen-in-colour');
    await list.getByRole('button', { name: /STEREOTAXIS/ }).click();
    await shows(/Slice \d+ of 14/);
    await keepPicture(page, 'disc-tilted-series');
  });

  it('a folder without images says so, and lists why each file was refused', async () => {
    const folder = temporaryFolder();
    cpSync(sharedData('not-ct', 'sr_reportsi.dcm'), join(folder, 'report.dcm'));
    writeFileSync(join(folder, 'Thumbs.db'), 'junk');
    writeFileSync(join(folder, 'autorun.inf'), 'junk');
    const { page } = await opened([folder]);
    await page.getByText('holds no image that Tacet can show').waitFor();
    await page.getByText('This is not a DICOM file.').waitFor();
    await keepPicture(page, 'nothing-to-show');
  });

  it('an MR series is shown, and said not to be for denoising', async () => {
    const { page, list, shows } = await opened([sharedData('not-ct', 'mr_siemens_series')]);
    await shows(/of 3/);
    await list.getByText('Cannot be denoised').click();
    await keepPicture(page, 'mr-series');
  });
});

describe('the start page', () => {
  it('offers to open, and takes a folder, a zip and single files from the browser', async () => {
    const { page, shows, list } = await opened([]);
    await page.getByRole('button', { name: 'Open the demo study' }).waitFor();
    await keepPicture(page, 'start-page');

    const folder = join(temporaryFolder(), 'Scans of today');
    mkdirSync(join(folder, 'CT'), { recursive: true });
    writeSyntheticSeries(join(folder, 'CT'), 12, 'uploaded folder');
    writeFileSync(join(folder, 'notes.txt'), 'no image');
    await choose(page, 'Open study…', folder);
    await shows('of 12');
    await list.getByText('1 file could not be opened').click();
    await list.getByText('Scans of today/notes.txt').waitFor();
    await keepPicture(page, 'uploaded-folder');

    await page.getByRole('button', { name: 'Close the study' }).click();
    const zip = join(temporaryFolder(), 'scan.zip');
    writeFileSync(zip, zipSync({ 'a/1': syntheticSlice(0, 'zipped'), 'a/2': syntheticSlice(1, 'zipped') }));
    await choose(page, 'Open files…', zip);
    await shows('of 2');
    await list.getByText('zipped').waitFor();

    await page.getByRole('button', { name: 'Close the study' }).click();
    await choose(
      page,
      'Open files…',
      ...readdirSync(join(folder, 'CT'))
        .map((name) => join(folder, 'CT', name))
        .slice(0, 3),
    );
    await shows('of 3');
  });

  it('takes what is dropped on it', async () => {
    const { page, shows } = await opened([]);
    await page.getByRole('button', { name: 'Open study…' }).waitFor();
    const bytes = [...syntheticSlice(0, 'dropped')];
    await page.evaluate((file) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(file)], 'dropped.dcm'));
      window.dispatchEvent(new DragEvent('dragenter', { dataTransfer: transfer, bubbles: true }));
    }, bytes);
    await page.getByText('Drop a folder, DICOM files or a zip to open them').waitFor();
    await keepPicture(page, 'drop-area');
    await page.evaluate((file) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(file)], 'dropped.dcm'));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }, bytes);
    await shows('of 1');
  });

  it('makes the demo study once, shows how far it is, and opens it', async () => {
    const { page, shows } = await opened([]);
    await page.getByRole('button', { name: 'Open the demo study' }).click();
    await page.getByText('Making the demo study').waitFor();
    await page.locator('[role="progressbar"][aria-valuenow]').waitFor();
    await keepPicture(page, 'making-the-demo-study');
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByText('Reading was stopped before an image was found.').waitFor();
    await page.getByRole('button', { name: 'Open the demo study' }).click();
    await page.getByText('Making the demo study').waitFor({ state: 'detached', timeout: 120_000 });
    await shows(/of 48/);
    await keepPicture(page, 'demo-study');
    await page.getByRole('button', { name: 'Close the study' }).click();
    await page.getByRole('button', { name: 'Open the demo study' }).click();
    await shows(/of 48/);
    await page.getByRole('button', { name: 'Close the study' }).click();
    await page.getByRole('button', { name: 'Open the demo study' }).waitFor();
    expect(await page.getByText('Recent studies').count()).toBe(0);
  });

  it('says that an empty folder is empty', async () => {
    const { page } = await opened([temporaryFolder()]);
    await page.getByText(/" is empty\./).waitFor();
    await keepPicture(page, 'empty-folder');
    await page.getByRole('button', { name: 'Back to the start' }).click();
    await page.getByRole('button', { name: 'Open the demo study' }).waitFor();
  });

  it('says that a place is gone', async () => {
    const folder = temporaryFolder();
    const { page } = await opened([join(folder, 'nowhere')]);
    await page.getByText('There is nothing at this place.').waitFor();
    await keepPicture(page, 'place-gone');
  });
});

/** Answers the browser's own dialog. */
async function choose(page: Page, button: string, ...paths: string[]): Promise<void> {
  const asked = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await asked).setFiles(paths.length === 1 ? paths[0]! : paths);
}

const greyAt = (image: Locator, x: number, y: number): Promise<number> =>
  image
    .locator('canvas')
    .evaluate(
      (canvas: HTMLCanvasElement, [left, top]) => canvas.getContext('2d')!.getImageData(left!, top!, 1, 1).data[0]!,
      [Math.floor(x), Math.floor(y)],
    );

const brightest = (image: Locator): Promise<number> =>
  image.locator('canvas').evaluate((canvas: HTMLCanvasElement) =>
    canvas
      .getContext('2d')!
      .getImageData(0, 0, canvas.width, canvas.height)
      .data.reduce((most, value, i) => (i % 4 === 0 ? Math.max(most, value) : most), 0),
  );

/** What sticks out of the window. */
const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, p, h2, h3')]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 0.5)
      .map((element) => element.textContent ?? ''),
  );

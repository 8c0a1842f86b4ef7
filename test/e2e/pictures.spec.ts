import { unzipSync } from 'fflate';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodedPng, type DecodedPng } from '../jobs/pictures/decoded';
import { chestHu, chestSeries, linearGrey } from '../oracle/oracle';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { keepPicture, launchBrowser } from './browser';
import { bytesOf, type Desk, openDesk } from './desk';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const size = 512;
const lung = { centre: -600, width: 1500 };
const greysOf = (slice: number, { centre, width } = { centre: 40, width: 400 }): number[] =>
  Array.from(chestHu(slice), (hu) => linearGrey(hu, centre, width));
const differing = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).filter((grey, at) => grey !== b[at]).length;

async function reading(deviceScaleFactor = 1, viewport = { width: 1280, height: 800 }): Promise<Desk> {
  const desk = await openDesk(browser, [sharedData('siemens-chest')], viewport, deviceScaleFactor);
  await desk.picture('Original').getByText('Slice 14 of 26').waitFor();
  return desk;
}

/** Saves by the dialog, after what is done in it; the file and its name. */
async function save({ page, button, press }: Desk, ...choices: readonly string[]): Promise<{ name: string; bytes: Uint8Array }> {
  await press('Control+s');
  for (const choice of choices) await page.getByRole('dialog').getByText(choice, { exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), button('Save').click()]);
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) };
}
const onlyNumbersAndPosition = 'Slice, position, window and scale';
const patientToo = 'Also the patient’s name, ID, dates and descriptions';

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The points of the only measurement, as they lie in the user's folder. */
async function keptPoints({ served }: Desk): Promise<{ column: number; row: number }[]> {
  const folder = join(served.home, 'measurements');
  await expect.poll(() => existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.json'))).toBe(true);
  const [file] = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const { measurements } = JSON.parse(readFileSync(join(folder, file!), 'utf8')) as {
    measurements: { points: { column: number; row: number }[] }[];
  };
  return measurements[0]!.points;
}

/** A part of a picture of `columns`, row by row. */
function part(pixels: Uint8Array, columns: number, box: Box): number[] {
  return Array.from({ length: box.width * box.height }, (_, at) => {
    return pixels[(box.top + Math.floor(at / box.width)) * columns + box.left + (at % box.width)]!;
  });
}
/** Every `times`th pixel across and down; fails where the others of its square differ. */
function shrunk({ pixels, rows, columns }: DecodedPng, times: number): number[] {
  const small: number[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const grey = pixels[row * columns + column]!;
      const at = Math.floor(row / times) * (columns / times) + Math.floor(column / times);
      if ((small[at] ??= grey) !== grey) throw new Error(`${row}, ${column} is blended`);
    }
  return small;
}

/** The frames of a GIF as Chromium decodes them: how long each is shown, and its red, green and blue. */
const framesOf = (page: Page, gif: Uint8Array) =>
  page.evaluate(async (base64) => {
    const data = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const decoder = new ImageDecoder({ data, type: 'image/gif' });
    await Promise.all([decoder.completed, decoder.tracks.ready]);
    const frames = [];
    for (let frameIndex = 0; frameIndex < decoder.tracks.selectedTrack!.frameCount; frameIndex++) {
      const { image } = await decoder.decode({ frameIndex });
      const { displayWidth: width, displayHeight: height, duration } = image;
      const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')!;
      context.drawImage(image, 0, 0);
      const { data: rgba } = context.getImageData(0, 0, width, height);
      let coloured = 0;
      const greys = Array.from({ length: width * height }, (_, at) => {
        if (rgba[4 * at] !== rgba[4 * at + 1] || rgba[4 * at] !== rgba[4 * at + 2]) coloured++;
        return rgba[4 * at]!;
      });
      frames.push({ width, height, milliseconds: duration! / 1000, greys, coloured });
    }
    return frames;
  }, Buffer.from(gif).toString('base64'));

describe.skipIf(!haveSharedData)(`pictures of a real chest${whySkipped}`, () => {
  it('saves the slice in view pixel by pixel in the window on the screen, whatever the screen’s own pixels', async () => {
    const desk = await reading(2);
    await desk.press('2');
    const { name, bytes } = await save(desk);
    const png = decodedPng(bytes);
    expect(name).toBe('series-2-slice-14.png');
    expect(png).toMatchObject({ rows: size, columns: size, colourType: 0 });
    expect(differing(png.pixels, greysOf(14, lung))).toBe(0);
    expect(png.text).toEqual({
      Software: expect.stringMatching(/^Tacet \d/),
      Description: 'Original pixels. W 1500 C -600.',
    });
    await desk.page.getByText('“series-2-slice-14.png” is downloaded.').waitFor();
    await desk.press('i');
    expect(
      differing(
        decodedPng((await save(desk)).bytes).pixels,
        greysOf(14, lung).map((grey) => 255 - grey),
      ),
    ).toBe(0);

    // Turned to the right, a column from its bottom up lies along a row; mirrored, the picture says so.
    await desk.press('r', '.');
    const turned = decodedPng((await save(desk)).bytes).pixels;
    const stored = greysOf(14);
    const expected = stored.map((_, at) => stored[(size - 1 - (at % size)) * size + Math.floor(at / size)]!);
    expect(differing(turned, expected)).toBe(0);
    await desk.press('r', 'h');
    const mirrored = decodedPng((await save(desk)).bytes);
    expect(mirrored.text.Description).toBe('Mirrored. W 400 C 40.');
    const above = { left: 0, top: 0, width: size, height: 490 };
    const flipped = Uint8Array.from(stored, (_, at) => stored[at - (at % size) + size - 1 - (at % size)]!);
    expect(differing(part(mirrored.pixels, size, above), part(flipped, size, above))).toBe(0);

    // Zoomed in about the middle: what is in view, enlarged by a whole number, or the whole.
    await desk.press('r', '+', '+', '+');
    const zoomed = decodedPng((await save(desk)).bytes);
    const times = 2;
    expect(Math.max(zoomed.rows, zoomed.columns)).toBeGreaterThanOrEqual(size);
    const [width, height] = [zoomed.columns / times, zoomed.rows / times];
    const box = { left: (size - width) / 2, top: (size - height) / 2, width, height };
    expect(differing(shrunk(zoomed, times), part(Uint8Array.from(greysOf(14)), size, box))).toBe(0);
    expect(decodedPng((await save(desk, 'The whole slice')).bytes)).toMatchObject({ rows: size, columns: size });
  });

  it('draws what was measured at its place, in greys, and leaves it out where that is asked for', async () => {
    const desk = await reading();
    // Only what is in view can be measured.
    await desk.page.getByText(/^Loading/).waitFor({ state: 'detached' });
    const { x, y, width, height } = (await desk.picture('Original').boundingBox())!;
    await desk.press('s');
    await desk.page.mouse.move(x + 0.4 * width, y + 0.3 * height);
    await desk.page.mouse.down();
    await desk.page.mouse.move(x + 0.5 * width, y + 0.5 * height, { steps: 3 });
    await desk.page.mouse.up();
    await desk.page.getByRole('list', { name: 'Measurements of this series' }).getByRole('listitem').waitFor();
    const [a, b] = (await keptPoints(desk)).sort((one, other) => one.row - other.row);
    const [left, right] = [a!.column, b!.column].map(Math.round).sort((one, other) => one - other);
    const [top, bottom] = [a!.row, b!.row].map(Math.round);
    await desk.press('Escape', 'Escape');

    const bare = Uint8Array.from(greysOf(14));
    const png = decodedPng((await save(desk)).bytes);
    expect(png).toMatchObject({ rows: size, columns: size, colourType: 0 });
    const changedIn = (box: Box) => differing(part(png.pixels, size, box), part(bare, size, box));
    const across = right! - left!;
    // Light over the upper and the lower edge, dark beside it; nothing within, nor above and below the words' reach.
    expect(changedIn({ left: left! + 4, top: top! - 3, width: across - 8, height: 6 })).toBeGreaterThanOrEqual(across - 8);
    expect(changedIn({ left: left! + 4, top: bottom! - 3, width: across - 8, height: 6 })).toBeGreaterThanOrEqual(across - 8);
    expect(changedIn({ left: left! + 4, top: top! + 4, width: across - 8, height: bottom! - top! - 8 })).toBe(0);
    expect(changedIn({ left: 0, top: 0, width: size, height: top! - 6 })).toBe(0);
    expect(changedIn({ left: 0, top: bottom! + 6, width: size, height: size - bottom! - 6 })).toBe(0);
    // The figures beside it.
    expect(changedIn({ left: right! + 6, top: top! - 3, width: 120, height: bottom! - top! + 6 })).toBeGreaterThan(100);
    expect(differing(decodedPng((await save(desk, 'Measurements')).bytes).pixels, bare)).toBe(0);
  });

  it('writes nothing of the patient unless told to, and then only where there is room for it', async () => {
    const desk = await reading();
    const topLeft = { left: 0, top: 0, width: 300, height: 70 };
    const topRight = { ...topLeft, left: 724 };
    const [described, named] = [await save(desk, onlyNumbersAndPosition), await save(desk, patientToo)].map(({ bytes }) => {
      expect(Buffer.from(bytes).toString('latin1')).not.toContain('LungFCP');
      return decodedPng(bytes);
    });
    const bare = greysOf(14);
    const doubled = Uint8Array.from({ length: 4 * bare.length }, (_, at) => bare[(at >> 11) * size + ((at & 1023) >> 1)]!);
    for (const png of [described!, named!]) expect(png).toMatchObject({ rows: 1024, columns: 1024, colourType: 0 });
    const changed = (png: DecodedPng, box: typeof topLeft) => differing(part(png.pixels, 1024, box), part(doubled, 1024, box));
    expect(changed(described!, topLeft)).toBe(0);
    expect(changed(described!, topRight)).toBeGreaterThan(1000);
    expect(changed(named!, topLeft)).toBeGreaterThan(1000);
    const middle = { left: 40, top: 100, width: 940, height: 400 };
    expect([changed(described!, middle), changed(named!, middle)]).toEqual([0, 0]);
  });

  it('saves slices as a zip of pictures, and a scroll through them as a GIF, in order and grey by grey', async () => {
    const desk = await reading();
    const { name, bytes } = await save(desk, 'Slices');
    const files = Object.entries(unzipSync(bytes));
    expect(name).toBe('series-2-pictures.zip');
    expect(files.map(([file]) => file)).toEqual(
      chestSeries!.order.map((_, i) => `series-2-pictures/slice-${String(i + 1).padStart(4, '0')}.png`),
    );
    for (const i of [0, 12, 25]) expect(differing(decodedPng(files[i]![1]).pixels, greysOf(i + 1))).toBe(0);

    await desk.press('Control+s');
    await desk.page.getByText('Scroll', { exact: true }).click();
    await desk.page.getByLabel('From slice').fill('5');
    await desk.page.getByLabel('to', { exact: true }).fill('7');
    await desk.page.getByText('3 frames of 512 × 512 pixels').waitFor();
    await keepPicture(desk.page, 'picture-dialog');
    const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.button('Save').click()]);
    expect(download.suggestedFilename()).toBe('series-2-scroll.gif');
    const frames = await framesOf(desk.page, await bytesOf(download));
    expect(
      frames.map(({ greys, ...facts }) => ({
        ...facts,
        differing: differing(greys, greysOf(5 + frames.findIndex((f) => f.greys === greys))),
      })),
    ).toEqual(Array.from({ length: 3 }, () => ({ width: size, height: size, milliseconds: 100, coloured: 0, differing: 0 })));
  });

  it('marks what was denoised in the corner and in the file, alone and beside the original', async () => {
    const desk = await reading();
    await desk.button('Denoise').click();
    await desk.page.getByText('All 26 slices are denoised.').waitFor();
    await desk.page.getByRole('slider', { name: 'Strength' }).fill('0.5');
    const denoised = await save(desk);
    const png = decodedPng(denoised.bytes);
    expect(denoised.name).toBe('series-2-slice-14-denoised-50.png');
    expect(png.text.Description).toBe('Denoised · Tacet · 50 % - not for diagnostic use. W 400 C 40.');
    // Of the mark's box most is black and some is white; of the original there is bright table in it.
    const corner = part(png.pixels, size, { left: 0, top: 494, width: 270, height: 18 });
    expect(corner.filter((grey) => grey > 150).length).toBeGreaterThan(100);
    expect(corner.filter((grey) => grey === 0).length).toBeGreaterThan(0.6 * corner.length);
    const body = part(png.pixels, size, { left: 150, top: 250, width: 100, height: 100 });
    const noisy = part(Uint8Array.from(greysOf(14)), size, { left: 150, top: 250, width: 100, height: 100 });
    expect(differing(body, noisy)).toBeGreaterThan(100);

    await desk.button('Side by side').click();
    const compared = await save(desk);
    const both = decodedPng(compared.bytes);
    expect(compared.name).toBe('series-2-slice-14-compared.png');
    expect(both).toMatchObject({ rows: size, columns: 2 * size + 4 });
    expect(both.text.Description).toMatch(/^Original; Denoised · Tacet · 50 %/);
    const upper = { top: 0, width: size, height: 490 };
    expect(
      differing(
        part(both.pixels, both.columns, { left: 0, ...upper }),
        part(Uint8Array.from(greysOf(14)), size, { left: 0, ...upper }),
      ),
    ).toBe(0);
    expect(
      differing(part(both.pixels, both.columns, { left: size + 4, ...upper }), part(png.pixels, size, { left: 0, ...upper })),
    ).toBe(0);
    await keepPicture(desk.page, 'picture-saved');

    // At strength 0 there is nothing to mark.
    await desk.button('Denoised').click();
    await desk.page.getByRole('slider', { name: 'Strength' }).fill('0');
    expect(differing(decodedPng((await save(desk)).bytes).pixels, greysOf(14))).toBe(0);
  });

  it('copies the picture with Ctrl C, but chosen text where text is chosen', async () => {
    const desk = await reading();
    await desk.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await desk.press('Home', 'Control+c');
    await desk.page.getByText('Slice 1 is copied, 512 × 512 pixels, without text.').waitFor();
    const copied = await desk.page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const bitmap = await createImageBitmap(await item!.getType('image/png'));
      const context = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height }).getContext(
        '2d',
      )!;
      context.drawImage(bitmap, 0, 0);
      return Array.from(context.getImageData(0, 0, bitmap.width, bitmap.height).data).filter((_, at) => at % 4 === 0);
    });
    expect(differing(copied, greysOf(1))).toBe(0);
    await desk.page.evaluate(() => window.getSelection()!.selectAllChildren(document.querySelector('footer')!));
    await desk.press('Control+c');
    expect(await desk.page.evaluate(() => navigator.clipboard.readText())).toContain('not for diagnostic use');
  });

  it('can be cancelled while the reader goes on: nothing is downloaded, and it can be begun again', async () => {
    const desk = await reading();
    let downloads = 0;
    desk.page.on('download', () => downloads++);
    await desk.press('Control+s');
    await desk.page.getByText('Slices', { exact: true }).click();
    await desk.page.getByText(patientToo, { exact: true }).click();
    await desk.button('Save').click();
    await desk.button('Cancel saving pictures').click();
    await desk.page.getByText('Cancelled. No picture was saved.').waitFor();
    expect(downloads).toBe(0);
    expect((await save(desk)).name).toBe('series-2-slice-14.png');
  });

  it('keeps its dialog within a narrow window and on a 4K screen', async () => {
    const desk = await reading();
    await desk.press('+', '+', '+', '+', '+', '+', 'Control+s');
    await desk.page.getByText('Slices', { exact: true }).click();
    await desk.page.getByText(patientToo, { exact: true }).click();
    for (const { name, width, height } of [
      { name: 'narrow', width: 700, height: 600 },
      { name: '4k', width: 3840, height: 2160 },
    ]) {
      await desk.page.setViewportSize({ width, height });
      await desk.button('Save').scrollIntoViewIfNeeded();
      const box = (await desk.button('Save').boundingBox())!;
      expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height).toBe(true);
      await keepPicture(desk.page, `picture-dialog-${name}`);
    }
  });
});

import { zipSync } from 'fflate';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decimals, type Element, raw, sequence, text, words } from '../../src-main/dicom/write/element';
import { ctFile } from '../dicom/ct-file';
import { temporaryFolder } from '../temporary-folder';
import { keepPicture, launchBrowser } from './browser';
import { type Desk, openDesk } from './desk';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The HU of the sixteen pixels. */
const hu = Array.from({ length: 16 }, (_, i) => 13 * i - 60);
const pixels = raw('x7fe00010', 'OW', Uint8Array.from(hu.flatMap((value) => [value & 0xff, (value >> 8) & 0xff])));

async function opened(...elements: readonly Element[]): Promise<Desk & { readonly menu: Locator }> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'image.dcm'), ctFile({ name: 'image', elements: [pixels, ...elements] }));
  const desk = await openDesk(browser, [folder]);
  await desk.picture('Original').getByText('Slice 1 of 1').waitFor();
  await desk.page.getByText(/^Loading/).waitFor({ state: 'detached' });
  return { ...desk, menu: desk.page.getByRole('combobox', { name: /^Window/ }) };
}

/** The grey in the middle of each pixel, of a 4 x 4 picture that fills the height of the viewport, once it is drawn. */
const drawn = (image: Locator): Promise<number[]> =>
  image.locator('canvas.cornerstone-canvas').evaluate(async (canvas: HTMLCanvasElement) => {
    for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
    const side = Math.min(canvas.width, canvas.height) / 4;
    const [left, top] = [canvas.width / 2 - 2 * side, canvas.height / 2 - 2 * side];
    return Array.from({ length: 16 }, (_, i) => {
      const x = Math.floor(left + ((i % 4) + 0.5) * side);
      return canvas.getContext('2d')!.getImageData(x, Math.floor(top + (Math.floor(i / 4) + 0.5) * side), 1, 1).data[0]!;
    });
  });

const linear = (x: number, c: number, w: number): number => 255 * Math.max(0, Math.min(1, (x - (c - 0.5)) / (w - 1) + 0.5));
const expectGreys = (seen: readonly number[], formula: (hu: number) => number): void =>
  seen.forEach((grey, i) => expect(Math.abs(grey - formula(hu[i]!)), `${hu[i]} HU`).toBeLessThanOrEqual(0.5));

describe('the windows that an image proposes', () => {
  it('are listed by name, drawn exactly, and stay chosen by their place', async () => {
    const { page, menu, picture } = await opened(
      decimals('x00281050', 40, 400, -60),
      decimals('x00281051', 80, 2000, 150),
      text('x00281055', 'LO', 'BRAIN', 'BONE', 'LUNG'),
    );
    const image = picture('Original');
    expect(await menu.locator('optgroup[label="From the image"] option').allInnerTexts()).toEqual([
      'BRAIN  80 / 40',
      'BONE  2000 / 400',
      'LUNG  150 / −60',
    ]);
    expectGreys(await drawn(image), (x) => linear(x, 40, 80));
    await menu.selectOption({ label: 'LUNG  150 / −60' });
    await image.getByText('W 150  C −60').waitFor();
    expectGreys(await drawn(image), (x) => linear(x, -60, 150));
    await keepPicture(page, 'windows-of-the-image');
    await page.keyboard.press('1');
    await image.getByText('W 400  C 40').waitFor();
    expect(await menu.inputValue()).toBe('window-soft-tissue');
    await page.keyboard.press('0');
    await image.getByText('W 80  C 40').waitFor();
  });

  it.each([
    ['SIGMOID', 'sigmoid', (x: number) => 255 / (1 + Math.exp((-4 * (x - 40)) / 80))],
    ['LINEAR_EXACT', 'exact', (x: number) => 255 * Math.max(0, Math.min(1, (x - 40) / 80 + 0.5))],
  ])('with the curve %s are drawn by it, and say so', async (curve, word, formula) => {
    const { picture, page } = await opened(decimals('x00281050', 40), decimals('x00281051', 80), text('x00281056', 'CS', curve));
    await picture('Original').getByText(`W 80  C 40  ${word}`).waitFor();
    expectGreys(await drawn(picture('Original')), formula);
    await keepPicture(page, `window-${word}`);
  });

  it('may be a table: it is drawn entry by entry, and left by choosing a window', async () => {
    const levels = Array.from({ length: 200 }, (_, i) => Math.round(65535 * Math.sqrt(i / 199)));
    const { page, menu, picture } = await opened(
      sequence('x00283010', [
        words('x00283002', 'SS', 200, -50, 16),
        text('x00283003', 'LO', 'SOFT'),
        raw('x00283006', 'OW', Uint8Array.from(levels.flatMap((value) => [value & 0xff, value >> 8]))),
      ]),
    );
    const image = picture('Original');
    await image.getByText('Table SOFT').waitFor();
    expect(await menu.locator('optgroup[label="From the image"] option').allInnerTexts()).toEqual(['SOFT  table']);
    expectGreys(await drawn(image), (x) => (255 * levels[Math.max(0, Math.min(199, x + 50))]!) / 65535);
    await keepPicture(page, 'window-table');
    await page.keyboard.press('4');
    await image.getByText('W 80  C 40').waitFor();
    expectGreys(await drawn(image), (x) => linear(x, 40, 80));
    await page.keyboard.press('0');
    await image.getByText('Table SOFT').waitFor();
  });
});

describe('what is dropped on the window', () => {
  it('may be several folders, files and a zip at once: all of them open', async () => {
    const { page } = await openDesk(browser, []);
    const folder = temporaryFolder();
    const put = (name: string, ...path: string[]): string => {
      mkdirSync(join(folder, ...path.slice(0, -1)), { recursive: true });
      writeFileSync(join(folder, ...path), ctFile({ name, zMm: Number(name) }));
      return join(folder, path[0]!);
    };
    const zip = join(folder, 'four.zip');
    writeFileSync(zip, zipSync({ four: ctFile({ name: '15', zMm: 15 }) }));
    const dropped = [zip, put('0', 'first', 'a', 'b', 'one'), put('5', 'second', 'two.dcm'), put('10', 'three.dcm')];
    await page.getByRole('button', { name: 'Open study…' }).waitFor();
    const devtools = await page.context().newCDPSession(page);
    const data = { items: [], files: dropped, dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await devtools.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
    await page.getByText('Slice 3 of 4').waitFor();
    await page.getByRole('region', { name: '1 series' }).getByText('4 images').waitFor();
    await keepPicture(page, 'dropped-folders');
  });
});

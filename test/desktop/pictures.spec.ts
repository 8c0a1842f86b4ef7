import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodedGif, decodedPng } from '../jobs/pictures/decoded';
import { chestHu, linearGrey } from '../oracle/oracle';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { temporaryFolder } from '../temporary-folder';
import { haveElectron, openDesktop, whyNoElectron } from './electron9';

const greysOf = (slice: number): Uint8Array => Uint8Array.from(chestHu(slice), (hu) => linearGrey(hu, 40, 400));
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a).equals(Buffer.from(b));

describe.skipIf(!haveElectron || !haveSharedData)(`pictures in Electron 9${whyNoElectron}${whySkipped}`, () => {
  it('are saved where the system’s dialog says, and copied to the system’s clipboard, from keys and from the menu', async () => {
    const folder = temporaryFolder();
    const { app, page, listen, heard, keepPicture } = await openDesktop(sharedData('siemens-chest'));
    await page.waitForSelector('text=/Slice 14 of 26/');
    await listen();
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = (_window: unknown, options?: { defaultPath?: string }) =>
        Promise.resolve({ canceled: false, filePath: `${chosen}/${options!.defaultPath}` });
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, folder);

    await page.keyboard.press('Control+s');
    await page.waitForSelector('text=512 × 512 pixels');
    await keepPicture('picture-dialog');
    await page.click('text=Save…');
    await page.waitForSelector('text=“series-2-slice-14.png” is saved.');
    const png = decodedPng(new Uint8Array(readFileSync(join(folder, 'series-2-slice-14.png'))));
    expect(same(png.pixels, greysOf(14))).toBe(true);
    expect(png.text.Description).toBe('Original pixels. W 400 C 40.');

    await page.keyboard.press('Control+s');
    await page.click('text=a PNG each, in a folder');
    await page.click('text=Save…');
    await page.waitForSelector('text=26 pictures: “series-2-pictures” is saved.');
    const pictures = readdirSync(join(folder, 'series-2-pictures'));
    expect(pictures).toHaveLength(26);
    const last = decodedPng(new Uint8Array(readFileSync(join(folder, 'series-2-pictures', pictures[25]!))));
    expect(same(last.pixels, greysOf(26))).toBe(true);

    // The menu of the window does what the keys do.
    await app.evaluate(({ BrowserWindow, Menu }) => {
      const [window] = BrowserWindow.getAllWindows();
      window!.focus();
      const items = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? []);
      items.find(({ label }) => label === 'Save Picture…')!.click({}, window, window!.webContents);
    });
    await page.click('text=an animated GIF');
    await page.click('text=Slice, position, window and scale');
    await page.click('text=Save…');
    await page.waitForSelector('text=26 slices: “series-2-scroll.gif” is saved.');
    const gif = decodedGif(new Uint8Array(readFileSync(join(folder, 'series-2-scroll.gif'))));
    expect([gif.columns, gif.rows, gif.frames.length]).toEqual([512, 512, 26]);

    await page.keyboard.press('Control+c');
    await page.waitForSelector('text=Slice 14 is copied');
    const copied = await app.evaluate(({ clipboard }) => {
      const image = clipboard.readImage();
      return { ...image.getSize(), bgra: image.toBitmap().toString('base64') };
    });
    expect(copied).toMatchObject({ width: 512, height: 512 });
    expect(
      same(
        Buffer.from(copied.bgra, 'base64').filter((_, at) => at % 4 === 0),
        greysOf(14),
      ),
    ).toBe(true);
    expect(JSON.stringify(await heard())).not.toContain(folder);
    expect(readdirSync(folder).sort()).toEqual(['series-2-pictures', 'series-2-scroll.gif', 'series-2-slice-14.png']);
    expect(existsSync(join(folder, 'series-2-scroll.gif.part'))).toBe(false);
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Measurement } from '../../src-main/contract';
import { decodedPng } from '../jobs/pictures/decoded';
import { chestHu, linearGrey } from '../oracle/oracle';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { keepPicture, launchBrowser } from './browser';
import { bytesOf, type Desk, openDesk } from './desk';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

type Plane = 'Axial' | 'Coronal' | 'Sagittal';
interface Planes extends Desk {
  plane(name: Plane): Locator;
  /** The crosshair's place, mm. */
  crosshair(): Promise<readonly number[]>;
  /** What stands under the pointer, which is brought there first: HU and place. */
  probe(name: Plane, x: number, y: number): Promise<{ readonly hu: number; readonly mm: readonly number[] }>;
  click(name: Plane, at: Place): Promise<void>;
  drag(name: Plane, from: Place, to: Place): Promise<void>;
}
/** From 0 to 1 of a plane's width and height. */
type Place = readonly [number, number];

const numbersIn = (text: string): readonly number[] => (text.replace(/−/g, '-').match(/-?\d+(\.\d+)?/g) ?? []).map(Number);

async function planesOf(desk: Desk): Promise<Planes> {
  const { page } = desk;
  await desk.press('Shift+P');
  const plane = (name: Plane) => page.getByRole('application', { name: `${name} plane` });
  const at = async (name: Plane, [x, y]: Place) => {
    const box = (await plane(name).boundingBox())!;
    return [box.x + x * box.width, box.y + y * box.height] as const;
  };
  return {
    ...desk,
    plane,
    crosshair: async () => numbersIn(await page.getByRole('status', { name: 'Crosshair' }).innerText()),
    probe: async (name, x, y) => {
      await page.mouse.move(...(await at(name, [x, y])));
      const line = plane(name).getByText(/^\S+ HU$/);
      await line.waitFor();
      const [hu] = numbersIn(await line.innerText());
      return {
        hu: hu!,
        mm: numbersIn(
          await plane(name)
            .getByText(/ \/ .* mm$/)
            .innerText(),
        ),
      };
    },
    click: async (name, place) => page.mouse.click(...(await at(name, place))),
    drag: async (name, from, to) => {
      await page.mouse.move(...(await at(name, from)));
      await page.mouse.down();
      await page.mouse.move(...(await at(name, to)), { steps: 4 });
      await page.mouse.up();
    },
  };
}

/** Image Position (Patient) of the lowest slice and Pixel Spacing, as pydicom reads them; 26 slices, 1 mm apart. */
const chest = { position: [-189.1201171875, -364.1201171875, 30.5], spacing: 0.759765625 } as const;
const chestHuAt = ([x, y, z]: readonly number[]): number => {
  const [column, row] = [x! - chest.position[0], y! - chest.position[1]].map((mm) => Math.round(mm / chest.spacing));
  return chestHu(Math.round(z! - chest.position[2]) + 1)[row! * 512 + column!]!;
};

/** What lies in the user's folder. */
function keptOn({ served }: Desk): readonly Measurement[] {
  const folder = join(served.home, 'measurements');
  const [file] = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  if (!file) return [];
  return (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { measurements: Measurement[] }).measurements;
}

/** An ellipse on a coronal plane of the chest, whose lines lie half a millimetre apart from the head down; its points are mm to the left, and mm towards the feet. */
function ellipseOnCoronal({ plane, points }: Measurement) {
  const [x0, y0, z0] = chest.position;
  const row = Math.round((plane!.atMm - y0) / chest.spacing);
  const slices = Array.from({ length: 26 }, (_, at) => chestHu(at + 1));
  const columns = points.map(({ column }) => (column - x0) / chest.spacing + 0.5).sort((a, b) => a - b);
  const lines = points.map(({ row: feet }) => (z0 + 25 + feet) / 0.5 + 0.5).sort((a, b) => a - b);
  const middle = [(columns[0]! + columns[1]!) / 2, (lines[0]! + lines[1]!) / 2] as const;
  const half = [(columns[1]! - columns[0]!) / 2, (lines[1]! - lines[0]!) / 2] as const;
  const values: number[] = [];
  for (let line = 0; line < 51; line++)
    for (let column = 0; column < 512; column++) {
      if (((column + 0.5 - middle[0]) / half[0]) ** 2 + ((line + 0.5 - middle[1]) / half[1]) ** 2 > 1) continue;
      const [above, below] = [Math.ceil(25 - line / 2), Math.floor(25 - line / 2)].map((k) => slices[k]![row * 512 + column]!);
      values.push((above! + below!) / 2);
    }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  return { n: values.length, mean, sd, min: Math.min(...values) };
}

describe.skipIf(!haveSharedData)(`three planes${whySkipped}`, () => {
  it('of a chest: crosshair, wheel, HU, window, slab, and back to the slice', async () => {
    const desk = await openDesk(browser, [sharedData('siemens-chest')]);
    await desk.picture('Original').getByText('Slice 14 of 26').waitFor();
    const { page, plane, crosshair, probe, click, drag } = await planesOf(desk);
    await page.getByText(/slices read/).waitFor({ state: 'detached' });
    await plane('Axial').getByText('Slice 14 of 26  43.5 mm').waitFor();
    // Voxel 255, 255 of the slice in view.
    expect(await crosshair()).toEqual([4.6, -170.4, 43.5]);
    for (const [name, letters] of [
      ['Axial', ['R', 'L', 'A', 'P']],
      ['Coronal', ['R', 'L', 'H', 'F']],
      ['Sagittal', ['A', 'P', 'H', 'F']],
    ] as const)
      for (const letter of letters) await plane(name).getByText(letter, { exact: true }).waitFor();
    await keepPicture(page, 'mpr-chest');

    // A slice is shown as it is, and its rows and columns in the other planes too.
    for (const [x, y] of [
      [0.4, 0.4],
      [0.62, 0.55],
      [0.3, 0.6],
    ] as const) {
      const { hu, mm } = await probe('Axial', x, y);
      expect(hu).toBe(chestHuAt(mm));
    }

    // The wheel moves a plane along its normal, and its line in the others.
    await page.mouse.wheel(0, -100);
    await plane('Axial').getByText('Slice 13 of 26  42.5 mm').waitFor();
    await plane('Sagittal').hover({ position: { x: 20, y: 40 } });
    await page.mouse.wheel(0, 100);
    await expect.poll(crosshair).toEqual([5.4, -170.4, 42.5]);

    // The crosshair is taken by its middle in the axial plane: the other two follow.
    await drag('Axial', [0.505, 0.5], [0.4, 0.42]);
    const [x, y, z] = await crosshair();
    expect(z).toBe(42.5);
    expect(x).toBeLessThan(-20);
    expect(y).toBeLessThan(-190);
    const under = await probe('Axial', 0.4, 0.42);
    under.mm.forEach((mm, axis) => expect(Math.abs(mm - [x!, y!, z!][axis]!)).toBeLessThan(1));
    expect(under.hu).toBe(chestHuAt(under.mm));
    await plane('Coronal')
      .getByText(`${y!.toFixed(1).replace('-', '−')} mm`)
      .waitFor();

    // A press that goes nowhere brings the crosshair there; one that goes somewhere sets the window of all three.
    await click('Coronal', [0.7, 0.54]);
    const clicked = await crosshair();
    expect(clicked[0]).toBeGreaterThan(40);
    expect(clicked[1]).toBe(y);
    await page.mouse.move(0, 0);
    await desk.press('2');
    for (const name of ['Axial', 'Coronal', 'Sagittal'] as const) await plane(name).getByText('W 1500  C −600').waitFor();
    await drag('Sagittal', [0.2, 0.2], [0.4, 0.2]);
    await plane('Axial').getByText('W 1500  C −600').waitFor({ state: 'detached' });

    // A slab stays while scrolling: its greatest values are no less than those of the plane.
    await desk.press('1');
    const single = await probe('Axial', 0.45, 0.45);
    await desk.button('MIP').click();
    await plane('Axial').getByText('MIP  10 mm').waitFor();
    await expect.poll(async () => (await probe('Axial', 0.45, 0.45)).hu).toBeGreaterThanOrEqual(single.hu);
    const [, , through] = await crosshair();
    const slab = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5].map((mm) => through! + mm).filter((mm) => mm >= 30.5 && mm <= 55.5);
    const stack = slab.map((mm) => chestHuAt([single.mm[0]!, single.mm[1]!, mm]));
    await expect.poll(async () => (await probe('Axial', 0.45, 0.45)).hu).toBe(Math.max(...stack));
    await page.mouse.wheel(0, 100);
    await plane('Axial').getByText('MIP  10 mm').waitFor();
    await keepPicture(page, 'mpr-chest-mip');

    await plane('Coronal').dblclick({ position: { x: 30, y: 60 } });
    await plane('Axial').waitFor({ state: 'detached' });
    await plane('Coronal').dblclick({ position: { x: 30, y: 60 } });
    await plane('Axial').waitFor();

    const shown = /Slice (\d+) of 26/.exec(await plane('Axial').innerText())![0];
    await desk.press('Escape');
    await desk.picture('Original').getByText(shown).waitFor();
    // The keys are the stack's again.
    await desk.press('Home');
    await desk.picture('Original').getByText('Slice 1 of 26').waitFor();
  });

  it('of a study: a tilted gantry is corrected, a scout refused, and slices are never mixed with denoised ones', async () => {
    const desk = await openDesk(browser, [sharedData('philips-head-phantom')]);
    const { page } = desk;
    const list = page.getByRole('region', { name: /\d+ series/ });
    await list.getByText(/^14 images/).click();
    const { plane, crosshair } = await planesOf(desk);
    await page.getByText('Gantry tilt of 18.5° corrected.').waitFor();
    await page.getByText(/slices read/).waitFor({ state: 'detached' });
    expect(await crosshair()).toHaveLength(3);
    await plane('Sagittal').getByText('H', { exact: true }).waitFor();
    await keepPicture(page, 'mpr-tilted');

    await list
      .getByText(/^1 image\b/)
      .first()
      .click();
    await page.getByText('These are pictures, not slices through the patient: there are no other planes to show.').waitFor();
    await keepPicture(page, 'mpr-refused');

    await list.getByText(/^4 images/).click();
    await plane('Axial').getByText(/of 4 /).waitFor();
    await page.getByRole('button', { name: 'Denoise', exact: true }).click();
    await page.getByText(/^Original · \d of 4 slices denoised$/).waitFor();
    await keepPicture(page, 'mpr-denoising');
    await page.getByText(/^Denoised · Tacet · \d+ % — not for diagnostic use$/).waitFor();
    await keepPicture(page, 'mpr-denoised');
    await page.keyboard.down('b');
    await page.getByText(/^Denoised · Tacet/).waitFor({ state: 'detached' });
    await page.keyboard.up('b');
    await page.getByText(/^Denoised · Tacet/).waitFor();
  });

  it('of a chest as pictures: the plane under the pointer, its pixels as they are, told in the file what they are', async () => {
    const desk = await openDesk(browser, [sharedData('siemens-chest')]);
    await desk.picture('Original').getByText('Slice 14 of 26').waitFor();
    const { page, plane, click } = await planesOf(desk);
    await page.getByText(/slices read/).waitFor({ state: 'detached' });
    const dialog = page.getByRole('dialog');
    const save = async (...choices: readonly string[]) => {
      await desk.press('Control+s');
      for (const choice of choices) await dialog.getByText(choice, { exact: true }).click();
      const [download] = await Promise.all([page.waitForEvent('download'), desk.button('Save').click()]);
      return { name: download.suggestedFilename(), png: decodedPng(await bytesOf(download)) };
    };

    await plane('Axial').hover();
    const axial = await save();
    expect(axial.name).toBe('series-2-axial-14.png');
    const greys = Array.from(chestHu(14), (hu) => linearGrey(hu, 40, 400));
    expect(axial.png).toMatchObject({ rows: 512, columns: 512, colourType: 0 });
    expect(Array.from(axial.png.pixels).filter((grey, at) => grey !== greys[at])).toHaveLength(0);
    expect(axial.png.text.Description).toBe('Original pixels. Axial plane Slice 14 of 26 43.5 mm. W 400 C 40.');

    // A coronal plane of 512 columns and 51 lines half a millimetre apart, in its true shape.
    await click('Coronal', [0.5, 0.3]);
    await desk.button('MIP').click();
    await plane('Coronal').hover();
    await desk.press('Control+s');
    await dialog.getByText(/^778 × 51 pixels, MIP {2}10 mm, W 400/).waitFor();
    await keepPicture(page, 'mpr-save');
    await desk.press('Escape');
    const mip = await save('Plane, position, slab, window and scale');
    expect(mip.name).toBe('series-2-coronal-256-mip-10mm.png');
    const [widthMm, heightMm] = [512 * chest.spacing, 51 * 0.5];
    expect(mip.png.rows / mip.png.columns).toBeCloseTo(heightMm / widthMm, 2);
    expect(mip.png.text.Description).toBe('Original pixels. Coronal plane -170.4 mm. MIP 10 mm. W 400 C 40.');

    // Another plane than the one under the pointer, after a denoising: the file says so, whatever else is left out.
    await desk.button('Denoise').click();
    await page.getByText(/^Denoised · Tacet · \d+ % — not for diagnostic use$/).waitFor();
    const denoised = await save('Sagittal plane');
    expect(denoised.name).toMatch(/^series-2-sagittal-256-mip-10mm-denoised-\d+\.png$/);
    expect(denoised.png.text.Description).toMatch(
      /^Denoised · Tacet · \d+ % - not for diagnostic use\. Sagittal plane -?\d+\.\d mm\. MIP 10 mm\. W 400 C 40\.$/,
    );

    await desk.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await plane('Axial').hover();
    await desk.press('Control+c');
    await page.getByText('Axial plane is copied, 512 × 512 pixels, without text.').waitFor();
  });

  it('of a chest, measured on: the figures of the volume, original and denoised, kept for the next opening', async () => {
    const desk = await openDesk(browser, [sharedData('siemens-chest')]);
    await desk.picture('Original').getByText('Slice 14 of 26').waitFor();
    const { page, plane, click, drag, crosshair } = await planesOf(desk);
    await page.getByText(/slices read/).waitFor({ state: 'detached' });
    const list = page.getByRole('list', { name: 'Measurements of this series' });
    const item = (name: string) => list.getByRole('listitem').filter({ hasText: name });
    const cells = async (name: string, row: string) => {
      const texts = await item(name).getByRole('row').filter({ hasText: row }).getByRole('cell').allInnerTexts();
      return texts.map((text) => numbersIn(text)[0]!);
    };

    await click('Axial', [0.6, 0.4]);
    const [x, y] = await crosshair();
    await plane('Coronal').dblclick({ position: { x: 30, y: 60 } });
    await plane('Axial').waitFor({ state: 'detached' });
    await desk.press('e');
    await drag('Coronal', [0.2, 0.486], [0.33, 0.513]);
    await item('Ellipse 1').waitFor();
    await desk.press('l');
    await drag('Coronal', [0.7, 0.49], [0.9, 0.51]);
    await item('Length 1').waitFor();
    await list.getByRole('button', { name: /Ellipse 1/ }).click();
    await keepPicture(page, 'mpr-measuring');

    // Kept in the patient's millimetres; the same pixels counted here, line by line between two slices of pydicom's.
    await expect.poll(() => keptOn(desk).length).toBe(2);
    const [ellipse, length] = keptOn(desk);
    expect(ellipse!.plane!.name).toBe('coronal');
    expect(ellipse!.plane!.atMm).toBeCloseTo(y!, 1);
    const wanted = ellipseOnCoronal(ellipse!);
    const shown = async () => [await cells('Ellipse 1', 'Mean'), await cells('Ellipse 1', 'SD'), await cells('Ellipse 1', 'Min')];
    const [[mean], [sd], [min]] = (await shown()) as [number[], number[], number[]];
    expect(mean).toBeCloseTo(wanted.mean, 1);
    expect(sd).toBeCloseTo(wanted.sd, 1);
    expect(min).toBeCloseTo(wanted.min, 1);
    expect(await item('Ellipse 1').getByText('Pixels').locator('xpath=following-sibling::dd').innerText()).toBe(`${wanted.n}`);
    const [from, to] = length!.points;
    const mm = Math.hypot(to!.column - from!.column, to!.row - from!.row);
    expect(
      await plane('Coronal')
        .getByText(`${mm.toFixed(1)} mm`)
        .count(),
    ).toBeGreaterThan(0);

    // Both volumes beside each other, whichever is shown.
    await desk.button('Denoise').click();
    await page.getByText(/^Denoised · Tacet · \d+ %/).waitFor();
    await expect.poll(async () => (await cells('Ellipse 1', 'SD')).length).toBe(3);
    const [means, sds] = (await shown()) as [number[], number[]];
    expect(means![0]).toBe(mean);
    expect(sds![0]).toBe(sd);
    expect(sds![1]).toBeLessThan(sd!);
    await desk.button('Original').click();
    expect(await shown()).toEqual(expect.arrayContaining([means, sds]));
    await keepPicture(page, 'mpr-measured');

    // A picture of the plane shows them; the way back, and forth.
    await plane('Coronal').hover();
    await desk.press('Control+s');
    await page.getByRole('dialog').getByText('Measurements', { exact: true }).waitFor();
    await desk.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await desk.press('Control+z');
    await item('Length 1').waitFor({ state: 'detached' });
    await desk.press('Control+y');
    await item('Length 1').waitFor();
    await desk.press('Delete');
    await item('Length 1').waitFor({ state: 'detached' });

    // Slices have a list of their own, and know of this one.
    await desk.press('Escape', 'Escape');
    await page.getByText('1 more on planes (Shift P).').waitFor();
    await page.reload();
    await desk.picture('Original').getByText('of 26').first().waitFor(); // as it was left
    await planesOf(desk);
    await item('Ellipse 1')
      .getByText(`Coronal ${y!.toFixed(1).replace('-', '−')}`, { exact: true })
      .waitFor();
    expect((await crosshair())[0]).not.toBe(x);
    await page.getByText(/slices read/).waitFor({ state: 'detached' });
    await list.getByRole('button', { name: /Ellipse 1/ }).click();
    expect((await crosshair())[1]).toBe(y);
    await expect.poll(async () => (await cells('Ellipse 1', 'Mean'))[0]).toBe(mean);
    await keepPicture(page, 'mpr-measured-again');
  });
});

import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chestHu } from '../oracle/oracle';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { keepPicture, launchBrowser } from './browser';
import { type Desk, openDesk } from './desk';

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
    await page.getByText(/^Denoised · Tacet · 50 % — not for diagnostic use$/).waitFor();
    await keepPicture(page, 'mpr-denoised');
    await page.keyboard.down('b');
    await page.getByText(/^Denoised · Tacet/).waitFor({ state: 'detached' });
    await page.keyboard.up('b');
    await page.getByText(/^Denoised · Tacet/).waitFor();
  });
});

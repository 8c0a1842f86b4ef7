import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Measurement } from '../../src-main/contract';
import { havePydicom, whyNoPydicom, withPydicom } from '../dicom/validator';
import { oracle, oracleBytes } from '../oracle/oracle';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { keepPicture, launchBrowser } from './browser';
import { type Desk, openDesk } from './desk';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Where on a picture, as shares of its width and height. */
type Place = readonly [number, number];

async function at(picture: Locator, [x, y]: Place): Promise<readonly [number, number]> {
  const box = (await picture.boundingBox())!;
  return [box.x + x * box.width, box.y + y * box.height];
}
async function drag(desk: Desk, picture: Locator, from: Place, to: Place): Promise<void> {
  const { mouse } = desk.page;
  await mouse.move(...(await at(picture, from)));
  await mouse.down();
  await mouse.move(...(await at(picture, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2])));
  await mouse.move(...(await at(picture, to)));
  await mouse.up();
}
async function click(desk: Desk, picture: Locator, ...places: readonly Place[]): Promise<void> {
  for (const place of places) await desk.page.mouse.click(...(await at(picture, place)));
}

/** What lies in the user's folder of this study. */
function kept(desk: Desk): readonly Measurement[] {
  const folder = join(desk.served.home, 'measurements');
  const [file] = readdirSync(folder);
  return (JSON.parse(readFileSync(join(folder, file!), 'utf8')) as { measurements: Measurement[] }).measurements;
}
const list = (desk: Desk): Locator => desk.page.getByRole('list', { name: 'Measurements of this series' });
const item = (desk: Desk, name: string): Locator => list(desk).getByRole('listitem').filter({ hasText: name });
const cells = async (desk: Desk, name: string, row: string): Promise<readonly number[]> => {
  const texts = await item(desk, name).getByRole('row').filter({ hasText: row }).getByRole('cell').allInnerTexts();
  return texts.map((text) => Number(text.replace('−', '-').replace('%', '')));
};

/** The figures of a region by numpy, over the file that pydicom reads: pixels whose centres lie inside. */
function byNumpy({ kind, sopUid, points: [a, b] }: Measurement): Record<'n' | 'mean' | 'sd' | 'min' | 'max' | 'area', number> {
  const path = oracle.files.find(({ sop_uid: uid }) => uid === sopUid)!.path;
  const box = `x=numpy.arange(hu.shape[1])+0.5, y=(numpy.arange(hu.shape[0])+0.5)[:,None], l=${Math.min(a!.column, b!.column)}, r=${Math.max(a!.column, b!.column)}, t=${Math.min(a!.row, b!.row)}, u=${Math.max(a!.row, b!.row)}`;
  const inside =
    kind === 'ellipse' ? '((x-(l+r)/2)/((r-l)/2))**2 + ((y-(t+u)/2)/((u-t)/2))**2 <= 1' : '(x>=l) & (x<r) & (y>=t) & (y<u)';
  const area = `(r-l)*(u-t)*float(ds.PixelSpacing[0])*float(ds.PixelSpacing[1])${kind === 'ellipse' ? '*numpy.pi/4' : ''}`;
  return withPydicom(
    oracleBytes(path),
    `(lambda ${box}: (lambda v: {'n': len(v), 'mean': float(v.mean()), 'sd': float(v.std(ddof=1)), 'min': float(v.min()), 'max': float(v.max()), 'area': ${area}})(hu[${inside}]))()`,
  ) as ReturnType<typeof byNumpy>;
}

async function reading(size?: { readonly width: number; readonly height: number }): Promise<Desk & { readonly image: Locator }> {
  const desk = await openDesk(browser, [sharedData('siemens-chest')], size);
  const image = desk.picture('Original');
  await image.getByText('of 26').first().waitFor();
  await desk.page.getByText(/^Loading/).waitFor({ state: 'detached' });
  return { ...desk, image };
}

describe.skipIf(!haveSharedData)(`measuring on a real chest${whySkipped}`, () => {
  it.skipIf(!havePydicom)(
    `an ellipse and a rectangle: the figures numpy finds, before and after denoising, also after a reload${whyNoPydicom}`,
    async () => {
      const desk = await reading();
      const { image, page } = desk;
      await desk.press('e');
      await drag(desk, image, [0.08, 0.4], [0.14, 0.47]); // shoulder muscle
      await item(desk, 'Ellipse 1').waitFor();
      await desk.press('s');
      await drag(desk, image, [0.45, 0.74], [0.52, 0.77]); // muscle beside the spine
      await item(desk, 'Rectangle 1').waitFor();
      await expect.poll(() => kept(desk).length).toBe(2);
      for (const measurement of kept(desk)) {
        const found = byNumpy(measurement);
        await item(desk, measurement.name).getByRole('button').first().click();
        const shown = item(desk, measurement.name);
        expect(await cells(desk, measurement.name, 'Mean')).toEqual([expect.closeTo(found.mean, 1)]);
        expect(await cells(desk, measurement.name, 'SD')).toEqual([expect.closeTo(found.sd, 1)]);
        expect(await cells(desk, measurement.name, 'Min')).toEqual([found.min]);
        expect(await cells(desk, measurement.name, 'Max')).toEqual([found.max]);
        await shown.getByText(String(found.n), { exact: true }).waitFor();
        await shown.getByText(`${(found.area / 100).toFixed(2)} cm²`).waitFor();
      }
      await keepPicture(page, 'measure-regions');

      await desk.button('Denoise').click();
      await desk
        .picture('Denoised')
        .getByText(/Denoised · Tacet · \d+ %/)
        .waitFor();
      await desk.button('Cancel').first().click();
      for (const { name } of kept(desk)) {
        await item(desk, name).getByRole('button').first().click();
        const [before, after, change] = await cells(desk, name, 'SD');
        expect(after!).toBeLessThan(before!);
        expect(change!).toBeCloseTo(100 * (after! / before! - 1), -0.5);
        const [meanBefore, meanAfter, meanChange] = await cells(desk, name, 'Mean');
        expect(Math.abs(meanAfter! - meanBefore!)).toBeLessThan(1);
        expect(meanChange!).toBeCloseTo(meanAfter! - meanBefore!, 0.5);
      }
      await page.getByRole('slider', { name: 'Strength' }).fill('0');
      await expect.poll(async () => (await cells(desk, 'Rectangle 1', 'SD'))[2]).toBe(0);
      const [before, after] = await cells(desk, 'Rectangle 1', 'SD');
      expect(after).toBe(before);
      await page.getByRole('slider', { name: 'Strength' }).fill('0.5');

      // Two regions: |mean1 - mean2| / sqrt((sd1² + sd2²)/2).
      await item(desk, 'Ellipse 1')
        .getByRole('button')
        .first()
        .click({ modifiers: ['Shift'] });
      const [one, other] = kept(desk).map(byNumpy);
      const ratio = Math.abs(one!.mean - other!.mean) / Math.sqrt((one!.sd ** 2 + other!.sd ** 2) / 2);
      const contrast = page.getByRole('region', { name: 'Contrast to noise' });
      await contrast.getByText(new RegExp(`${ratio.toFixed(2)} original`)).waitFor();
      await contrast.getByText(/at \d+ %/).waitFor();
      await keepPicture(page, 'measure-denoised');

      await page.reload();
      await item(desk, 'Ellipse 1').waitFor();
      await item(desk, 'Rectangle 1').getByRole('button').first().click();
      const [mean] = await cells(desk, 'Rectangle 1', 'Mean');
      expect(mean).toBeCloseTo(byNumpy(kept(desk)[1]!).mean, 1);
    },
  );

  it('undoes and does again, deletes, renames, moves by handle, as a whole and by the arrow keys', async () => {
    const desk = await reading();
    const { image, page } = desk;
    await desk.press('l');
    await drag(desk, image, [0.4, 0.4], [0.6, 0.4]);
    const length = item(desk, 'Length 1');
    await length.waitFor();
    const points = async () => {
      await expect.poll(() => kept(desk).length).toBe(1);
      return kept(desk)[0]!.points;
    };
    const [from, to] = await points();
    await desk.press('Control+z');
    await length.waitFor({ state: 'detached' });
    await desk.press('Control+y');
    await length.waitFor();
    await desk.press('Control+z', 'Control+Shift+z');
    await length.waitFor();

    // With the tool for windows: the handle, then the line.
    await desk.press('w');
    await drag(desk, image, [0.6, 0.4], [0.6, 0.5]);
    await expect.poll(async () => (await points())[1]!.row).toBeGreaterThan(to!.row + 20);
    expect((await points())[0]).toEqual(from);
    await drag(desk, image, [0.5, 0.45], [0.55, 0.45]);
    await expect.poll(async () => (await points())[0]!.column).toBeGreaterThan(from!.column + 10);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect.poll(points).toEqual([from, to]);

    await length.getByRole('button').first().focus();
    await desk.press('ArrowRight', 'ArrowRight', 'ArrowDown');
    await expect.poll(points).toEqual([from, to].map((point) => ({ column: point!.column + 2, row: point!.row + 1 })));
    await length.getByRole('button', { name: 'Next point' }).click();
    await desk.press('ArrowLeft');
    await expect.poll(async () => (await points())[0]).toEqual({ column: from!.column + 1, row: from!.row + 1 });
    expect((await points())[1]).toEqual({ column: to!.column + 2, row: to!.row + 1 });

    await length.getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('Name of Length 1').fill('Aorta');
    await desk.press('Enter');
    await item(desk, 'Aorta').waitFor();
    await image.getByText('Aorta').first().waitFor();
    await image.hover({ position: { x: 20, y: 200 } });
    await desk.press('Delete');
    await list(desk).waitFor({ state: 'detached' });
    await expect.poll(() => kept(desk)).toEqual([]);
  });

  it('every tool by clicks alone, side by side; drawn on both pictures, changed on either, gone with the text', async () => {
    const desk = await reading({ width: 1600, height: 1000 });
    const { image, page } = desk;
    const tools: readonly (readonly [string, string, readonly Place[]])[] = [
      [
        'l',
        'Length 1',
        [
          [0.3, 0.3],
          [0.4, 0.32],
        ],
      ],
      [
        'x',
        'Two axes 1',
        [
          [0.62, 0.28],
          [0.72, 0.3],
        ],
      ],
      [
        'a',
        'Angle 1',
        [
          [0.22, 0.5],
          [0.3, 0.6],
          [0.36, 0.5],
        ],
      ],
      [
        'k',
        'Cobb angle 1',
        [
          [0.45, 0.6],
          [0.55, 0.58],
          [0.46, 0.68],
          [0.56, 0.74],
        ],
      ],
      [
        'e',
        'Ellipse 1',
        [
          [0.08, 0.4],
          [0.14, 0.47],
        ],
      ],
      [
        's',
        'Rectangle 1',
        [
          [0.62, 0.62],
          [0.7, 0.7],
        ],
      ],
      [
        'c',
        'Freehand 1',
        [
          [0.8, 0.5],
          [0.88, 0.48],
          [0.9, 0.58],
          [0.8, 0.5],
        ],
      ],
      ['p', 'Probe 1', [[0.5, 0.5]]],
    ];
    for (const [key, name, places] of tools) {
      await desk.press(key);
      await click(desk, image, ...places);
      await item(desk, name).waitFor();
    }
    await desk.press('q');
    await click(desk, image, [0.55, 0.42], [0.62, 0.36]);
    await page.keyboard.type('trachea');
    await desk.press('Enter');
    await desk.press('t');
    await click(desk, image, [0.2, 0.8]);
    await page.keyboard.type('table');
    await desk.press('Enter');
    await item(desk, 'table').waitFor();
    await expect.poll(() => kept(desk).length).toBe(10);
    await keepPicture(page, 'measure-all-tools');

    await desk.button('Denoise').click();
    await desk
      .picture('Denoised')
      .getByText(/Denoised · Tacet · \d+ %/)
      .waitFor();
    await desk.button('Cancel').first().click();
    await desk.button('Side by side').click();
    for (const name of ['Original', 'Denoised'] as const) {
      await desk
        .picture(name)
        .getByRole('img', { name: /^Ellipse 1, [\d.]+ cm²\s+n \d+, Mean \S+ → \S+ HU \(.*\), SD \S+ → \S+ HU \(−\d+ %\)$/ })
        .first()
        .waitFor();
      expect(await desk.picture(name).getByRole('img').count()).toBe(10);
    }
    // In brief, each picture's label tells of that picture.
    const labels = (name: 'Original' | 'Denoised') => desk.picture(name).locator('[data-measurement]').allInnerTexts();
    const [before, after] = [await labels('Original'), await labels('Denoised')].map((all) =>
      all.filter((text) => text.includes('±')),
    );
    expect(before!.length).toBeGreaterThan(1);
    for (const text of [...before!, ...after!]) expect(text).toMatch(/^\S+ ± \S+ HU$/);
    for (const [at, text] of before!.entries()) expect(after![at]).not.toBe(text);
    await keepPicture(page, 'measure-side-by-side');
    const [rectangle] = kept(desk).filter(({ kind }) => kind === 'rectangle');
    await desk.press('w');
    const corner = await desk
      .picture('Denoised')
      .getByRole('img', { name: /^Rectangle 1/ })
      .boundingBox();
    const { mouse } = page;
    await mouse.move(corner!.x + corner!.width - 2, corner!.y + corner!.height - 2);
    await mouse.down();
    await mouse.move(corner!.x + corner!.width + 20, corner!.y + corner!.height + 15, { steps: 3 });
    await mouse.up();
    await expect.poll(() => kept(desk).find(({ kind }) => kind === 'rectangle')!.points).not.toEqual(rectangle!.points);
    await desk.press('o');
    await desk.picture('Original').getByRole('img').first().waitFor({ state: 'detached' });

    // Another slice has none of them; the list brings one back into view.
    await desk.press('o', 'Home');
    await desk.picture('Original').getByRole('img').first().waitFor({ state: 'detached' });
    await item(desk, 'Angle 1').getByRole('button').first().click();
    await desk
      .picture('Original')
      .getByRole('img', { name: /^Angle 1, \d+\.\d°/ })
      .waitFor();
    for (const [name, width, height] of [
      ['small', 1280, 800],
      ['narrow', 760, 900],
      ['4k', 3840, 2160],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(500);
      await keepPicture(page, `measure-${name}`);
    }
  });
});

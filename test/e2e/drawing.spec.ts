import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser';
import { openDrawing } from './drawing-page';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await openDrawing(browser);
});
afterAll(() => browser.close());

type Curve = 'LINEAR' | 'LINEAR_EXACT' | 'SIGMOID';
interface Window {
  readonly curve: Curve;
  readonly centerHu: number;
  readonly widthHu: number;
}

/** PS3.3 C.11.2.1.2.1, C.11.2.1.3.2 and C.11.2.1.3.1 as they stand there, from 0 to 255, in 64 bits and without rounding. */
const byTheStandard: Record<Curve, (x: number, c: number, w: number) => number> = {
  LINEAR: (x, c, w) =>
    x <= c - 0.5 - (w - 1) / 2 ? 0 : x > c - 0.5 + (w - 1) / 2 ? 255 : ((x - (c - 0.5)) / (w - 1) + 0.5) * 255,
  LINEAR_EXACT: (x, c, w) => (x <= c - w / 2 ? 0 : x > c + w / 2 ? 255 : ((x - c) / w + 0.5) * 255),
  SIGMOID: (x, c, w) => 255 / (1 + Math.exp((-4 * (x - c)) / w)),
};
const greyOf = (hu: number, { curve, centerHu, widthHu }: Window): number => byTheStandard[curve](hu, centerHu, widthHu);

const windows: readonly Window[] = (['LINEAR', 'LINEAR_EXACT', 'SIGMOID'] as const).flatMap((curve) =>
  (
    [
      [40, 400],
      [-600, 1500],
      [480, 2500],
      [40, 80],
      [40.5, 81],
      [0, 2],
      [-1024, 1],
      [300, 4096],
    ] as const
  ).map(([centerHu, widthHu]) => ({ curve, centerHu, widthHu })),
);
/** Rises, falls and jumps, over more entries than a texture's row holds. */
const table = {
  firstHu: -1000,
  levels: Array.from({ length: 2001 }, (_, i) => Math.round(127 + 127 * Math.sin(i / 90)) ^ (i & 1)),
};
const greyInTable = (hu: number): number => table.levels[Math.min(2000, Math.max(0, Math.round(hu) - table.firstHu))]!;

const everyHu = Array.from({ length: 4095 + 2048 + 1 }, (_, at) => at - 2048);
const columns = 96;
const painters = ['the graphics card', 'the page'] as const;
const polarities = ['white-high', 'white-low'] as const;

/** What is on the screen for each HU, drawn in each of these ways in one pane. */
const drawn = (
  painter: (typeof painters)[number],
  hu: readonly number[],
  kind: 'whole' | 'fractional',
  vois: readonly (Window | typeof table)[],
): Promise<number[][]> =>
  page.evaluate(
    async ([painter, hu, kind, vois, columns]) => {
      const { Canvas, GpuPainter, pictureOf } = window.drawing;
      const gpu = painter === 'the page' ? null : GpuPainter.create();
      const canvas = new Canvas(gpu);
      const picture = pictureOf(kind === 'whole' ? Int16Array.from(hu) : Float32Array.from(hu), columns);
      const levels: number[][] = [];
      for (const voi of vois)
        for (const polarity of ['white-high', 'white-low'] as const) {
          const shown = 'levels' in voi ? { name: 'T', firstHu: voi.firstHu, levels: Uint8Array.from(voi.levels) } : voi;
          levels.push(await canvas.show(picture, shown, polarity));
        }
      canvas.close();
      if (painter !== 'the page' && !gpu?.uploads) throw new Error('The graphics card painted nothing.');
      return levels;
    },
    [painter, hu, kind, vois, columns] as const,
  );

const worst = (levels: readonly number[], expected: readonly number[]): number =>
  levels.reduce((most, level, at) => Math.max(most, Math.abs(level - expected[at]!)), 0);

describe.each(painters)('grey drawn by %s', (painter) => {
  it.each([
    ['every HU from -2048 to 4095', 'whole', everyHu],
    ['fractions of HU', 'fractional', everyHu.map((hu) => hu / 8 + 0.3)],
  ] as const)('is within one level of the standard’s curves, in both polarities: %s', async (_, kind, hu) => {
    const levels = await drawn(painter, hu, kind, windows);
    const values = kind === 'whole' ? hu : [...Float32Array.from(hu)];
    for (const [at, voi] of windows.entries())
      for (const [side, polarity] of polarities.entries()) {
        const expected = values.map((x) => (side === 0 ? greyOf(x, voi) : 255 - greyOf(x, voi)));
        const { curve, centerHu, widthHu } = voi;
        expect.soft(worst(levels[2 * at + side]!, expected), `${curve} C ${centerHu} W ${widthHu} ${polarity}`).toBeLessThan(1);
      }
  });

  it('follows a table of the image to the last level, and its ends beyond', async () => {
    for (const [kind, hu] of [
      ['whole', everyHu],
      ['fractional', everyHu.map((x) => x / 2 + 0.25)],
    ] as const) {
      const [high, low] = await drawn(painter, hu, kind, [table]);
      expect(high).toEqual(hu.map(greyInTable));
      expect(low).toEqual(hu.map((x) => 255 - greyInTable(x)));
    }
  });
});

describe('the graphics card', () => {
  it('takes noise away while it paints: a strength, a window, a place cost no upload, and they are the greys of original - strength · noise', async () => {
    const noise = everyHu.map((hu) => 37.5 * Math.sin(hu));
    const { uploads, levels } = await page.evaluate(
      async ([hu, noise, columns]) => {
        const { Canvas, GpuPainter, pictureOf } = window.drawing;
        const gpu = GpuPainter.create()!;
        const canvas = new Canvas(gpu);
        const original = pictureOf(Int16Array.from(hu), columns);
        const voi = { curve: 'LINEAR', centerHu: 40, widthHu: 400 } as const;
        const found = Float32Array.from(noise);
        const levels: number[][] = [];
        for (const strength of [0.5, 0.05, 1])
          levels.push(await canvas.show({ ...original, removed: { noise: found, strength } }, voi, 'white-high'));
        await canvas.show(original, { ...voi, centerHu: 41 }, 'white-low', { placement: [0, 2, -2, 0, 9, 9] });
        canvas.close();
        return { uploads: gpu.uploads, levels };
      },
      [everyHu, noise, columns] as const,
    );
    expect(uploads).toBe(2);
    for (const [at, strength] of [0.5, 0.05, 1].entries()) {
      const expected = everyHu.map((hu, i) => greyOf(hu - strength * noise[i]!, { curve: 'LINEAR', centerHu: 40, widthHu: 400 }));
      expect(worst(levels[at]!, expected)).toBeLessThan(1);
    }
  });

  it('keeps the slices that were shown last, however many panes show them, in one context', async () => {
    const shown = await page.evaluate(async () => {
      const { Canvas, GpuPainter, pictureOf } = window.drawing;
      const gpu = GpuPainter.create()!;
      const panes = Array.from({ length: 20 }, () => new Canvas(gpu));
      const slices = panes.map((_, at) =>
        pictureOf(
          Int16Array.from({ length: 16 }, () => at),
          4,
        ),
      );
      const voi = { curve: 'LINEAR_EXACT', centerHu: 12.5, widthHu: 25 } as const;
      for (const from of [0, 7, 0])
        for (const [at, pane] of panes.entries()) await pane.show(slices[(at + from) % 20]!, voi, 'white-high');
      const levels = panes.map((pane) => pane.levels());
      for (const pane of panes) pane.close();
      return { uploads: gpu.uploads, levels };
    });
    expect(shown.uploads).toBe(20);
    expect(shown.levels).toEqual(shown.levels.map((_, at) => Array<number>(16).fill(Math.round((255 * at) / 25))));
  });

  it('lost, leaves nothing blank: the page goes on painting, until it is restored', async () => {
    const seen = await page.evaluate(async () => {
      const { Canvas, GpuPainter, frame, pictureOf } = window.drawing;
      const gpu = GpuPainter.create()!;
      const canvas = new Canvas(gpu);
      const picture = pictureOf(Int16Array.of(0, 40, 80, 200), 2);
      const voi = { curve: 'LINEAR', centerHu: 40, widthHu: 80 } as const;
      const before = await canvas.show(picture, voi, 'white-high');
      const card = gpu.paint(picture, voi, 'white-high')!;
      const extension = card.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
      const happened = (name: string) => new Promise((resolve) => card.addEventListener(name, resolve, { once: true }));

      const lost = happened('webglcontextlost');
      extension.loseContext();
      const atOnce = await canvas.show(picture, voi, 'white-low');
      await lost;
      await frame();
      const later = canvas.levels();
      const painted = gpu.paint(picture, voi, 'white-high') ? 'by the card' : 'by the page';

      const restored = happened('webglcontextrestored');
      extension.restoreContext();
      await restored;
      await frame();
      const again = canvas.levels();
      const uploads = gpu.uploads;
      canvas.close();
      return { before, atOnce, later, painted, again, uploads };
    });
    const white = [0, 129, 255, 255];
    const black = [255, 126, 0, 0];
    expect(seen).toEqual({ before: white, atOnce: black, later: black, painted: 'by the page', again: black, uploads: 1 });
  });
});

it('both painters draw the same: smoothed, turned, enlarged, shrunk, of an odd width, with padding, noise, in colour and under a tint', async () => {
  const differences = await page.evaluate(async () => {
    const { Canvas, GpuPainter, pictureOf } = window.drawing;
    const gpu = GpuPainter.create()!;
    const columns = 61;
    const count = 61 * 40;
    const wave = (steep: number) => Float32Array.from({ length: count }, (_, at) => 300 * Math.sin(at / steep) + 40);
    const padding = Uint8Array.from({ length: count }, (_, at) => Number(at % 61 < 9));
    const whole = pictureOf(Int16Array.from(wave(7)), columns, { padding });
    const pictures = {
      whole,
      fractional: pictureOf(wave(5), columns),
      denoised: { ...whole, removed: { noise: wave(3), strength: 0.35 } },
      colour: { ...whole, rgba: Uint32Array.from({ length: count }, (_, at) => 0xff000000 | ((at & 0xff) * 0x010101)) },
      tinted: { ...whole, tint: { paint: (out: Uint32Array) => void out.fill(0xff606060).fill(0xffa0a0a0, 900) } },
    };
    const looks = [
      { placement: [1, 0, 0, 1, 0, 0] },
      { placement: [0, 3.3, -2.5, 0, 60, -20], interpolation: 'smooth', scale: 2.5 },
      { placement: [-0.4, 0, 0, 0.45, 50, 3], interpolation: 'smooth', scale: 0.4 },
      { placement: [7, 0, 0, 7, -100, -90], tintOpacity: 0.3, scale: 7 },
    ] as const;
    const voi = { curve: 'LINEAR', centerHu: 40, widthHu: 400 } as const;
    const differences: Record<string, number> = {};
    for (const [name, picture] of Object.entries(pictures))
      for (const [at, look] of looks.entries())
        for (const polarity of ['white-high', 'white-low'] as const) {
          const [card, page] = [new Canvas(gpu), new Canvas(null)];
          const [one, other] = await Promise.all([card, page].map((canvas) => canvas.show(picture, voi, polarity, look)));
          differences[`${name} ${at} ${polarity}`] = Math.max(...one!.map((level, i) => Math.abs(level - other![i]!)));
          if (one!.every((level) => level === one![0])) throw new Error(`${name} ${at}: nothing was drawn.`);
          card.close();
          page.close();
        }
    return differences;
  });
  for (const [name, difference] of Object.entries(differences)) expect.soft(difference, name).toBeLessThanOrEqual(1);
});

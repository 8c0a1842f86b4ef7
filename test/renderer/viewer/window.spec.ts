import { describe, expect, it } from 'vitest';
import type { KeySet, Window } from '../../../src-main/contract';
import { en } from '../../../src-renderer/language/en';
import {
  autoWindow,
  percentile,
  presetsOf,
  voiLabel,
  windowAfterDrag,
  windowOf,
  windowOfRegion,
  windowsOfImage,
} from '../../../src-renderer/viewer/window';

const linear = (centerHu: number, widthHu: number): Window => ({ centerHu, widthHu, curve: 'LINEAR' });

describe('a window drag', () => {
  it('keeps the curve of the window it began with', () => {
    expect(windowAfterDrag({ ...linear(40, 400), curve: 'SIGMOID' }, 10, 0).curve).toBe('SIGMOID');
  });

  it('moves a 512 HU wide window by one HU a pixel: right is wider, down is a higher centre', () => {
    expect(windowAfterDrag(linear(40, 512), 30, 0)).toEqual(linear(40, 542));
    expect(windowAfterDrag(linear(40, 512), 0, -30)).toEqual(linear(10, 512));
  });

  it('is as fast, in proportion, in a lung window as in a liver window', () => {
    for (const widthHu of [150, 400, 1500, 2500]) {
      expect(windowAfterDrag(linear(0, widthHu), 128, 64)).toEqual(linear(Math.round(widthHu / 8), Math.round(widthHu * 1.25)));
    }
  });

  it('never goes below width 1, and comes back from there', () => {
    const narrow = windowAfterDrag(linear(40, 80), -2000, 0);
    expect(narrow.widthHu).toBe(1);
    expect(windowAfterDrag(narrow, 100, 0).widthHu).toBeGreaterThan(10);
  });
});

describe('presets', () => {
  const listed = (keySet: KeySet) =>
    presetsOf(keySet).map(
      ({ digit, command, widthHu, centerHu }) => `${digit} ${en.viewer.preset[command]} ${widthHu}/${centerHu}`,
    );

  it('are those of the reading rooms, on the digits 1 to 6', () => {
    expect(listed('ohif')).toEqual(listed('tacet'));
    expect(listed('tacet')).toEqual([
      '1 Soft tissue 400/40',
      '2 Lung 1500/-600',
      '3 Bone 2500/480',
      '4 Brain 80/40',
      '5 Liver 150/90',
      '6 Mediastinum 400/80',
    ]);
  });

  it('are Horos’ own with its set of keys', () => {
    expect(listed('horos')).toEqual([
      '1 Soft tissue 350/40',
      '2 Lung 1400/-500',
      '3 Bone 1500/300',
      '4 Brain 100/50',
      '5 Liver 150/90',
      '6 Mediastinum 400/80',
    ]);
  });

  it('of the image: each once, the nameless numbered, the impossible left out', () => {
    const windows = [
      { name: 'WINDOW1', ...linear(40, 400) },
      { name: '', ...linear(-600, 1500) },
      { name: 'again', ...linear(40, 400) },
      { name: 'soft', ...linear(40, 400), curve: 'SIGMOID' as const },
      { name: 'broken', ...linear(40, 0) },
      { name: 'narrow', ...linear(40, 0.5), curve: 'LINEAR_EXACT' as const },
      { name: 'broken', ...linear(Number.NaN, 100) },
    ];
    expect(windowsOfImage(windows, en.viewer).map(({ name }) => name)).toEqual(['WINDOW1', 'Image 2', 'soft', 'narrow']);
    expect(windowsOfImage([{ name: ' ', ...linear(1, 2) }], en.viewer).map(({ name }) => name)).toEqual(['Image']);
  });
});

describe('the window from the slice', () => {
  it('is as narrow as a dose that lies within 1', () => {
    const window = autoWindow({ hu: Float32Array.from({ length: 101 }, (_, at) => 0.5 + at / 1000), padding: null, rgba: null });
    expect(window).toEqual({ centerHu: expect.closeTo(0.55, 5), widthHu: expect.closeTo(0.098, 5), curve: 'LINEAR_EXACT' });
  });
  it('spans the tissue and ignores padding and air', () => {
    const hu = Int16Array.from({ length: 1000 }, (_, at) => (at < 500 ? -1000 : at < 600 ? -2000 : at - 600));
    const padding = Uint8Array.from({ length: 1000 }, (_, at) => (at >= 500 && at < 600 ? 1 : 0));
    const { centerHu, widthHu } = autoWindow({ hu, padding, rgba: null });
    expect(Math.abs(centerHu - 200)).toBeLessThan(4);
    expect(Math.abs(widthHu - 392)).toBeLessThan(6);
  });

  it('ignores padding that is brighter than any tissue', () => {
    const tissue = Int16Array.from({ length: 400 }, (_, at) => at);
    const hu = Int16Array.from({ length: 1000 }, (_, at) => tissue[at] ?? 3000);
    const padding = Uint8Array.from({ length: 1000 }, (_, at) => (at < 400 ? 0 : 1));
    expect(autoWindow({ hu, padding, rgba: null })).toEqual(autoWindow({ hu: tissue, padding: null, rgba: null }));
  });

  it('shows air where there is nothing else, and something even where there is nothing at all', () => {
    expect(autoWindow({ hu: new Int16Array(100).fill(-1000), padding: null, rgba: null })).toEqual(linear(-1000, 1));
    expect(autoWindow({ hu: new Int16Array(4), padding: new Uint8Array(4).fill(1), rgba: null })).toEqual(linear(40, 400));
  });
});

describe('the window from a region', () => {
  const [rows, columns] = [10, 10];
  const corners = [
    { column: 3, row: 2 },
    { column: 8, row: 6 },
  ] as const;

  it('spans the 2nd to the 98th percentile of what was measured there, padding left out', () => {
    const padding = new Uint8Array(100);
    for (const [row, column] of [
      [2, 3],
      [2, 4],
      [5, 7],
    ] as const)
      padding[row * columns + column] = 1;
    const hu = Int16Array.from({ length: 100 }, (_, at) => (padding[at] ? 3000 : 10 * at - 200));
    // numpy.percentile of the other 17 values: 53.2 and 356.8.
    expect(windowOfRegion({ hu, padding, rgba: null, rows, columns }, corners)).toEqual(linear(205, 305));
  });

  it('is none where nothing was measured', () => {
    const hu = new Int16Array(100);
    expect(windowOfRegion({ hu, padding: new Uint8Array(100).fill(1), rgba: null, rows, columns }, corners)).toBeNull();
  });

  it('takes percentiles as numpy does', () => {
    const sorted = Float64Array.of(-3, 1, 4, 9, 16, 25, 36.5, 49, 50, 120);
    const expected = { 0: -3, 2: -2.28, 37: 11.31, 50: 20.5, 98: 107.4, 100: 120 };
    for (const [percent, value] of Object.entries(expected)) expect(percentile(sorted, Number(percent))).toBeCloseTo(value, 9);
  });
});

describe('a table of the image', () => {
  const table = { name: 'BONE ', firstHu: -1024, levels: new Uint8Array(2048) };

  it('is named in the corner of the image, where a window has its numbers', () => {
    expect(voiLabel(table, en.imageText)).toBe('Table BONE');
    expect(voiLabel({ ...table, name: '' }, en.imageText)).toBe('Table of the image');
    expect(
      [linear(-600, 1500), { ...linear(40, 80.55), curve: 'SIGMOID' as const }].map((voi) => voiLabel(voi, en.imageText)),
    ).toEqual(['W 1500  C −600', 'W 80.5  C 40  sigmoid']);
  });

  it('is left by a drag that begins at the range it covers', () => {
    expect(windowOf(table)).toEqual(linear(0, 2048));
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cut, cutting, type Cut } from '../../../src-renderer/mpr/cut';
import { Drawing } from '../../../src-renderer/mpr/drawing.svelte';
import { gridOf } from '../../../src-renderer/mpr/grid';
import { planeNames, planes, sizeOf } from '../../../src-renderer/mpr/plane';
import { slabPlanes, thinned } from '../../../src-renderer/mpr/slab';
import type { PatientPointMm } from '../../../src-renderer/viewer/geometry';
import type { Picture } from '../../../src-renderer/viewer/pane';
import { original, paintedSlices, single, volumeOfShape } from './made-volume';

const shape = { rows: 41, columns: 38, spacingMm: [1, 1], orientation: [1, 0, 0, 0, 1, 0] } as const;
const uprightPlaces = Array.from({ length: 20 }, (_, k): PatientPointMm => [-19, -20, 1.5 * k]);
const leaningPlaces = Array.from({ length: 20 }, (_, k): PatientPointMm => [-19, -20 + 0.3 * k, 1.5 * k]);
const cutOf = (places: readonly PatientPointMm[], name: (typeof planeNames)[number] = 'sagittal'): Cut => {
  const volume = volumeOfShape({ ...shape, positions: places });
  const voxels = original(paintedSlices(volume, ([x, y, z]) => 7 * x + 11 * y + 13 * z));
  return { volume, grid: gridOf(volume), voxels, plane: planes[name], atMm: 2, slab: single };
};
const coarse = (what: Cut, coarseness: number): Picture => {
  const work = cutting(what, coarseness);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
};

describe('a coarse plane', () => {
  const kinds = [
    ['an upright volume', uprightPlaces],
    ['one that leans', leaningPlaces],
  ] as const;
  it.each(
    kinds.flatMap(([kind, places]) => planeNames.flatMap((name) => [2, 3, 4].map((by) => [kind, name, by, places] as const))),
  )('of %s, %s, has one sample of the sharp one for every %i × as many, from the middle of them', (_kind, name, by, places) => {
    const what = cutOf(places, name);
    const sharp = cut(what);
    const found = coarse(what, by);
    expect(found.coarseness).toBe(by);
    const lines = (count: number) => Array.from({ length: count }, (_, at) => at).filter((at) => at % by === by >> 1);
    const [rows, columns] = [lines(sharp.rows), lines(sharp.columns)];
    expect([found.rows, found.columns]).toEqual([rows.length, columns.length]);
    const at = rows.flatMap((row) => columns.map((column) => row * sharp.columns + column));
    expect(Array.from(found.padding!)).toEqual(at.map((one) => sharp.padding![one]));
    at.forEach((one, sample) => expect(found.hu[sample]).toBeCloseTo(sharp.hu[one]!, 3));
  });

  it('takes fewer planes of a slab, and both of its faces', () => {
    const { grid } = cutOf(uprightPlaces);
    const all = slabPlanes(grid, 0, 2, 10);
    const places = thinned(all, 3).map(({ atMm }) => atMm);
    expect(all).toHaveLength(11);
    expect(places).toEqual([-3, 0, 3, 6, 7]);
    expect(thinned(all, 1)).toEqual(all);
  });
});

describe('the drawing of a plane', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const at = (what: Cut, atMm: number): Cut => ({ ...what, atMm });
  /** A machine that takes so long for each piece of work, by a clock that is read before and after. */
  const machine = (ms: number) => {
    let now = 0;
    return { taking: (longer: number) => void (ms = longer), now: () => (now += ms) };
  };
  const shownBy = ({ drawn }: Drawing) => [drawn?.cut.atMm, drawn?.picture.coarseness];

  it('is sharp at once, and stays so while it is moved, where that takes no longer than a frame allows', () => {
    const drawing = new Drawing(machine(2).now);
    const what = cutOf(uprightPlaces);
    for (const mm of [1, 2, 3, 4]) {
      drawing.ask(at(what, mm));
      expect(shownBy(drawing)).toEqual([mm, 1]);
    }
  });

  it('is coarse while it is moved where it takes longer, and sharp within a tenth of a second at rest', async () => {
    const drawing = new Drawing(machine(32).now);
    const what = cutOf(uprightPlaces);
    drawing.ask(at(what, 1));
    expect(shownBy(drawing)).toEqual([1, 1]);
    drawing.ask(at(what, 2));
    expect(shownBy(drawing)).toEqual([2, 2]);
    await vi.advanceTimersByTimeAsync(40);
    drawing.ask(at(what, 3));
    expect(shownBy(drawing)[1]).toBeGreaterThan(2);
    // Not while it moves; then once, as the plane is.
    await vi.advanceTimersByTimeAsync(40);
    expect(shownBy(drawing)[1]).toBeGreaterThan(2);
    await vi.advanceTimersByTimeAsync(60);
    expect(shownBy(drawing)).toEqual([3, 1]);
    expect(drawing.drawn!.picture.hu).toEqual(cut(at(what, 3)).hu);
    const { columns, rows } = sizeOf(what.grid, what.plane);
    expect(drawing.drawn!.picture).toMatchObject({ rows, columns });
  });

  it('finds its way back to sharp when the work becomes light', async () => {
    const clock = machine(200);
    const drawing = new Drawing(clock.now);
    const what = cutOf(uprightPlaces);
    for (const mm of [1, 2, 3]) drawing.ask(at(what, mm));
    expect(shownBy(drawing)[1]).toBeGreaterThan(3);
    clock.taking(0.1);
    for (const mm of [4, 5, 6]) drawing.ask(at(what, mm));
    expect(shownBy(drawing)).toEqual([6, 1]);
    await vi.advanceTimersByTimeAsync(200);
  });

  it('is never coarse for slices that come, only for what the reader moves', () => {
    const drawing = new Drawing(machine(50).now);
    const what = cutOf(uprightPlaces);
    drawing.ask(what);
    drawing.ask({ ...what, voxels: original(what.voxels.slices) });
    expect(shownBy(drawing)).toEqual([2, 1]);
    drawing.ask({ ...what, voxels: { ...what.voxels, strength: 0.5 } });
    expect(shownBy(drawing)[1]).toBeGreaterThan(1);
    drawing.stop();
  });
});

import { describe, expect, it } from 'vitest';
import { gripAt } from '../../../src-renderer/mpr/crosshair';
import { gridOf } from '../../../src-renderer/mpr/grid';
import { inPlane, planes, sizeOf } from '../../../src-renderer/mpr/plane';
import { changeOf, holdOf, wasClick, type Hold, type Press } from '../../../src-renderer/mpr/pointer';
import { fitted, toPixel, toScreen, type PatientPointMm, type Stage } from '../../../src-renderer/viewer/geometry';
import { volumeOfShape } from './made-volume';

const grid = gridOf(
  volumeOfShape({
    rows: 100,
    columns: 100,
    spacingMm: [1, 1],
    orientation: [1, 0, 0, 0, 1, 0],
    positions: Array.from({ length: 41 }, (_, k): PatientPointMm => [-50, -50, k]),
  }),
);
const coronal = planes.coronal;
const stage: Stage = { width: 400, height: 300, ...sizeOf(grid, coronal) };
const crosshair: PatientPointMm = [0, 7, 20];
const press = (hold: Hold): Press => ({
  hold,
  button: 0,
  from: { x: 100, y: 100 },
  window: { centerHu: 40, widthHu: 512, curve: 'LINEAR' },
  look: fitted,
  crosshair,
});
const after = (hold: Hold, x: number, y: number) => changeOf(press(hold), { x, y }, stage, grid, coronal);

describe('the crosshair', () => {
  it('is taken by its middle or by one of its lines', () => {
    const middle = { x: 200, y: 150 };
    expect(gripAt({ x: 208, y: 144 }, middle)).toBe('middle');
    expect(gripAt({ x: 203, y: 20 }, middle)).toBe('upright line');
    expect(gripAt({ x: 20, y: 147 }, middle)).toBe('level line');
    expect(gripAt({ x: 20, y: 20 }, middle)).toBeNull();
  });

  it('goes with its middle in both directions, with a line in one, and never along the normal of the plane it is dragged in', () => {
    const target: PatientPointMm = [-12, 7, 31];
    const { x, y } = toScreen(stage, fitted, inPlane(grid, coronal, target));
    const moved = (grip: 'middle' | 'upright line' | 'level line') => {
      const change = after({ kind: 'crosshair', grip }, x, y);
      return change.kind === 'crosshair' ? change.crosshair.map((mm) => Math.round(mm * 1e6) / 1e6) : null;
    };
    expect(moved('middle')).toEqual([-12, 7, 31]);
    expect(moved('upright line')).toEqual([-12, 7, 20]);
    expect(moved('level line')).toEqual([0, 7, 31]);
  });
});

describe('a press beside the crosshair', () => {
  it('does what the button means; tools that measure slices mean the window', () => {
    expect(holdOf(0, 'pan', null)).toEqual({ kind: 'pan' });
    expect(holdOf(0, 'length', null)).toEqual({ kind: 'window' });
    expect(holdOf(0, 'pan', 'middle')).toEqual({ kind: 'crosshair', grip: 'middle' });
    expect(holdOf(1, 'window', 'middle')).toEqual({ kind: 'pan' });
    expect(holdOf(2, 'window', null)).toEqual({ kind: 'zoom' });
    expect(holdOf(3, 'window', null)).toBeNull();
  });

  it('sets the window as on a slice', () => {
    expect(after({ kind: 'window' }, 110, 95)).toEqual({
      kind: 'window',
      window: { centerHu: 35, widthHu: 522, curve: 'LINEAR' },
    });
  });

  it('moves the picture with the pointer, and keeps the point that it zooms at', () => {
    const held = toPixel(stage, fitted, { x: 100, y: 100 });
    const panned = after({ kind: 'pan' }, 130, 110);
    if (panned.kind !== 'look') throw new Error(panned.kind);
    const there = toScreen(stage, panned.look, held);
    expect(there.x).toBeCloseTo(130, 9);
    expect(there.y).toBeCloseTo(110, 9);
    const zoomed = after({ kind: 'zoom' }, 100, 60);
    if (zoomed.kind !== 'look') throw new Error(zoomed.kind);
    expect(zoomed.look.zoom).toBeGreaterThan(1);
    expect(toScreen(stage, zoomed.look, held).x).toBeCloseTo(100, 9);
  });

  it('is a click where it goes nowhere', () => {
    expect(wasClick(press({ kind: 'window' }), { x: 101, y: 101 })).toBe(true);
    expect(wasClick(press({ kind: 'window' }), { x: 106, y: 101 })).toBe(false);
    expect(wasClick(press({ kind: 'crosshair', grip: 'middle' }), { x: 100, y: 100 })).toBe(false);
  });
});

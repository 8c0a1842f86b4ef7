import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actualSizeZoom,
  fitted,
  patientPointMm,
  pixelAt,
  placementOf,
  scaleBar,
  scaleOf,
  toPixel,
  toScreen,
  type Stage,
} from '../../../src-renderer/viewer/geometry';
import type { Turn } from '../../../src-renderer/viewer/turn';

const stage: Stage = { width: 800, height: 600, rows: 512, columns: 512, spacing: { betweenRowsMm: 0.7, betweenColumnsMm: 0.7 } };
const tallPixels: Stage = { ...stage, rows: 100, columns: 400, spacing: { betweenRowsMm: 2, betweenColumnsMm: 0.5 } };

const anyTurn = fc.record({
  quarters: fc.constantFrom(0, 1, 2, 3),
  side: fc.constantFrom('as-stored', 'mirrored'),
}) as fc.Arbitrary<Turn>;

describe('where the picture lies', () => {
  it('fits the smaller side and centres it', () => {
    expect(scaleOf(stage, fitted).x).toBeCloseTo(600 / 512);
    expect(toScreen(stage, fitted, { column: 256, row: 256 })).toEqual({ x: 400, y: 300 });
    expect(toScreen(stage, fitted, { column: 0, row: 0 }).y).toBeCloseTo(0);
  });

  it('draws pixels that are four times as high as wide four times as high', () => {
    const { x, y } = scaleOf(tallPixels, fitted);
    expect(y / x).toBeCloseTo(4);
    expect(400 * x).toBeCloseTo(600);
    expect(100 * y).toBeCloseTo(600);
  });

  it('finds the way back from the screen to the pixel', () => {
    const number = fc.double({ min: -1000, max: 1000, noNaN: true });
    const look = fc.record({
      zoom: fc.double({ min: 0.2, max: 64, noNaN: true }),
      centre: fc.record({ x: fc.double({ min: 0, max: 1, noNaN: true }), y: fc.double({ min: 0, max: 1, noNaN: true }) }),
      turn: anyTurn,
    });
    fc.assert(
      fc.property(fc.constantFrom(stage, tallPixels), look, number, number, (on, at, column, row) => {
        const back = toPixel(on, at, toScreen(on, at, { column, row }));
        expect(back.column).toBeCloseTo(column, 6);
        expect(back.row).toBeCloseTo(row, 6);
      }),
    );
  });

  it('fits a picture that lies on its side into the same room', () => {
    const look = { ...fitted, turn: { quarters: 1, side: 'as-stored' } as const };
    // 400 columns of 0.5 mm are 200 mm, as 100 rows of 2 mm; a strip of 50 rows is half as wide when it stands.
    const strip: Stage = { ...tallPixels, rows: 50 };
    const corner = toScreen(strip, look, { column: 0, row: 0 });
    const opposite = toScreen(strip, look, { column: 400, row: 50 });
    expect(corner.y).toBeCloseTo(0);
    expect(opposite.y).toBeCloseTo(600);
    expect(corner.x - opposite.x).toBeCloseTo(300);
  });

  it('is drawn exactly where the pointer finds it, turned and mirrored any way', () => {
    fc.assert(
      fc.property(anyTurn, fc.integer({ min: 0, max: 512 }), fc.integer({ min: 0, max: 512 }), (turn, column, row) => {
        const look = { zoom: 1.7, centre: { x: 0.3, y: 0.6 }, turn };
        const [a, b, c, d, e, f] = placementOf(tallPixels, look, 2);
        const at = toScreen(tallPixels, look, { column, row });
        expect(a * column + c * row + e).toBeCloseTo(2 * at.x, 6);
        expect(b * column + d * row + f).toBeCloseTo(2 * at.y, 6);
      }),
    );
  });

  it('at its actual size has a pixel of the device for the smaller side of a pixel', () => {
    const turn = { quarters: 3, side: 'mirrored' } as const;
    const scale = scaleOf(tallPixels, { ...fitted, turn, zoom: actualSizeZoom(tallPixels, turn, 2) });
    expect(scale.x * 2).toBeCloseTo(1);
    expect(scale.y * 2).toBeCloseTo(4);
  });

  it('reads the pixel whose area the point is in, not the one whose centre is nearest', () => {
    expect(pixelAt(stage, { column: 10.9, row: 3.6 })).toEqual({ column: 10, row: 3 });
    expect(pixelAt(stage, { column: -0.1, row: 3 })).toBeNull();
    expect(pixelAt(stage, { column: 512, row: 3 })).toBeNull();
  });
});

describe('patient coordinates', () => {
  const axial = {
    positionMm: [-100, -120, 55] as [number, number, number],
    orientation: [1, 0, 0, 0, 1, 0] as [number, number, number, number, number, number],
  };

  it('of the centre of the first pixel are Image Position (Patient)', () => {
    expect(patientPointMm({ column: 0.5, row: 0.5 }, axial, stage.spacing)).toEqual([-100, -120, 55]);
  });

  it('step by the column spacing along a row and by the row spacing down a column', () => {
    const spacing = { betweenRowsMm: 2, betweenColumnsMm: 0.5 };
    expect(patientPointMm({ column: 10.5, row: 0.5 }, axial, spacing)).toEqual([-95, -120, 55]);
    expect(patientPointMm({ column: 0.5, row: 10.5 }, axial, spacing)).toEqual([-100, -100, 55]);
  });

  it('are not made up where the file gives no geometry', () => {
    expect(patientPointMm({ column: 1, row: 1 }, { ...axial, positionMm: null }, stage.spacing)).toBeNull();
    expect(patientPointMm({ column: 1, row: 1 }, axial, null)).toBeNull();
  });
});

describe('the scale bar', () => {
  it.each([
    [1.17 / 0.7, 200, '10 cm'],
    [3, 200, '5 cm'],
    [10, 200, '2 cm'],
    [20, 99, '2 mm'],
    [200, 99, '0.2 mm'],
    [10, 100, '1 cm'],
  ])('at %d px/mm with room for %d px is %s', (pxPerMm, room, label) => {
    const bar = scaleBar(pxPerMm, room)!;
    expect(bar.label).toBe(label);
    expect(bar.px).toBeLessThanOrEqual(room * (1 + 1e-9));
    expect(bar.px).toBeGreaterThan(room / 2.6);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cropInView, cropWithin, isWhole, wholeSlice } from '../../../src-renderer/pictures/crop';
import { fitted, toScreen, type Look, type Stage } from '../../../src-renderer/viewer/geometry';

const stage: Stage = { width: 700, height: 600, rows: 512, columns: 512, spacing: null };

describe('what is in view of a slice', () => {
  it('is all of it while it fits', () => {
    expect(cropInView(stage, fitted)).toEqual(wholeSlice(stage));
    expect(isWhole(cropInView(stage, { ...fitted, zoom: 0.3 }), stage)).toBe(true);
  });

  it('is a part in whole pixels when it is magnified, where its middle is', () => {
    // 600 px of screen for 512 rows, doubled: 256 rows, and 700 px for as many columns as that.
    const look: Look = { ...fitted, zoom: 2, centre: { x: 0.5, y: 0.25 } };
    expect(cropInView(stage, look)).toEqual({ row: 0, rows: 256, column: 106, columns: 300 });
  });

  it('takes in every pixel that touches the screen, and no other', () => {
    const turn = fc.record({
      quarters: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
      side: fc.constantFrom('as-stored' as const, 'mirrored' as const),
    });
    const looks = fc.record({
      turn,
      zoom: fc.double({ min: 0.2, max: 64, noNaN: true }),
      centre: fc.record({ x: fc.double({ min: 0, max: 1, noNaN: true }), y: fc.double({ min: 0, max: 1, noNaN: true }) }),
    });
    fc.assert(
      fc.property(looks, (look) => {
        const { column, columns, row, rows } = cropInView(stage, look);
        expect(column >= 0 && row >= 0 && column + columns <= 512 && row + rows <= 512 && columns >= 1 && rows >= 1).toBe(true);
        const outside = (from: { x: number; y: number }, to: { x: number; y: number }) =>
          Math.max(from.x, to.x) <= 0.01 ||
          Math.max(from.y, to.y) <= 0.01 ||
          Math.min(from.x, to.x) >= stage.width - 0.01 ||
          Math.min(from.y, to.y) >= stage.height - 0.01;
        const at = (c: number, r: number) => toScreen(stage, look, { column: c, row: r });
        // The pixel left of the part, if there is one, is not to be seen; the part's own first and last ones are.
        if (column > 0) expect(outside(at(column - 1, row), at(column, row + 1))).toBe(true);
        if (column + columns < 512) expect(outside(at(column + columns, row), at(column + columns + 1, row + 1))).toBe(true);
      }),
    );
  });

  it('stays within a smaller slice', () =>
    expect(cropWithin({ row: 100, rows: 200, column: 300, columns: 200 }, { rows: 256, columns: 256 })).toEqual({
      row: 100,
      rows: 156,
      column: 255,
      columns: 1,
    }));
});

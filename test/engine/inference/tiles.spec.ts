import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planTiles, type TileLimits } from '../../../src-main/engine/inference/tiles';

const limits = (change: Partial<TileLimits> = {}): TileLimits => ({
  reachPx: 21,
  multiple: 2,
  pixelsAtOnce: 1_200_000,
  lanes: 1,
  ...change,
});
const grid = (rows: number, columns: number, change: Partial<TileLimits> = {}) => {
  const plan = planTiles({ rows, columns }, limits(change));
  const count = (of: 'row' | 'column') => new Set(plan.tiles.map((tile) => tile[of].start)).size;
  return { tiles: [count('row'), count('column')], rows: plan.rows, columns: plan.columns };
};

describe('a plan of tiles', () => {
  it.each([
    [544, 544],
    [1056, 1056],
    [98, 1232],
    [34, 34],
  ])('leaves an image of %i × %i whole', (rows, columns) => {
    expect(grid(rows, columns)).toEqual({ tiles: [1, 1], rows, columns });
  });

  it('cuts a large image into the fewest even tiles, with twice the reach of overlap, rounded up', () => {
    // (2080 + 44) / 2 and (4128 + 3 · 44) / 4.
    expect(grid(2080, 2080)).toEqual({ tiles: [2, 2], rows: 1062, columns: 1062 });
    expect(grid(4128, 4128)).toEqual({ tiles: [4, 4], rows: 1066, columns: 1066 });
  });

  it('cuts a long image along its length alone', () => {
    expect(grid(98, 40_000)).toMatchObject({ tiles: [1, 4], rows: 98 });
    expect(grid(40_000, 98)).toMatchObject({ tiles: [4, 1], columns: 98 });
  });

  it('gives every lane of an ordinary slice something to do, and no lane more than its share of memory', () => {
    expect(grid(544, 544, { lanes: 2 }).tiles.toSorted()).toEqual([1, 2]);
    expect(grid(544, 544, { lanes: 4 }).tiles).toEqual([2, 2]);
    const { rows, columns } = grid(1056, 1056, { lanes: 4 });
    expect(rows * columns).toBeLessThanOrEqual(300_000);
  });

  it('does not cut what is hardly larger than its halo, however many lanes there are', () => {
    expect(grid(34, 34, { lanes: 8 }).tiles).toEqual([1, 1]);
  });

  const cases = fc.record({
    rows: fc.integer({ min: 1, max: 400 }),
    columns: fc.integer({ min: 1, max: 400 }),
    reachPx: fc.integer({ min: 1, max: 25 }),
    multiple: fc.integer({ min: 1, max: 4 }),
    pixelsAtOnce: fc.integer({ min: 20_000, max: 80_000 }),
    lanes: fc.integer({ min: 1, max: 8 }),
  });
  it('of any image: every pixel is kept once, by a tile that sees its whole surroundings, or the edge of the image itself', () => {
    fc.assert(
      fc.property(cases, ({ rows, columns, ...rest }) => {
        const image = { rows: rows * rest.multiple, columns: columns * rest.multiple };
        const plan = planTiles(image, limits(rest));
        const kept = new Uint8Array(image.rows * image.columns);
        for (const { row, column } of plan.tiles) {
          for (const [{ start, keepFrom, keepTo }, length, whole] of [
            [row, plan.rows, image.rows],
            [column, plan.columns, image.columns],
          ] as const) {
            expect(start % rest.multiple).toBe(0);
            expect(length % rest.multiple).toBe(0);
            expect(start + length).toBeLessThanOrEqual(whole);
            if (start > 0) expect(keepFrom - start).toBeGreaterThanOrEqual(rest.reachPx);
            if (start + length < whole) expect(start + length - keepTo).toBeGreaterThanOrEqual(rest.reachPx);
            expect(keepTo).toBeGreaterThan(keepFrom);
          }
          for (let i = row.keepFrom; i < row.keepTo; i++)
            for (let k = column.keepFrom; k < column.keepTo; k++) kept[i * image.columns + k]++;
        }
        expect(kept.every((times) => times === 1)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the pixels of a tile under the limit, whatever the size of the image', () => {
    for (const side of [1100, 2080, 4128, 9000, 20_032])
      for (const lanes of [1, 2, 4]) {
        const { rows, columns } = planTiles({ rows: side, columns: side }, limits({ lanes }));
        expect(rows * columns * lanes).toBeLessThanOrEqual(1_200_000);
      }
  });

  it('cuts as small as can be where even that is over the limit', () => {
    expect(grid(544, 544, { pixelsAtOnce: 100 })).toEqual(grid(544, 544, { pixelsAtOnce: 101 }));
    expect(grid(544, 544, { pixelsAtOnce: 100 }).rows).toBeLessThan(120);
  });
});

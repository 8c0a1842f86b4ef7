import { describe, expect, it } from 'vitest';
import { clipped, cutOut, putBack, withBorder } from '../../../src-main/engine/inference/border';
import type { SliceHu } from '../../../src-main/engine';
import type { Tile } from '../../../src-main/engine/inference/tiles';

const ramp = (rows: number, columns: number) => ({
  rows,
  columns,
  hu: Float32Array.from({ length: rows * columns }, (_, i) => i),
  padding: null,
});

/** The tile that is all of an image. */
const whole = (rows: number, columns: number): Tile => ({
  row: { start: 0, keepFrom: 0, keepTo: rows },
  column: { start: 0, keepFrom: 0, keepTo: columns },
});
function grown(slice: SliceHu, multiple: number) {
  const size = withBorder(slice, multiple);
  const hu = new Float32Array(size.rows * size.columns);
  cutOut(slice.hu, slice, whole(size.rows, size.columns), size, hu);
  return { ...size, hu };
}

describe('the border round a slice', () => {
  it("is numpy's: numpy.pad(numpy.arange(5), (16, 17), 'reflect'), up to an even size", () => {
    const { rows, columns, hu } = grown({ rows: 1, columns: 5, hu: Float32Array.of(0, 1, 2, 3, 4), padding: null }, 2);
    expect([rows, columns]).toEqual([34, 38]);
    const reflected = [
      0, 1, 2, 3, 4, 3, 2, 1, 0, 1, 2, 3, 4, 3, 2, 1, 0, 1, 2, 3, 4, 3, 2, 1, 0, 1, 2, 3, 4, 3, 2, 1, 0, 1, 2, 3, 4, 3,
    ];
    for (let row = 0; row < rows; row++) expect([...hu.subarray(row * columns, (row + 1) * columns)]).toEqual(reflected);
  });

  it.each([
    [511, 487, 2],
    [1, 1, 2],
    [7, 30, 4],
    [16, 16, 3],
  ])('of %i × %i goes to a multiple of the unshuffle factor, and off again without a trace', (rows, columns, multiple) => {
    const slice = ramp(rows, columns);
    const bordered = grown(slice, multiple);
    expect([bordered.rows % multiple, bordered.columns % multiple]).toEqual([0, 0]);
    expect(bordered.rows).toBeGreaterThanOrEqual(rows + 32);
    expect(bordered.rows).toBeLessThan(rows + 32 + multiple);
    const back = new Float32Array(rows * columns);
    putBack(bordered.hu, whole(bordered.rows, bordered.columns), bordered, slice, back);
    expect(back).toHaveLength(slice.hu.length);
    expect(back.every((value, i) => value === slice.hu[i])).toBe(true);
  });

  it('is the same in a tile as in the whole, and only what the tile keeps goes back', () => {
    const slice = ramp(20, 30);
    const bordered = grown(slice, 2);
    const tile: Tile = { row: { start: 10, keepFrom: 14, keepTo: 34 }, column: { start: 8, keepFrom: 12, keepTo: 40 } };
    const size = { rows: 28, columns: 36 };
    const cut = new Float32Array(size.rows * size.columns);
    cutOut(slice.hu, slice, tile, size, cut);
    for (let i = 0; i < cut.length; i++) {
      const [row, column] = [10 + Math.floor(i / 36), 8 + (i % 36)];
      expect(cut[i]).toBe(bordered.hu[row * bordered.columns + column]);
    }
    const back = new Float32Array(20 * 30).fill(-1);
    putBack(cut, tile, size, slice, back);
    const isKept = (i: number): boolean => Math.floor(i / 30) + 16 < 34 && (i % 30) + 16 < 40;
    expect(back.every((value, i) => value === (isKept(i) ? slice.hu[i] : -1))).toBe(true);
  });

  it('keeps HU within the range of the scanner, and puts air where there is padding or no number', () => {
    const hu = Float32Array.of(-3024, -1024, 40.5, 9000, NaN, Infinity, -Infinity, 77);
    const padding = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 1);
    expect([...clipped({ rows: 1, columns: 8, hu, padding }, [-1024, 3071])]).toEqual([
      -1024, -1024, 40.5, 3071, -1024, 3071, -1024, -1024,
    ]);
  });
});

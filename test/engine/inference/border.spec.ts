import { describe, expect, it } from 'vitest';
import { clipped, cropped, withBorder } from '../../../src-main/engine/inference/border';

const ramp = (rows: number, columns: number) => ({
  rows,
  columns,
  hu: Float32Array.from({ length: rows * columns }, (_, i) => i),
  padding: null,
});

describe('the border round a slice', () => {
  it("is numpy's: numpy.pad(numpy.arange(5), (16, 17), 'reflect'), up to an even size", () => {
    const { rows, columns, hu } = withBorder({ rows: 1, columns: 5, hu: Float32Array.of(0, 1, 2, 3, 4), padding: null }, 2);
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
    const grown = withBorder(slice, multiple);
    expect([grown.rows % multiple, grown.columns % multiple]).toEqual([0, 0]);
    expect(grown.rows).toBeGreaterThanOrEqual(rows + 32);
    expect(grown.rows).toBeLessThan(rows + 32 + multiple);
    const back = cropped(grown.hu, grown.columns, slice);
    expect(back).toHaveLength(slice.hu.length);
    expect(back.every((value, i) => value === slice.hu[i])).toBe(true);
  });

  it('keeps HU within the range of the scanner, and puts air where there is padding or no number', () => {
    const hu = Float32Array.of(-3024, -1024, 40.5, 9000, NaN, Infinity, -Infinity, 77);
    const padding = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 1);
    expect([...clipped({ rows: 1, columns: 8, hu, padding }, [-1024, 3071])]).toEqual([
      -1024, -1024, 40.5, 3071, -1024, 3071, -1024, -1024,
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut } from '../../../src-renderer/mpr/cut';
import { gridOf } from '../../../src-renderer/mpr/grid';
import { planes } from '../../../src-renderer/mpr/plane';
import { slabPlanes, type SlabMode } from '../../../src-renderer/mpr/slab';
import type { PatientPointMm } from '../../../src-renderer/viewer/geometry';
import { original, paintedSlices, volumeOfShape } from './made-volume';

const placesMm = [0, 1, 2.5, 4, 6, 7, 9];
const volume = volumeOfShape({
  rows: 12,
  columns: 10,
  spacingMm: [1, 1],
  orientation: [1, 0, 0, 0, 1, 0],
  positions: placesMm.map((z): PatientPointMm => [0, 0, z]),
});
const grid = gridOf(volume);
const huAt = ([x, y, z]: PatientPointMm) => Math.round(500 * Math.sin(3 * x + 7 * y + 11 * z));
const voxels = original(paintedSlices(volume, huAt));

/** HU between the slices, on a straight line. */
function between(x: number, y: number, z: number): number {
  const next = placesMm.findIndex((place) => place >= z);
  if (next === 0) return huAt([x, y, placesMm[0]!]);
  const [low, high] = [placesMm[next - 1]!, placesMm[next]!];
  return huAt([x, y, low]) + ((z - low) / (high - low)) * (huAt([x, y, high]) - huAt([x, y, low]));
}

/** By very many planes. */
function bruteForce(x: number, y: number, from: number, to: number): Readonly<Record<SlabMode, number>> {
  const values = Array.from({ length: 20_001 }, (_, at) => between(x, y, Math.min(9, from + ((to - from) * at) / 20_000)));
  const mean = values.reduce((sum, value, at) => sum + value * (at === 0 || at === 20_000 ? 0.5 : 1), 0) / 20_000;
  return { average: mean, maximum: Math.max(...values), minimum: Math.min(...values) };
}

describe('a slab', () => {
  it.each(['average', 'maximum', 'minimum'] as const)(
    'across uneven slices has the %s that 20 000 planes have, cut off where the volume ends',
    (mode) => {
      for (const [atMm, thicknessMm] of [
        [4, 3],
        [2.5, 5],
        [7, 6],
        [6, 0.5],
        [1, 100],
      ] as const) {
        const picture = cut({ volume, grid, voxels, plane: planes.axial, atMm, slab: { thicknessMm, mode } });
        for (const [x, y] of [
          [0, 0],
          [3, 5],
          [9, 11],
        ] as const) {
          const expected = bruteForce(x, y, Math.max(0, atMm - thicknessMm / 2), Math.min(9, atMm + thicknessMm / 2))[mode];
          // Between two of the many planes a corner of the line can hide.
          expect(Math.abs(picture.hu[y * 10 + x]! - expected)).toBeLessThan(0.5);
        }
      }
    },
  );

  it.each(['average', 'maximum', 'minimum'] as const)('along the rows of the slices takes the %s of their pixels', (mode) => {
    const picture = cut({ volume, grid, voxels, plane: planes.coronal, atMm: 5, slab: { thicknessMm: 4, mode } });
    const column = 4;
    // The lowest line is the first slice.
    const values = [3, 4, 5, 6, 7].map((y) => huAt([column, y, 0]));
    const [a, b, c, d, e] = values as [number, number, number, number, number];
    const expected = { average: (a / 2 + b + c + d + e / 2) / 4, maximum: Math.max(...values), minimum: Math.min(...values) };
    expect(picture.hu[(picture.rows - 1) * 10 + column]).toBeCloseTo(expected[mode], 3);
  });

  it('weighs its planes to 1, whatever its place and thickness; thickness 0 is one plane', () => {
    fc.assert(
      fc.property(fc.constantFrom(...placesMm), fc.double({ min: 0.01, max: 30, noNaN: true }), (atMm, thicknessMm) => {
        const total = slabPlanes(grid, 2, atMm, thicknessMm).reduce((sum, { weight }) => sum + weight, 0);
        expect(total).toBeCloseTo(1, 9);
      }),
    );
    expect(slabPlanes(grid, 2, 4, 0)).toEqual([{ atMm: 4, weight: 1 }]);
  });

  it('of the denoised volume is made of denoised values, not of the slab less its noise', () => {
    const noisy = voxels.slices.map((slice) => ({
      ...slice!,
      noise: Float32Array.from(slice!.hu, (hu) => (hu > 300 ? 800 : 0)),
    }));
    const strength = 0.5;
    const picture = cut({
      volume,
      grid,
      voxels: { slices: noisy, strength },
      plane: planes.axial,
      atMm: 4,
      slab: { thicknessMm: 100, mode: 'maximum' },
    });
    const denoised = placesMm.map((z) => huAt([3, 5, z])).map((hu) => hu - strength * (hu > 300 ? 800 : 0));
    expect(picture.hu[5 * 10 + 3]).toBeCloseTo(Math.max(...denoised), 3);
  });
});

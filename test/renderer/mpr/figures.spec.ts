import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentsOf, quantitiesOf, type Shape } from '../../../src-renderer/measuring/figures';
import { metricOf } from '../../../src-renderer/measuring/metric';
import type { Statistics } from '../../../src-renderer/measuring/statistics';
import { gridOf } from '../../../src-renderer/mpr/grid';
import { mmOf, pixelOf, planeNames, planes, sizeOf, type PlaneName } from '../../../src-renderer/mpr/plane';
import { PlanePixels } from '../../../src-renderer/mpr/plane-pixels';
import type { Slab } from '../../../src-renderer/mpr/slab';
import type { VoxelSlice, Voxels } from '../../../src-renderer/mpr/voxels';
import { haveSharedData, whySkipped } from '../../shared-data';
import { original, paintedSlices, single, volumeOfShape } from './made-volume';
import { realVolume } from './real-volume';

interface Case {
  readonly plane: PlaneName;
  readonly atMm: number;
  readonly slab: Slab;
  readonly kind: Shape['kind'];
  readonly points: readonly (readonly [number, number])[];
  readonly original: Statistics;
  readonly denoised: Statistics;
  readonly quantities: Readonly<Record<string, number>>;
}
/** By numpy: `make_figures.py`. */
const oracle = JSON.parse(readFileSync(join(import.meta.dirname, 'figures.json'), 'utf8')) as {
  readonly strength: number;
  readonly cases: readonly Case[];
};
const shapeOf = ({ kind, points }: Pick<Case, 'kind' | 'points'>): Shape => ({
  kind,
  points: points.map(([column, row]) => ({ column, row })),
});
const close = ({ count, mean, sd, min, max }: Statistics) => ({
  count,
  mean: expect.closeTo(mean, 3) as number,
  sd: sd === null ? null : (expect.closeTo(sd, 3) as number),
  min: expect.closeTo(min, 3) as number,
  max: expect.closeTo(max, 3) as number,
});

describe.skipIf(!haveSharedData)(`what is measured on planes of a real chest is what numpy finds${whySkipped}`, () => {
  let chest: Awaited<ReturnType<typeof realVolume>>;
  let denoised: Voxels;
  beforeAll(async () => {
    chest = await realVolume('siemens-chest');
    const made = (slice: VoxelSlice, k: number): VoxelSlice => ({
      ...slice,
      noise: Float32Array.from(slice.hu, (_, place) => (((place * 7919 + 31 * k) % 101) - 50) / 4),
    });
    denoised = { slices: chest.slices.map((slice, k) => made(slice!, k)), strength: oracle.strength };
  });

  it.each(oracle.cases.map((one) => [one.kind, one.plane, one.slab.thicknessMm, one.slab.mode, one] as const))(
    '%s on a %s plane through %i mm (%s)',
    (_kind, name, _thickness, _mode, wanted) => {
      const { volume, slices } = chest;
      const grid = gridOf(volume);
      const plane = planes[name];
      const volumes = { original: original(slices), denoised, slab: wanted.slab };
      const found = contentsOf(shapeOf(wanted), new PlanePixels().at(volumes, { volume, grid, plane, atMm: wanted.atMm }), 1);
      expect(found.original).toEqual(close(wanted.original));
      expect(found.denoised).toEqual(close(wanted.denoised));
      const metric = metricOf({ pixelSpacingMm: sizeOf(grid, plane).spacing, warnings: [] });
      expect(metric.unit).toBe('mm');
      const quantities = quantitiesOf(shapeOf(wanted), metric).map(({ name: called, value }) => [called, value]);
      expect(Object.keys(wanted.quantities)).toHaveLength(quantities.length);
      for (const [called, value] of quantities) expect(value).toBeCloseTo(wanted.quantities[called as string]!, 6);
    },
  );
});

describe('a plane to measure on', () => {
  const shape = { rows: 6, columns: 8, spacingMm: [2, 1], orientation: [1, 0, 0, 0, 1, 0] } as const;
  const volume = volumeOfShape({ ...shape, positions: [0, 2, 4].map((z) => [-4, -4, z]) });
  const all: Shape = {
    kind: 'rectangle',
    points: [
      { column: 0, row: 0 },
      { column: 8, row: 5 },
    ],
  };

  it('leaves out what nothing measured: padding in a slice, and a slice that has not come', () => {
    const grid = gridOf(volume);
    const slices = paintedSlices(volume, ([x]) => x);
    const where = { volume, grid, plane: planes.coronal, atMm: 0 };
    const count = (of: Voxels['slices']) => {
      const volumes = { original: original(of), denoised: null, slab: single };
      return contentsOf(all, new PlanePixels().at(volumes, where), 1).original?.count ?? 0;
    };
    // Lines a millimetre apart: on three slices, and between them.
    expect(sizeOf(grid, planes.coronal)).toMatchObject({ rows: 5, columns: 8 });
    expect(count(slices)).toBe(40);
    // The first three columns of the lowest slice: its own line; between slices the nearer one stands for itself, the upper at the middle.
    const padding = Uint8Array.from({ length: 48 }, (_, at) => (at % 8 < 3 ? 1 : 0));
    expect(count([{ ...slices[0]!, padding }, ...slices.slice(1)])).toBe(37);
    expect(count([null, ...slices.slice(1)])).toBe(24);
    expect(count([null, null, null])).toBe(0);
  });

  it('cuts again when the strength or the slab changes, and not while neither does', () => {
    const grid = gridOf(volume);
    const slices = paintedSlices(volume, ([x, y]) => 10 * x + y);
    const noise = slices.map((slice) => ({ ...slice, noise: new Float32Array(48).fill(4) }));
    const where = { volume, grid, plane: planes.sagittal, atMm: 0 };
    const first = original(slices);
    const pixels = new PlanePixels();
    const at = (strength: number, slab: Slab = single) =>
      pixels.at({ original: first, denoised: { slices: noise, strength }, slab }, where);
    const half = { original: first, denoised: { slices: noise, strength: 0.5 }, slab: single };
    expect(pixels.at(half, where)).toBe(pixels.at(half, where));
    expect(at(0.5).noise![0]).toBe(2);
    expect(at(1).noise![0]).toBe(4);
    expect(at(1).hu[0]).toBe(-4);
    expect(at(1, { thicknessMm: 4, mode: 'maximum' }).hu[0]).toBe(16);
    expect(pixels.at({ original: first, denoised: null, slab: single }, where).noise).toBeNull();
  });

  it('keeps its points in the patient: where they were when the series has a slice more', () => {
    const longer = gridOf(volumeOfShape({ ...shape, positions: [-2, 0, 2, 4, 6].map((z) => [-4, -4, z]) }));
    const grid = gridOf(volume);
    const point = { column: 2.25, row: 3.5 };
    for (const name of planeNames) {
      const kept = mmOf(grid, planes[name], point);
      const there = pixelOf(grid, planes[name], kept);
      expect([there.column, there.row]).toEqual([expect.closeTo(point.column, 9), expect.closeTo(point.row, 9)]);
    }
    // Seen from the left: the back is to the right, and the head, where the planes begin, 2 mm higher now.
    expect(mmOf(grid, planes.sagittal, point)).toEqual({ column: -4 + 2 * 1.75, row: -1 });
    expect(pixelOf(longer, planes.sagittal, mmOf(grid, planes.sagittal, point))).toEqual({ column: 2.25, row: 5.5 });
  });
});

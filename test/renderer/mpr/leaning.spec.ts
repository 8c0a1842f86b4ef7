import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cut } from '../../../src-renderer/mpr/cut';
import { gridOf, type Grid, type GridAxis } from '../../../src-renderer/mpr/grid';
import { inPlane, planes, sizeOf, type PlaneName } from '../../../src-renderer/mpr/plane';
import type { SlabMode } from '../../../src-renderer/mpr/slab';
import type { PatientPointMm } from '../../../src-renderer/viewer/geometry';
import { haveSharedData, whySkipped } from '../../shared-data';
import { original, paintedSlices, single, volumeOfShape } from './made-volume';
import { realVolume } from './real-volume';

interface OracleVolume {
  readonly folder: string;
  readonly grid: readonly (readonly [firstMm: number, stepMm: number, count: number])[];
  readonly planes: readonly {
    readonly plane: PlaneName;
    readonly atMm: number;
    readonly thicknessMm: number;
    readonly mode: SlabMode;
    /** One word a sample: HU, `outside` or `padding`. */
    readonly hu: string;
  }[];
}
/** By scipy: `make_oracle.py`. */
const oracle = JSON.parse(readFileSync(join(import.meta.dirname, 'oracle.json'), 'utf8')) as readonly OracleVolume[];

describe.skipIf(!haveSharedData)(`a volume that leans${whySkipped}`, () => {
  it.each(oracle)('has the HU of scipy in every plane and slab: $folder', async ({ folder, grid, planes: asked }) => {
    const { volume, slices } = await realVolume(folder);
    expect(gridOf(volume).aligned).toBeNull();
    const axes = grid.map(([firstMm, stepMm, count]): GridAxis => {
      const stops = Array.from({ length: count }, (_, at) => firstMm + at * stepMm);
      return { firstMm, stepMm, count, stops };
    });
    let compared = 0;
    for (const { plane, atMm, thicknessMm, mode, hu } of asked) {
      const picture = cut({
        volume,
        grid: { axes: axes as unknown as Grid['axes'], aligned: null },
        voxels: original(slices),
        plane: planes[plane],
        atMm,
        slab: { thicknessMm, mode },
      });
      hu.split(' ').forEach((expected, at) => {
        if (expected === 'outside') expect(picture.padding![at]).toBe(1);
        if (expected === 'outside' || expected === 'padding') return;
        expect(picture.padding![at]).toBe(0);
        expect(Math.abs(picture.hu[at]! - Number(expected)), `${plane} ${mode} ${at}`).toBeLessThan(2e-3);
        compared += 1;
      });
    }
    expect(compared).toBeGreaterThan(400);
  });
});

describe('a tilted gantry', () => {
  const tilt = (20 * Math.PI) / 180;
  /** The table moves along z; the slices lean by 20 degrees about x. Steps are not even. */
  const steps = [0, 2, 4, 7, 9, 12, 14, 16];
  const volume = volumeOfShape({
    rows: 90,
    columns: 64,
    spacingMm: [0.5, 0.5],
    orientation: [1, 0, 0, 0, Math.cos(tilt), -Math.sin(tilt)],
    positions: steps.map((z) => [-16, -20, 100 + z]),
  });
  const grid = gridOf(volume);
  /** A bright rod along the table. */
  const rod = ([x, y]: PatientPointMm) => 1000 * Math.exp(-((x - 1) ** 2 + (y - 2) ** 2) / (2 * 1.5 ** 2));
  const voxels = original(paintedSlices(volume, rod));

  it('leaves a rod along the table straight and upright, in every row, between uneven slices too', () => {
    const sagittal = cut({ volume, grid, voxels, plane: planes.sagittal, atMm: 1, slab: single });
    const tops: number[] = [];
    for (let row = 0; row < sagittal.rows; row += 1) {
      let [sum, weighted] = [0, 0];
      for (let column = 0; column < sagittal.columns; column += 1) {
        const at = row * sagittal.columns + column;
        if (sagittal.padding![at]) continue;
        sum += sagittal.hu[at]!;
        weighted += column * sagittal.hu[at]!;
      }
      // Rows that the rod crosses whole.
      if (sum * 0.5 > 0.9995 * 1000 * 1.5 * Math.sqrt(2 * Math.PI)) tops.push(weighted / sum + 0.5);
    }
    expect(tops.length).toBeGreaterThan(10);
    const { column } = inPlane(grid, planes.sagittal, [1, 2, 108]);
    for (const top of tops) expect(Math.abs(top - column)).toBeLessThan(0.02);
  });

  it('would be off by millimetres if the lean were left out', () => {
    const upright = volumeOfShape({
      rows: 90,
      columns: 64,
      spacingMm: [0.5, 0.5],
      orientation: [1, 0, 0, 0, 1, 0],
      positions: steps.map((z) => [-16, -20, 100 + z]),
    });
    expect(gridOf(upright).aligned).not.toBeNull();
    expect(sizeOf(grid, planes.sagittal).rows).toBeGreaterThan(1.5 * sizeOf(gridOf(upright), planes.sagittal).rows);
  });
});

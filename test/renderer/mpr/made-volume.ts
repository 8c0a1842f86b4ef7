import { valueOf } from '../../../src-main/contract';
import { volumeOf, type Volume } from '../../../src-renderer/mpr/volume';
import type { VoxelSlice, Voxels } from '../../../src-renderer/mpr/voxels';
import type { PatientPointMm } from '../../../src-renderer/viewer/geometry';

export interface Shape {
  readonly rows: number;
  readonly columns: number;
  readonly spacingMm: readonly [betweenRows: number, betweenColumns: number];
  readonly orientation: readonly [number, number, number, number, number, number];
  readonly positions: readonly PatientPointMm[];
}

export const ct = { unit: 'HU', modality: 'CT', notDenoisable: null } as const;

export function volumeOfShape({ rows, columns, spacingMm, orientation, positions }: Shape): Volume {
  const pixelSpacingMm = { betweenRowsMm: spacingMm[0], betweenColumnsMm: spacingMm[1] };
  const slices = positions.map((positionMm) => ({ positionMm: [...positionMm], orientation: [...orientation] }));
  return valueOf(volumeOf({ ...ct, rows, columns, pixelSpacingMm }, slices as unknown as Parameters<typeof volumeOf>[1]));
}

/** Slices filled from the place of each voxel in the patient. */
export function paintedSlices(volume: Volume, huAt: (point: PatientPointMm) => number): readonly VoxelSlice[] {
  const { rows, columns, spacing, alongRow, downColumn, positions } = volume;
  return positions.map((position) => {
    const hu = new Float32Array(rows * columns);
    for (let row = 0; row < rows; row += 1)
      for (let column = 0; column < columns; column += 1) {
        const mm = (axis: 0 | 1 | 2) =>
          position[axis] + column * spacing.betweenColumnsMm * alongRow[axis] + row * spacing.betweenRowsMm * downColumn[axis];
        hu[row * columns + column] = huAt([mm(0), mm(1), mm(2)]);
      }
    return { hu, padding: null, noise: null };
  });
}

export const original = (slices: Voxels['slices']): Voxels => ({ slices, strength: 0 });
export const single = { thicknessMm: 0, mode: 'average' } as const;

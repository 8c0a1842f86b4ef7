import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut } from '../../../src-renderer/mpr/cut';
import { gridOf, onGrid } from '../../../src-renderer/mpr/grid';
import { inPatient, inPlane, orientationOf, planeNames, planes, sizeOf } from '../../../src-renderer/mpr/plane';
import { edgeLetters } from '../../../src-renderer/viewer/orientation';
import { patientPointMm, type PatientPointMm } from '../../../src-renderer/viewer/geometry';
import { chestHu } from '../../oracle/oracle';
import { haveSharedData, whySkipped } from '../../shared-data';
import { original, paintedSlices, single, volumeOfShape, type Shape } from './made-volume';
import { realVolume } from './real-volume';

const axial: Shape = {
  rows: 24,
  columns: 20,
  spacingMm: [0.8, 0.7],
  orientation: [1, 0, 0, 0, 1, 0],
  positions: [0, 2, 4, 6, 8].map((z) => [-7, -9.6, z]),
};
/** Ways in which slices lie along the patient's axes, in order along their normal: supine, prone, feet first, coronal, sagittal. */
const ways: readonly Shape[] = [
  axial,
  { ...axial, orientation: [-1, 0, 0, 0, -1, 0] },
  { ...axial, orientation: [-1, 0, 0, 0, 1, 0], positions: [...axial.positions].reverse() },
  { ...axial, orientation: [1, 0, 0, 0, 0, -1], positions: [0, 2, 4, 6, 8].map((y) => [-7, y, 9]) },
  { ...axial, orientation: [0, 1, 0, 0, 0, -1], positions: [8, 6, 5, 1, 0].map((x) => [x, -7, 9]) },
];
/** Straight along every axis, so that interpolation has to give it back exactly. */
const ramp = ([x, y, z]: PatientPointMm) => 3 * x - 5 * y + 7 * z;

describe('planes along the patient', () => {
  it('hang as in a reading room', () => {
    const letters = planeNames.map((name) => edgeLetters(orientationOf(planes[name])));
    expect(letters).toEqual([
      { left: 'R', right: 'L', top: 'A', bottom: 'P' },
      { left: 'R', right: 'L', top: 'H', bottom: 'F' },
      { left: 'A', right: 'P', top: 'H', bottom: 'F' },
    ]);
  });

  it('find the way from a point of the patient to the picture and back', () => {
    const grid = gridOf(volumeOfShape(axial));
    const mm = fc.double({ min: -20, max: 20, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(mm, mm, mm), fc.constantFrom(...planeNames), (point, name) => {
        const back = inPatient(grid, planes[name], inPlane(grid, planes[name], point), point);
        back.forEach((coordinate, axis) => expect(coordinate).toBeCloseTo(point[axis]!, 9));
      }),
    );
  });
});

describe('a volume along the patient', () => {
  it.each(ways)('shows in each plane what lies there, whichever way its slices were written: $orientation', (shape) => {
    const volume = volumeOfShape(shape);
    const grid = gridOf(volume);
    expect(grid.aligned).not.toBeNull();
    const voxels = original(paintedSlices(volume, ramp));
    const through = onGrid(grid, [0, 0, 4]);
    for (const name of planeNames) {
      const plane = planes[name];
      const picture = cut({ volume, grid, voxels, plane, atMm: through[plane.normal], slab: single });
      expect(picture).toMatchObject(sizeOf(grid, plane));
      const { orientation, spacing } = { orientation: orientationOf(plane), spacing: picture.spacing };
      const corner = inPatient(grid, plane, { column: 0.5, row: 0.5 }, through);
      for (let at = 0; at < picture.hu.length; at += 7) {
        const pixel = { column: (at % picture.columns) + 0.5, row: Math.floor(at / picture.columns) + 0.5 };
        // By the page's own reading of PS3.3 C.7.6.2.1.1.
        const point = patientPointMm(pixel, { positionMm: [...corner] as [number, number, number], orientation }, spacing)!;
        expect(picture.padding![at]).toBe(0);
        expect(picture.hu[at]).toBeCloseTo(ramp(point), 3);
      }
    }
  });

  it('gives the same planes when every sample is looked up by its place, as in a volume that leans', () => {
    for (const shape of ways) {
      const volume = volumeOfShape(shape);
      const grid = gridOf(volume);
      const slices = paintedSlices(volume, ([x, y, z]) => 100 * Math.sin(2 * x + 3 * y + 5 * z));
      const noisy = slices.map(({ hu }, k) => ({
        hu,
        padding: null,
        noise: Float32Array.from(hu, (value, at) => Math.cos(value + k * at)),
      }));
      for (const name of planeNames) {
        const plane = planes[name];
        const asked = {
          volume,
          voxels: { slices: noisy, strength: 0.4 },
          plane,
          atMm: grid.axes[plane.normal].stops[2]!,
          slab: single,
        };
        const quick = cut({ ...asked, grid });
        const slow = cut({ ...asked, grid: { ...grid, aligned: null } });
        expect(slow.padding).toEqual(quick.padding);
        expect(Math.max(...slow.hu.map((hu, at) => Math.abs(hu - quick.hu[at]!)))).toBeLessThan(1e-2);
      }
    }
  });

  it('leaves empty what a missing slice would fill, and makes up nothing beside padding', () => {
    const volume = volumeOfShape(axial);
    const grid = gridOf(volume);
    const painted = paintedSlices(volume, () => 100);
    const plane = planes.coronal;
    const column = (slices: Parameters<typeof original>[0]) => {
      const { hu, padding, columns, rows } = cut({ volume, grid, voxels: original(slices), plane, atMm: 0, slab: single });
      return Array.from({ length: rows }, (_, row) => (padding![row * columns] ? null : hu[row * columns]));
    };
    // From the head down: lines every 0.667 mm, slices every 2 mm, that at 4 mm is not there yet.
    const gone = column(painted.map((slice, k) => (k === 2 ? null : slice)));
    expect(gone).toEqual([100, 100, 100, 100, null, null, null, null, null, 100, 100, 100, 100]);
    const padded = painted.map((slice, k) =>
      k === 2 ? { ...slice, padding: new Uint8Array(480).fill(1), hu: slice.hu.map(() => -3000) } : slice,
    );
    expect(column(padded)).toEqual([100, 100, 100, 100, 100, null, null, null, 100, 100, 100, 100, 100]);
  });
});

describe.skipIf(!haveSharedData)(`siemens-chest${whySkipped}`, () => {
  it('shows its slices bit for bit in the axial plane, and their rows and columns in the others', async () => {
    const { volume, slices } = await realVolume('siemens-chest');
    const grid = gridOf(volume);
    const through = onGrid(grid, [10, -150, 42.5]);
    const voxels = original(slices);
    const axialPicture = cut({ volume, grid, voxels, plane: planes.axial, atMm: through[2], slab: single });
    const thirteenth = chestHu(13);
    expect(axialPicture.hu).toEqual(Float32Array.from(thirteenth));
    const { column, row } = inPlane(grid, planes.axial, through);
    const coronal = cut({ volume, grid, voxels, plane: planes.coronal, atMm: through[1], slab: single });
    const line = Math.floor(inPlane(grid, planes.coronal, through).row);
    expect(coronal.hu.subarray(line * 512, line * 512 + 512)).toEqual(
      Float32Array.from(thirteenth.subarray(Math.floor(row) * 512, Math.floor(row) * 512 + 512)),
    );
    const sagittal = cut({ volume, grid, voxels, plane: planes.sagittal, atMm: through[0], slab: single });
    const down = Float32Array.from({ length: 512 }, (_, at) => thirteenth[at * 512 + Math.floor(column)]!);
    expect(sagittal.hu.subarray(line * 512, line * 512 + 512)).toEqual(down);
    // Between two slices, two lines of which each is half: 1 mm slices, 0.76 mm pixels.
    const fourteenth = chestHu(14);
    const at = Math.floor(row) * 512 + 256;
    expect(coronal.hu[(line - 1) * 512 + 256]).toBeCloseTo((thirteenth[at]! + fourteenth[at]!) / 2, 4);
  });
});

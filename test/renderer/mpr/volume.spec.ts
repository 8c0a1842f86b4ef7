import { describe, expect, it } from 'vitest';
import type { Series } from '../../../src-main/study';
import { gridOf } from '../../../src-renderer/mpr/grid';
import { nearestSlice, volumeOf } from '../../../src-renderer/mpr/volume';
import { oracle } from '../../oracle/oracle';
import { haveSharedData, sharedData, whySkipped } from '../../shared-data';
import { scan } from '../../study/scan';
import { ct } from './made-volume';

const made = ({ info, slices }: Series) =>
  volumeOf(
    info,
    slices.map((slice) => slice.info),
  );
const largest = async (folder: string): Promise<Series> =>
  [...(await scan([sharedData(folder)])).series].sort((a, b) => b.info.images - a.info.images)[0]!;

describe.skipIf(!haveSharedData)(`the volume of a series${whySkipped}`, () => {
  it.each([
    [
      'mixed-series/gap',
      'mpr-gap',
      '15.0 mm between slice 9 and slice 10 have no image, where 5.0 mm is usual: planes through the gap would be made up.',
    ],
    ['mixed-series/single-slice', 'mpr-one-slice', 'One slice alone has no other planes.'],
    [
      'philips-head-phantom/DICOM/S21570/S1000',
      'mpr-no-slices',
      'These are pictures, not slices through the patient: there are no other planes to show.',
    ],
    [
      'philips-head-phantom/DICOM/S21570/S4010',
      'mpr-no-slices',
      'These are pictures, not slices through the patient: there are no other planes to show.',
    ],
  ])('%s is refused: %s', async (folder, code, message) => {
    const volume = made(await largest(folder));
    expect(volume.ok ? null : [volume.error.code, volume.error.message]).toEqual([code, message]);
  });

  it.each([
    ['siemens-chest', 'even', 'upright'],
    ['philips-head-phantom/DICOM/S21610/S2010', 'even', 'leans'],
    ['ge-head-variable-spacing', 'uneven', 'leans'],
    ['siemens-head-tilt-no-tag', 'even', 'leans'],
    ['mixed-series/sagittal-series', 'even', 'upright'],
    ['mixed-series/feet-first-descending', 'even', 'upright'],
    ['mixed-series/duplicates', 'even', 'upright'],
    ['not-ct/mr_siemens_series', 'even', 'leans'],
  ])('%s is one: %s steps, %s', async (folder, steps, lean) => {
    const volume = made(await largest(folder));
    if (!volume.ok) throw new Error(volume.error.message);
    expect(volume.value.steps).toBe(steps);
    expect(gridOf(volume.value).aligned ? 'upright' : 'leans').toBe(lean);
    const known = oracle.series.find((series) => series.folder === folder);
    if (known)
      expect(volume.value.places[1]! - volume.value.places[0]!).toBeGreaterThan(0.99 * (known.gap_min_mm || known.spacing_mm!));
  });
});

describe('the volume of made-up slices', () => {
  const described = { ...ct, rows: 8, columns: 8, pixelSpacingMm: { betweenRowsMm: 1, betweenColumnsMm: 1 } };
  type Placed = Parameters<typeof volumeOf>[1];
  const at = (...zs: readonly number[]): Placed => zs.map((z) => ({ positionMm: [0, 0, z], orientation: [1, 0, 0, 0, 1, 0] }));
  const codeOf = (slices: Placed, series: Parameters<typeof volumeOf>[0] = described) => {
    const volume = volumeOf(series, slices);
    return volume.ok ? volume.value.steps : volume.error.code;
  };

  it('is interpolated across uneven steps, and refused where too much is unknown', () => {
    expect(codeOf(at(0, 1, 2, 3))).toBe('even');
    expect(codeOf(at(0, 4, 8, 12, 19, 26, 27.1))).toBe('uneven');
    expect(codeOf(at(0, 1, 2, 4, 5))).toBe('mpr-gap');
    expect(codeOf(at(0, 3.1, 6, 9, 18.2))).toBe('mpr-gap');
    expect(codeOf(at(0, 1, 1, 2))).toBe('mpr-repeated');
    expect(codeOf([...at(0, 1), { positionMm: [0, 0, 2], orientation: [1, 0, 0, 0, 0, -1] }])).toBe('mpr-orientations');
    expect(codeOf([...at(0, 1), { positionMm: null, orientation: [1, 0, 0, 0, 1, 0] }])).toBe('mpr-no-positions');
    expect(codeOf(at(0, 1), { ...described, pixelSpacingMm: null })).toBe('mpr-no-positions');
    expect(codeOf(at(0, 1), { ...described, modality: 'US' })).toBe('mpr-modality');
  });

  it('finds the slice that a reader is brought back to', () => {
    const volume = volumeOf(described, at(0, 4, 8, 12, 19));
    expect(volume.ok && [-5, 5, 6.1, 100].map((z) => nearestSlice(volume.value, [3, 3, z]))).toEqual([0, 1, 2, 4]);
  });
});

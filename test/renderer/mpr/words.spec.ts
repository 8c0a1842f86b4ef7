import { describe, expect, it } from 'vitest';
import { beginPictures } from '../../../src-main/contract';
import { en } from '../../../src-renderer/language/en';
import { gridOf } from '../../../src-renderer/mpr/grid';
import { planes } from '../../../src-renderer/mpr/plane';
import { placeLine, planeFileName, slabLabel, volumeBadge, volumeNotes } from '../../../src-renderer/mpr/words';
import type { PatientPointMm } from '../../../src-renderer/viewer/geometry';
import { volumeOfShape } from './made-volume';

const shape = { rows: 8, columns: 8, spacingMm: [1, 1], orientation: [1, 0, 0, 0, 1, 0] } as const;
const at = (...zs: readonly number[]): readonly PatientPointMm[] => zs.map((z) => [-4, -4, z]);

describe('what a plane says of itself', () => {
  it('names its slice where it is one, by the number that the stack gives it', () => {
    const upright = gridOf(volumeOfShape({ ...shape, positions: at(0, 2, 4) }));
    expect(placeLine(upright, planes.axial, [0, 0, 2], en)).toBe('Slice 2 of 3  2.0 mm');
    expect(placeLine(upright, planes.coronal, [0, -3, 2], en)).toBe('−3.0 mm');
    const feetFirst = gridOf(volumeOfShape({ ...shape, orientation: [-1, 0, 0, 0, 1, 0], positions: at(4, 2, 0) }));
    expect(placeLine(feetFirst, planes.axial, [0, 0, 4], en)).toBe('Slice 1 of 3  4.0 mm');
  });

  it('names its slab, and what was done to make a volume', () => {
    expect(slabLabel({ thicknessMm: 0, mode: 'maximum' }, en)).toBe('');
    expect(slabLabel({ thicknessMm: 12.5, mode: 'minimum' }, en)).toBe('MinIP  12.5 mm');
    const uneven = volumeOfShape({ ...shape, positions: at(0, 4, 8, 15) });
    expect(volumeNotes(uneven, { tiltDegrees: -18.53 })).toEqual([
      'Gantry tilt of 18.5° corrected.',
      'Slices 4.0 to 7.0 mm apart, interpolated between their true places.',
    ]);
    expect(volumeNotes(volumeOfShape({ ...shape, positions: at(0, 4, 8) }), { tiltDegrees: 0 })).toEqual([]);
  });

  it('says that the original is shown until every slice is denoised and here', () => {
    const volume = { denoised: 26, loaded: 26, total: 26, strength: 0.5, modelTitle: 'Tacet' } as const;
    const text = (state: 'there' | 'loading' | 'not denoised' | 'too large', change = {}) =>
      volumeBadge({ ...volume, state, ...change }, en).text;
    expect(text('there')).toBe('Denoised · Tacet · 50 % — not for diagnostic use');
    expect(text('there', { strength: 0 })).toBe('Original pixels · strength 0 %');
    expect(text('not denoised', { denoised: 3 })).toBe('Original · 3 of 26 slices denoised');
    expect(text('loading', { loaded: 9 })).toBe('Original · denoised slices are loading, 9 of 26');
    expect(text('too large')).toBe('Original · this volume is too large to be shown denoised');
  });

  it.each([
    [{}, 'series-2-coronal-014.png'],
    [{ stops: 90, stop: 8, series: { seriesNumber: null } }, 'series-coronal-09.png'],
    [{ slab: { thicknessMm: 10, mode: 'maximum' } }, 'series-2-coronal-014-mip-10mm.png'],
    [{ slab: { thicknessMm: 2.5, mode: 'average' }, strength: 0.5 }, 'series-2-coronal-014-average-2.5mm-denoised-50.png'],
  ] as const)('is saved under a name of numbers, that main takes: %#', (change, name) => {
    const usual = { series: { seriesNumber: 2 }, name: 'coronal', stop: 13, stops: 512, strength: null } as const;
    const called = planeFileName({ ...usual, slab: { thicknessMm: 0, mode: 'average' }, ...change });
    expect(called).toBe(name);
    expect(beginPictures.request.safeParse({ form: 'png', name: called, grantId: null }).success).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import type { SliceInfo } from '../../../src-main/contract';
import { crossLine } from '../../../src-renderer/grid/cross-line';
import { middleOf, patientPoint, picturePoint, slicePlane, type SlicePlane } from '../../../src-renderer/grid/slice-plane';
import oracle from './oracle.json';

type Header = Pick<SliceInfo, 'positionMm' | 'orientation'> & {
  readonly pixelSpacingMm: { readonly betweenRowsMm: number; readonly betweenColumnsMm: number };
  readonly rows: number;
  readonly columns: number;
};
const planeOf = (header: Header): SlicePlane => slicePlane(header, header)!;

/** 100 mm wide and 50 mm high, of pixels of 1 by 0.5 mm, with the corner of its first pixel at a place. */
const header = (corner: readonly [number, number, number], orientation: SliceInfo['orientation']): Header => {
  const [rx, ry, rz, cx, cy, cz] = orientation!;
  return {
    positionMm: [corner[0] + rx / 2 + cx / 4, corner[1] + ry / 2 + cy / 4, corner[2] + rz / 2 + cz / 4],
    orientation,
    pixelSpacingMm: { betweenRowsMm: 0.5, betweenColumnsMm: 1 },
    rows: 100,
    columns: 100,
  };
};
const axial = (z: number, x = 0, y = 0) => planeOf(header([x, y, z], [1, 0, 0, 0, 1, 0]));
const sagittal = (x: number, y = 0, z = 40) => planeOf(header([x, y, z], [0, 1, 0, 0, 0, -1]));

describe('a plane', () => {
  it('counts from the corner of the first pixel: its first centre is at a half', () => {
    const plane = axial(7, -50, -25);
    expect(plane.corner).toEqual([-50, -25, 7]);
    expect(patientPoint(plane, { column: 0.5, row: 0.5 })).toEqual([-49.5, -24.75, 7]);
    expect(middleOf(plane)).toEqual([0, 0, 7]);
    expect(picturePoint(plane, [10, 5, 7])).toEqual({ column: 60, row: 60 });
  });
});

describe('where one slice crosses another', () => {
  it('is a line across a sagittal picture at the height of the axial slice', () => {
    // z 20 is 20 mm below the top at 40, which is 40 rows of half a millimetre; y 0 to 50 are 50 columns of a millimetre.
    expect(crossLine(axial(20), sagittal(30), 'slice')).toEqual({ from: { column: 50, row: 40 }, to: { column: 0, row: 40 } });
  });

  it('ends with the shorter of the two pictures', () => {
    // The axial picture lies from y 30 to 80, the sagittal one from 0 to 100.
    const line = crossLine(axial(20, 0, 30), sagittal(30), 'slice')!;
    expect([line.from.column, line.to.column].sort((a, b) => a - b)).toEqual([30, 80]);
  });

  it('is none beside either picture, nor between parallel slices, whichever way they face', () => {
    expect(crossLine(axial(41), sagittal(30), 'slice')).toBeNull();
    expect(crossLine(axial(20), sagittal(101), 'slice')).toBeNull();
    expect(crossLine(axial(20), axial(20), 'slice')).toBeNull();
    expect(crossLine(axial(20), planeOf(header([0, 50, 20], [1, 0, 0, 0, -1, 0])), 'slice')).toBeNull();
  });

  it('is drawn on a projection also where its plane lies beside the slice: a scout shows what is before and behind', () => {
    const beside = sagittal(101);
    expect(crossLine(axial(20, 0, 10), beside, 'projection')).toEqual({
      from: { column: 60, row: 40 },
      to: { column: 10, row: 40 },
    });
  });

  it.each(oracle.cases.filter(({ name }) => !name.includes('which no')))(
    'of $name is where numpy finds it',
    ({ cutting, seen, ends }) => {
      const line = crossLine(planeOf(cutting as unknown as Header), planeOf(seen as unknown as Header), 'slice')!;
      const found = [line.from, line.to].sort((a, b) => a.column - b.column);
      const expected = [...ends!].sort((a, b) => a[0]! - b[0]!);
      found.forEach((end, at) => {
        // numpy walked in steps of an eighth of a pixel.
        expect(Math.abs(end.column - expected[at]![0]!)).toBeLessThan(0.13);
        expect(Math.abs(end.row - expected[at]![1]!)).toBeLessThan(0.13);
      });
    },
  );

  it('is none where numpy finds none', () => {
    const { cutting, seen } = oracle.cases.find(({ ends }) => ends === null)!;
    expect(crossLine(planeOf(cutting as unknown as Header), planeOf(seen as unknown as Header), 'slice')).toBeNull();
  });
});

import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createStudyReader, type Series } from '../../src-main/study';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { scan } from './scan';

const read = (folder: string) => scan([sharedData('mixed-series', folder)]);
const facts = ({ info }: Series) => ({ images: info.images, rows: info.rows, warnings: info.warnings.map(({ code }) => code) });
const names = ({ slices }: Series): string[] => slices.map(({ path }) => basename(path));

describe.skipIf(!haveSharedData)(`a series${whySkipped}`, () => {
  it('with a scout in it: the scout stands apart, and is not to be denoised', async () => {
    const { series } = await read('localizer-in-series');
    expect(series.map(facts)).toEqual([
      { images: 1, rows: 64, warnings: [] },
      { images: 10, rows: 128, warnings: [] },
    ]);
    expect(series.map(({ info }) => info.notDenoisable?.code)).toEqual(['scout', undefined]);
  });

  it('without instance numbers and with random names is in anatomical order', async () => {
    const { series } = await read('no-instance-number-shuffled');
    const along = series[0]!.slices.map(({ info }) => info.slicePositionMm!);
    expect(along).toHaveLength(12);
    expect(along).toEqual([...along].sort((a, b) => a - b));
  });

  it('that runs from feet to head against its numbers is in anatomical order', async () => {
    const { series } = await read('feet-first-descending');
    expect(names(series[0]!)).toEqual(Array.from({ length: 8 }, (_, i) => `im00${8 - i}.dcm`));
  });

  it('with slices missing says how many', async () => {
    const { series } = await read('gap');
    expect(series[0]!.info).toMatchObject({ images: 11, regular: false, sliceSpacingMm: 5 });
    expect(series[0]!.info.warnings[0]).toMatchObject({ code: 'missing-slices', message: expect.stringContaining('3 slices') });
  });

  it('with copies, and with another image at one place: copies go, the other image stands apart', async () => {
    const { series, refused } = await read('duplicates');
    expect(series.map(({ info }) => info.images)).toEqual([8, 1]);
    expect(names(series[1]!)).toEqual(['same_position_other_uid.dcm']);
    expect(Object.values(refused)).toEqual(['duplicate', 'duplicate']);
  });

  it('of two orientations, two sizes or two acquisitions is two', async () => {
    for (const [folder, parts] of [
      ['two-orientations', [6, 6]],
      ['mixed-matrix-sizes', [5, 3]],
      ['two-acquisitions', [6, 6]],
    ] as const)
      expect
        .soft(
          (await read(folder)).series.map(({ info }) => info.images),
          folder,
        )
        .toEqual(parts);
  });

  it('of two acquisitions keeps each whole', async () => {
    const { series } = await read('two-acquisitions');
    expect(series.map((one) => new Set(names(one).map((name) => name.slice(0, 2))).size)).toEqual([1, 1]);
  });

  it('reformatted sagittally is one series, evenly spaced', async () => {
    const { series } = await read('sagittal-series');
    expect(series.map(({ info }) => [info.images, info.regular])).toEqual([[10, true]]);
  });

  it('whose rescale differs from slice to slice is one series, in the same HU throughout', async () => {
    const { series } = await read('mixed-rescale');
    expect(series).toHaveLength(1);
    const reader = createStudyReader({ workers: 0 });
    for (const slice of series[0]!.slices) {
      const pixels = await reader.readPixels(slice);
      if (!pixels.ok) throw new Error(pixels.error.message);
      // Air around the phantom: the median of the top row.
      const air = Array.from(pixels.value.hu.subarray(0, pixels.value.columns)).sort((a, b) => a - b)[pixels.value.columns >> 1];
      expect.soft(air, slice.path).toBeLessThan(-900);
    }
  });

  it('in nine transfer syntaxes is one series, whose slices all decode', async () => {
    const { series, refused } = await read('mixed-transfer-syntaxes');
    expect(series.map(({ info }) => info.images)).toEqual([9]);
    expect(refused).toEqual({});
    expect(new Set(series[0]!.slices.map(({ transferSyntaxUid }) => transferSyntaxUid)).size).toBe(9);
    const reader = createStudyReader({ workers: 0 });
    for (const slice of series[0]!.slices) expect.soft(await reader.readPixels(slice), slice.path).toMatchObject({ ok: true });
  });

  it('among junk, in a folder with a space and an accent, is found', async () => {
    const { series, refused } = await read('with-junk-files');
    expect(series.map(({ info }) => info.images)).toEqual([6]);
    expect(
      Object.keys(refused)
        .map((path) => basename(path))
        .sort(),
    ).toEqual(['.DS_Store', 'README.TXT', 'Thumbs.db', 'autorun.inf', 'empty.dcm']);
  });

  it('of one slice has no spacing', async () => {
    const { series } = await read('single-slice');
    expect(series[0]!.info).toMatchObject({ images: 1, sliceSpacingMm: null });
  });
});

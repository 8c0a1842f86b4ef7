import { describe, expect, it } from 'vitest';
import { freeSeriesNumber } from '../../../src-main/jobs/export/series-number';

const series = (seriesId: string, seriesNumber: number | null, seriesUid = seriesId, studyUid = 'study') => ({
  seriesId,
  seriesNumber,
  seriesUid,
  studyUid,
});
const source = series('source', 2);

describe('the number of a derived series', () => {
  it.each([
    ['is the source’s times a hundred, and one', [source], 201],
    ['is the next where that is taken in the study', [source, series('a', 201), series('b', 202)], 203],
    ['does not mind other studies', [source, series('a', 201, 'a', 'other study')], 201],
    ['stays what it was where the export is made again', [source, series('a', 201, 'new')], 201],
  ])('%s', (_, known, number) => expect(freeSeriesNumber(source, 'new', known)).toBe(number));

  it('counts from nothing where the source has none, or a negative one', () => {
    expect(freeSeriesNumber(series('s', null), 'new', [])).toBe(1);
    expect(freeSeriesNumber(series('s', -7), 'new', [])).toBe(1);
  });

  it('differs among the stacks that one series was split into', () => {
    const parts = ['p', 'q', 'r'].map((id) => series(id, 5, 'one'));
    const known = [...parts, series('a', 502)];
    const numbers = parts.map((part) => freeSeriesNumber(part, `new ${part.seriesId}`, known));
    expect(numbers).toEqual([501, 505, 503]);
  });

  it('fits into a DICOM integer', () => expect(freeSeriesNumber(series('s', 2 ** 31 - 1), 'new', [])).toBe(2 ** 31 - 1));
});

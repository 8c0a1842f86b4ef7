import { describe, expect, it } from 'vitest';
import type { SeriesInfo } from '../../../src-main/contract';
import {
  afterEvents,
  headingOf,
  openingStudy,
  patientsIn,
  seriesToShow,
  type StudyEvent,
} from '../../../src-renderer/app/study-state';
import { refusalsOf, refusedAsText } from '../../../src-renderer/studies/refusals';

const series = (seriesId: string, more: Partial<SeriesInfo> = {}): SeriesInfo => ({
  seriesId,
  seriesUid: seriesId,
  studyUid: 'study',
  patientName: '',
  patientId: '',
  studyDate: '',
  studyDescription: '',
  modality: 'CT',
  frameOfReferenceUid: '1.2.3',
  seriesNumber: null,
  description: '',
  images: 1,
  rows: 1,
  columns: 1,
  pixelSpacingMm: null,
  sliceSpacingMm: null,
  regular: true,
  tiltDegrees: 0,
  unit: 'HU',
  notDenoisable: null,
  denoisedBefore: null,
  warnings: [],
  ...more,
});
const found = (entry: SeriesInfo, openId = 'o'): StudyEvent => ({ name: 'studySeries', payload: { openId, series: entry } });
const open = { ...openingStudy('Study', 'reading'), openId: 'o' };
const scout = { notDenoisable: { code: 'localizer', message: 'A scout.', remedy: '' } };

describe('the open study', () => {
  it('lists series by number within their study, and those without one last', () => {
    const entries = [
      series('c', { seriesNumber: 12 }),
      series('n'),
      series('a', { seriesNumber: 2 }),
      series('z', { studyUid: 'other', seriesNumber: 1 }),
    ];
    const study = afterEvents(
      open,
      entries.map((entry) => found(entry)),
    );
    expect(study.series.map(({ seriesId }) => seriesId)).toEqual(['a', 'c', 'n', 'z']);
  });

  it('never puts two patients under one heading, not even where their files name one study', () => {
    const [ada, bob] = [series('a', { patientId: 'A' }), series('b', { patientId: 'B' })];
    expect(headingOf(ada)).not.toBe(headingOf(bob));
    expect(headingOf(ada)).toBe(headingOf(series('c', { patientId: 'A' })));
    expect([patientsIn([ada, bob]), patientsIn([ada, series('c', { patientId: 'A', studyUid: 'other' })])]).toEqual([2, 1]);
    const study = afterEvents(
      open,
      [ada, bob, series('c', { patientId: 'A' })].map((entry) => found(entry)),
    );
    expect(study.series.map(({ seriesId }) => seriesId)).toEqual(['a', 'c', 'b']);
  });

  it('replaces a series that grew, and drops one that is gone', () => {
    const grown = afterEvents(open, [found(series('a')), found(series('b')), found(series('a', { images: 9 }))]);
    expect(grown.series.map(({ seriesId, images }) => [seriesId, images])).toEqual([
      ['a', 9],
      ['b', 1],
    ]);
    const fewer = afterEvents(grown, [{ name: 'studySeriesGone', payload: { openId: 'o', seriesId: 'a' } }]);
    expect(fewer.series.map(({ seriesId }) => seriesId)).toEqual(['b']);
  });

  it('leaves aside what belongs to the study that was open before', () => {
    expect(afterEvents(open, [found(series('old'), 'before')])).toEqual(open);
  });

  it('takes over how far reading is', () => {
    const payload = {
      openId: 'o',
      label: 'CT',
      stage: 'reading' as const,
      filesSeen: 9,
      imagesFound: 8,
      fraction: 1,
      finished: true,
      trouble: null,
    };
    expect(afterEvents(open, [{ name: 'studyProgress', payload }])).toMatchObject({ label: 'CT', filesSeen: 9, finished: true });
  });

  it('takes in thirty thousand refused files at once without comparing each with all', () => {
    const trouble = { code: 'not-dicom', message: 'No DICOM.', remedy: '' };
    const batch = Array.from({ length: 30_000 }, (_, n): StudyEvent => ({
      name: 'studyRefused',
      payload: { openId: 'o', file: `${n}`, trouble },
    }));
    const before = performance.now();
    expect(afterEvents(open, batch).refused).toHaveLength(30_000);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

describe('the series that is shown', () => {
  it('is the first found, and stays while others come', () => {
    const first = series('b', { seriesNumber: 5 });
    expect(seriesToShow([series('a', { seriesNumber: 1 }), first], first, 'page')).toBe(first);
  });

  it('is the grown one after it grew', () => {
    const grown = series('a', { images: 200 });
    expect(seriesToShow([grown], series('a'), 'reader')).toBe(grown);
  });

  it('is no scout where there is a series of CT numbers, unless the reader wants the scout', () => {
    const [topogram, axial] = [series('t', scout), series('x')];
    expect(seriesToShow([topogram], null, 'page')).toBe(topogram);
    expect(seriesToShow([topogram, axial], topogram, 'page')).toBe(axial);
    expect(seriesToShow([topogram, axial], topogram, 'reader')).toBe(topogram);
  });

  it('is the largest part after the shown one was split', () => {
    const parts = [
      series('p1', { seriesUid: 'u', images: 3 }),
      series('p2', { seriesUid: 'u', images: 90 }),
      series('other', { images: 500 }),
    ];
    expect(seriesToShow(parts, series('whole', { seriesUid: 'u' }), 'reader')?.seriesId).toBe('p2');
  });

  it('is none when there is none', () => expect(seriesToShow([], series('gone'), 'page')).toBeNull());
});

describe('refused files', () => {
  const because = (file: string, code: string) => ({ file, trouble: { code, message: `Because of ${code}.`, remedy: 'Do.' } });
  const refused = [because('a', 'cut'), because('b.html', 'text'), because('c.html', 'text')];

  it('are told by reason, the most frequent first', () => {
    expect(refusalsOf(refused).map(({ message, files }) => [message, files])).toEqual([
      ['Because of text.', ['b.html', 'c.html']],
      ['Because of cut.', ['a']],
    ]);
  });

  it('are copied one a line, each with its reason', () => {
    expect(refusedAsText(refused).split('\n')[0]).toBe('a\tBecause of cut. Do. (cut)');
  });
});

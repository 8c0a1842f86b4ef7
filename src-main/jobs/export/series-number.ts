import type { SeriesInfo } from '../../contract';

type Numbered = Pick<SeriesInfo, 'seriesId' | 'seriesUid' | 'studyUid' | 'seriesNumber'>;

/** The largest that an IS holds (PS3.5 6.2). */
const largest = 2 ** 31 - 1;

/**
 * Series Number of a series derived from `source`: a hundred times the source's, and the first number after that no series of the study has.
 * `known` are the series that are known, the source among them. One with the new UID does not count: it is replaced. Stacks that a
 * series was split into get numbers one after the other.
 */
export function freeSeriesNumber(source: Numbered, newSeriesUid: string, known: readonly Numbered[]): number {
  const study = known.filter(({ studyUid }) => studyUid === source.studyUid);
  const parts = study.filter(({ seriesUid }) => seriesUid === source.seriesUid);
  const part = Math.max(
    0,
    parts.findIndex(({ seriesId }) => seriesId === source.seriesId),
  );
  const taken = new Set(study.filter(({ seriesUid }) => seriesUid !== newSeriesUid).map(({ seriesNumber }) => seriesNumber));
  let number = Math.max(0, source.seriesNumber ?? 0) * 100 + 1 + part;
  while (taken.has(number)) number += Math.max(1, parts.length);
  return Math.min(largest, number);
}

import type { EventName, EventPayload, SeriesInfo, Trouble } from '../../src-main/contract';

/** A file that is no image Tacet shows. */
export interface RefusedFile {
  readonly file: string;
  readonly trouble: Trouble;
}

/** The open study as far as it was read. */
export interface StudyState {
  /** Empty while main was asked but has not answered yet. */
  readonly openId: string;
  readonly label: string;
  readonly stage: 'making-demo' | 'reading';
  readonly filesSeen: number;
  readonly imagesFound: number;
  /** 0 to 1, or null while the total is unknown. */
  readonly fraction: number | null;
  readonly finished: boolean;
  readonly trouble: Trouble | null;
  /** In the order they are listed: by study as they arrived, then by series number. */
  readonly series: readonly SeriesInfo[];
  readonly refused: readonly RefusedFile[];
}

type StudyEventName = Extract<EventName, `study${string}`>;
export type StudyEvent = {
  [K in StudyEventName]: { readonly name: K; readonly payload: EventPayload<K> };
}[StudyEventName];

export const openingStudy = (label: string, stage: StudyState['stage']): StudyState => ({
  openId: '',
  label,
  stage,
  filesSeen: 0,
  imagesFound: 0,
  fraction: null,
  finished: false,
  trouble: null,
  series: [],
  refused: [],
});

/**
 * The study after a batch of events, those of another study left aside. A batch, because a folder can hold tens of thousands of
 * files that are refused one by one, and copying the list for each would take longer than reading them.
 */
export function afterEvents(study: StudyState, batch: readonly StudyEvent[]): StudyState {
  const series = new Map(study.series.map((entry) => [entry.seriesId, entry]));
  const refused = [...study.refused];
  let progress: Partial<StudyState> = {};
  for (const { name, payload } of batch) {
    if (payload.openId !== study.openId) continue;
    if (name === 'studySeries') series.set(payload.series.seriesId, payload.series);
    else if (name === 'studySeriesGone') series.delete(payload.seriesId);
    else if (name === 'studyRefused') refused.push({ file: payload.file, trouble: payload.trouble });
    else progress = payload;
  }
  return { ...study, ...progress, series: inListOrder([...series.values()]), refused };
}

/** What stands under one heading of the list. Files of two patients under one study UID exist; they must not appear as one patient's. */
export const headingOf = ({ studyUid, patientId, patientName }: SeriesInfo): string =>
  [studyUid, patientId, patientName].join('\n');

/** How many people the series are of. */
export const patientsIn = (series: readonly SeriesInfo[]): number =>
  new Set(series.map(({ patientId, patientName }) => `${patientId}\n${patientName}`)).size;

function inListOrder(series: readonly SeriesInfo[]): readonly SeriesInfo[] {
  const studies = [...new Set(series.map(headingOf))];
  const number = (entry: SeriesInfo) => entry.seriesNumber ?? Number.MAX_SAFE_INTEGER;
  return [...series].sort(
    (a, b) =>
      studies.indexOf(headingOf(a)) - studies.indexOf(headingOf(b)) ||
      number(a) - number(b) ||
      Number(a.description > b.description) - Number(a.description < b.description),
  );
}

/**
 * The series to show. The first one found is shown at once and stays, however many come after; only a scout or the like gives way to
 * the first series of CT numbers, unless the reader chose it. Where the shown one was split into parts while reading, the largest
 * part takes its place.
 */
export function seriesToShow(
  series: readonly SeriesInfo[],
  shown: SeriesInfo | null,
  chosenBy: 'page' | 'reader',
): SeriesInfo | null {
  const best = series.find((entry) => entry.notDenoisable === null) ?? series[0] ?? null;
  if (!shown) return best;
  const same = series.find((entry) => entry.seriesId === shown.seriesId);
  if (same) return same.notDenoisable && chosenBy === 'page' ? best : same;
  const parts = series.filter((entry) => entry.seriesUid === shown.seriesUid).sort((a, b) => b.images - a.images);
  return parts[0] ?? best;
}

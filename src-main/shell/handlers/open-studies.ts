import type { Outcome, SeriesInfo } from '../../contract';
import type { Series, StudyReader } from '../../study';

/** What is open, for the jobs that work on it. */
export interface OpenStudies {
  /** The series as far as it was read. A job keeps the value it got: it stays readable when another study is opened. */
  find(seriesId: string): Outcome<Series>;
  /** What is known of all of them. */
  list(): readonly SeriesInfo[];
  readonly reader: StudyReader;
}

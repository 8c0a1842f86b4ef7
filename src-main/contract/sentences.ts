import { readingSentences } from './sentences/reading';
import { remarks } from './sentences/remarks';
import { workSentences } from './sentences/work';

/** What happened, and what to do next. */
export type Sentence = readonly [what: string, remedy: string];

/** The English of every trouble that the page can meet, by its code. The page has the same in its other languages. */
export const troubles = { ...readingSentences, ...workSentences };
/** The same sentences, of a language or of a part of the table. */
type InWords<T extends Readonly<Record<string, (values: never) => Sentence>>> = {
  readonly [C in keyof T]: (...values: Parameters<T[C]>) => Sentence;
};
export type ReadingTroubles = InWords<typeof readingSentences>;
export type WorkTroubles = InWords<typeof workSentences>;
export type Troubles = ReadingTroubles & WorkTroubles;
export type TroubleCode = keyof Troubles;

/** The English of what is said beside a series or a job, by its code. */
export { remarks };
export type Remarks = typeof remarks;
export type RemarkCode = keyof Remarks;

export { type HeaderRemarkCode } from './sentences/remarks';
export { phrased, phrases, type OwnPhrase, type Phrase } from './sentences/phrases';

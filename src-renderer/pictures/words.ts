import type { SeriesInfo } from '../../src-main/contract';
import { say } from '../language/language.svelte';
import { exposureLines, patientLines, seriesLine, sliceLines, voiLine } from '../viewer/image-lines';
import { edgeLetters, type EdgeLetters } from '../viewer/orientation';
import { turnLabel } from '../viewer/turn';
import type { Shown } from './shown';

/**
 * What is written on a picture. `image`: where the slice lies and how it is shown, in numbers and coded words alone. `patient`: also who it is, with the
 * free text of the file, which may say more than one expects.
 */
export type Words = 'none' | 'image' | 'patient';

export interface Corners {
  readonly topLeft: readonly string[];
  readonly topRight: readonly string[];
  readonly bottomLeft: readonly string[];
  readonly bottomRight: readonly string[];
  readonly letters: EdgeLetters | null;
}

/** `place`: the first of several panels says it all, the others only what helps to look at them. */
export function cornersOf(
  { series, slices, voi, inverted, turn }: Shown,
  index: number,
  words: Words,
  place: 'first' | 'other',
): Corners | null {
  if (words === 'none') return null;
  const said = say().imageText;
  const info = slices[index] ?? null;
  const letters = edgeLetters(info?.orientation ?? null, turn);
  const bottomRight = [voiLine(series, voi, inverted, said), turnLabel(turn, said)];
  if (place === 'other') return { topLeft: [], topRight: [], bottomLeft: [], bottomRight, letters };
  return {
    topLeft: words === 'patient' ? patientLines(series, said) : [],
    topRight: [seriesLine(namedSeries(series, words), said), ...sliceLines(info, index, slices.length, said)],
    bottomLeft: exposureLines(info, said),
    bottomRight,
    letters,
  };
}

/** A description is free text: it stays away where the patient does. */
export const namedSeries = (
  series: Pick<SeriesInfo, 'seriesNumber' | 'description'>,
  words: Words,
): Pick<SeriesInfo, 'seriesNumber' | 'description'> => (words === 'patient' ? series : { ...series, description: '' });

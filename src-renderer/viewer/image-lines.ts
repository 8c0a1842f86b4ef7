import type { SeriesInfo, SliceInfo, Voi } from '../../src-main/contract';
import { dateLabel, personLabel } from '../app/wording';
import type { Words } from '../language/words';
import { voiLabel } from './window';

/** What stands in the corners of an image, on the screen and in a saved picture. A line with nothing to say is empty. */
type Lines = readonly string[];
type Said = Words['imageText'];

/** A value that rounds to nothing has no sign. */
export const mmLabel = (value: number, digits = 1): string =>
  value
    .toFixed(digits)
    .replace(/^-(?=[0.]+$)/, '')
    .replace('-', '−');

const joined = (...parts: readonly (string | false | null | undefined)[]): string => parts.filter(Boolean).join('  ');

/** Who it is, and when. */
export const patientLines = ({ patientName, patientId, studyDate, studyDescription }: SeriesInfo, words: Said): Lines => [
  personLabel(patientName, words.noName),
  patientId && words.patientId(patientId),
  joined(dateLabel(studyDate), studyDescription),
];

export const seriesLine = (
  { seriesNumber, description }: Pick<SeriesInfo, 'seriesNumber' | 'description'>,
  words: Said,
): string => joined(seriesNumber !== null && words.series(seriesNumber), description);

export const sliceLines = (info: SliceInfo | null, index: number, total: number, words: Said): Lines => [
  words.slice(index + 1, total),
  joined(
    info?.slicePositionMm != null && `${mmLabel(info.slicePositionMm)} mm`,
    info?.thicknessMm != null && words.thickness(mmLabel(info.thicknessMm, 2).replace(/\.?0+$/, '')),
  ),
];

export const exposureLines = (info: SliceInfo | null, words: Said): Lines => [
  joined(info?.kvp != null && `${info.kvp} kV`, info?.tubeCurrentMa != null && `${Math.round(info.tubeCurrentMa)} mA`),
  info?.kernel ? words.kernel(info.kernel) : '',
];

/** A colour picture, whose numbers are its brightness, is drawn as it is: no window is in force. */
export const voiLine = ({ unit }: Pick<SeriesInfo, 'unit'>, voi: Voi, inverted: boolean, words: Said): string =>
  joined(unit === 'brightness' ? words.colour : voiLabel(voi, words), inverted && words.inverted);

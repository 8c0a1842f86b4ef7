import type { SeriesInfo, SliceInfo, Voi } from '../../src-main/contract';
import { dateLabel, personLabel } from '../app/wording';
import { say } from '../language/language.svelte';
import { voiLabel } from './window';

/** What stands in the corners of an image, on the screen and in a saved picture. A line with nothing to say is empty. */
type Lines = readonly string[];

/** A value that rounds to nothing has no sign. */
export const mmLabel = (value: number, digits = 1): string =>
  value
    .toFixed(digits)
    .replace(/^-(?=[0.]+$)/, '')
    .replace('-', '−');

const joined = (...parts: readonly (string | false | null | undefined)[]): string => parts.filter(Boolean).join('  ');

/** Who it is, and when. */
export const patientLines = ({ patientName, patientId, studyDate, studyDescription }: SeriesInfo): Lines => [
  personLabel(patientName, say().common.noName),
  patientId && `ID ${patientId}`,
  joined(dateLabel(studyDate), studyDescription),
];

export const seriesLine = ({ seriesNumber, description }: Pick<SeriesInfo, 'seriesNumber' | 'description'>): string =>
  joined(seriesNumber !== null && `Series ${seriesNumber}`, description);

export const sliceLines = (info: SliceInfo | null, index: number, total: number): Lines => [
  `Slice ${index + 1} of ${total}`,
  joined(
    info?.slicePositionMm != null && `${mmLabel(info.slicePositionMm)} mm`,
    info?.thicknessMm != null && `thickness ${mmLabel(info.thicknessMm, 2).replace(/\.?0+$/, '')} mm`,
  ),
];

export const exposureLines = (info: SliceInfo | null): Lines => [
  joined(info?.kvp != null && `${info.kvp} kV`, info?.tubeCurrentMa != null && `${Math.round(info.tubeCurrentMa)} mA`),
  info?.kernel ? `Kernel ${info.kernel}` : '',
];

/** A colour picture, whose numbers are its brightness, is drawn as it is: no window is in force. */
export const voiLine = ({ unit }: Pick<SeriesInfo, 'unit'>, voi: Voi, inverted: boolean): string =>
  `${unit === 'brightness' ? 'Colour' : voiLabel(voi)}${inverted ? '  inverted' : ''}`;

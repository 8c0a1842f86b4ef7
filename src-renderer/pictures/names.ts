import type { PictureForm, SeriesInfo } from '../../src-main/contract';
import { sidesIn } from '../denoise/view';
import type { Shown } from './shown';

const digits = (value: number, least: number): string => String(value).padStart(least, '0');

/** A file's or a folder's name, of numbers alone: what a description says may name a patient. */
export function pictureName({ series, index, slices, views, strength }: Shown, form: PictureForm): string {
  const what = {
    png: `slice-${digits(index + 1, String(slices.length).length)}`,
    'png-series': 'pictures',
    gif: 'scroll',
  }[form];
  const sides = sidesIn(views);
  const how = sides.length > 1 ? '-compared' : sides[0] === 'original' ? '' : `-${sides[0]}-${Math.round(100 * strength)}`;
  return `${seriesFileName(series)}-${what}${how}${{ png: '.png', 'png-series': '', gif: '.gif' }[form]}`;
}

/** `series-2`; `series` where it has no number. */
export const seriesFileName = ({ seriesNumber }: Pick<SeriesInfo, 'seriesNumber'>): string =>
  seriesNumber === null ? 'series' : `series-${Math.abs(seriesNumber)}`;

export const sliceName = (index: number): string => `slice-${digits(index + 1, 4)}.png`;

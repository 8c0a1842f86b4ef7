import type { PictureForm } from '../../src-main/contract';
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
  const number = series.seriesNumber === null ? '' : `-${Math.abs(series.seriesNumber)}`;
  return `series${number}-${what}${how}${{ png: '.png', 'png-series': '', gif: '.gif' }[form]}`;
}

export const sliceName = (index: number): string => `slice-${digits(index + 1, 4)}.png`;

import type { SeriesInfo } from '../../src-main/contract';
import { badgeOf, type Badge } from '../denoise/view';
import { say } from '../language/language.svelte';
import type { PatientPointMm } from '../viewer/geometry';
import { mmLabel } from '../viewer/image-lines';
import { nearestStop, type Grid } from './grid';
import type { Plane } from './plane';
import type { Slab } from './slab';
import type { Volume } from './volume';

/** Where a plane lies along its normal; where it is a slice, which one. */
export function placeLine({ axes, aligned }: Grid, { normal }: Plane, crosshair: PatientPointMm): string {
  const place = `${mmLabel(crosshair[normal])} mm`;
  if (aligned?.[normal].index !== 'slice') return place;
  const stop = nearestStop(axes[normal], crosshair[normal]);
  const total = axes[normal].stops.length;
  return `${say().imageText.slice(aligned[normal].sense === 1 ? stop + 1 : total - stop, total)}  ${place}`;
}

export const slabLabel = ({ thicknessMm, mode }: Slab): string =>
  thicknessMm > 0 ? `${say().mpr.slabs[mode]}  ${mmLabel(thicknessMm).replace(/\.0$/, '')} mm` : '';

/** What was done to the slices to make planes of them. */
export function volumeNotes({ places, steps }: Volume, { tiltDegrees }: Pick<SeriesInfo, 'tiltDegrees'>): readonly string[] {
  const gaps = places.slice(1).map((place, at) => place - places[at]!);
  return [
    Math.abs(tiltDegrees) > 0.1 ? say().mpr.tiltCorrected(Math.abs(tiltDegrees).toFixed(1)) : '',
    steps === 'uneven' ? say().mpr.uneven(Math.min(...gaps).toFixed(1), Math.max(...gaps).toFixed(1)) : '',
  ].filter(Boolean);
}

/** What may be said of a volume that was asked for denoised. */
export interface DenoisedVolume {
  readonly state: 'there' | 'loading' | 'not denoised' | 'too large';
  readonly denoised: number;
  readonly loaded: number;
  readonly total: number;
  readonly strength: number;
  readonly modelTitle: string;
}

/** Slices are never mixed: until all are there, all planes show the original and say so. */
export function volumeBadge({ state, denoised, loaded, total, strength, modelTitle }: DenoisedVolume): Badge {
  if (state === 'there') return badgeOf('denoised', { noise: 'there', strength, modelTitle }, say().comparing.badges);
  if (state === 'too large') return { tone: 'waiting', text: say().mpr.tooLarge };
  if (state === 'loading') return { tone: 'waiting', text: say().mpr.loading(loaded, total) };
  return { tone: 'waiting', text: say().mpr.notDenoised(denoised, total) };
}

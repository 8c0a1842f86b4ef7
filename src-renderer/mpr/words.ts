import type { SeriesInfo } from '../../src-main/contract';
import { badgeOf, type Badge } from '../denoise/view';
import { say } from '../language/language.svelte';
import type { Words } from '../language/words';
import { seriesFileName } from '../pictures/names';
import type { PatientPointMm } from '../viewer/geometry';
import { mmLabel } from '../viewer/image-lines';
import { nearestStop, type Grid } from './grid';
import type { Plane, PlaneName } from './plane';
import type { Slab } from './slab';
import type { Volume } from './volume';

/** Where a plane lies along its normal; where it is a slice, which one. */
export function placeLine({ axes, aligned }: Grid, { normal }: Plane, crosshair: PatientPointMm, words: Words): string {
  const place = `${mmLabel(crosshair[normal])} mm`;
  if (aligned?.[normal].index !== 'slice') return place;
  const stop = nearestStop(axes[normal], crosshair[normal]);
  const total = axes[normal].stops.length;
  return `${words.imageText.slice(aligned[normal].sense === 1 ? stop + 1 : total - stop, total)}  ${place}`;
}

export const slabLabel = ({ thicknessMm, mode }: Slab, words: Words): string =>
  thicknessMm > 0 ? `${words.mpr.slabs[mode]}  ${mmLabel(thicknessMm).replace(/\.0$/, '')} mm` : '';

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
export function volumeBadge({ state, denoised, loaded, total, strength, modelTitle }: DenoisedVolume, words: Words): Badge {
  if (state === 'there') return badgeOf('denoised', { noise: 'there', strength, modelTitle }, words.comparing.badges);
  if (state === 'too large') return { tone: 'waiting', text: words.mpr.tooLarge };
  if (state === 'loading') return { tone: 'waiting', text: words.mpr.loading(loaded, total) };
  return { tone: 'waiting', text: words.mpr.notDenoised(denoised, total) };
}

/** `series-2-coronal-256-mip-10mm-denoised-50.png`: of numbers and coded words alone, the plane by its place among all of them. */
export function planeFileName({
  series,
  name,
  stop,
  stops,
  slab,
  strength,
}: {
  readonly series: Pick<SeriesInfo, 'seriesNumber'>;
  readonly name: PlaneName;
  readonly stop: number;
  readonly stops: number;
  readonly slab: Slab;
  /** Null for the original. */
  readonly strength: number | null;
}): string {
  const parts = [
    seriesFileName(series),
    `-${name}-${String(stop + 1).padStart(String(stops).length, '0')}`,
    slab.thicknessMm > 0 ? `-${{ average: 'average', maximum: 'mip', minimum: 'minip' }[slab.mode]}-${slab.thicknessMm}mm` : '',
    strength === null ? '' : `-denoised-${Math.round(100 * strength)}`,
  ];
  return `${parts.join('')}.png`;
}

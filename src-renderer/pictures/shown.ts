import type { Outcome, SeriesInfo, SliceInfo, Voi } from '../../src-main/contract';
import { ok } from '../../src-main/contract';
import { noiseRangeHu, paintNoise } from '../denoise/colours';
import { compose } from '../denoise/compose';
import type { Denoising } from '../denoise/denoising.svelte';
import { badgeOf, percent, sidesOf, type Side } from '../denoise/view';
import type { Pixels } from '../viewer/grey';
import type { Tint } from '../viewer/pane';
import { turnLabel, type Turn } from '../viewer/turn';
import type { Slice } from '../viewer/series-images.svelte';
import type { ViewerState } from '../viewer/viewer-state.svelte';
import { cropInView, wholeSlice, type Crop } from './crop';

export type Area = 'whole' | 'in-view';

/** A slice, with what the model found in it; null where it was not denoised. */
export interface Loaded {
  readonly slice: Slice;
  readonly noise: { readonly hu: Float32Array; readonly sigmaHu: number } | null;
}

/** How a series is looked at in one moment: what saved pictures show, however long saving takes and whatever the reader does meanwhile. */
export interface Shown {
  readonly series: SeriesInfo;
  readonly slices: readonly SliceInfo[];
  readonly index: number;
  /** For every slice, also where each proposes one of its own. */
  readonly voi: Voi;
  readonly inverted: boolean;
  readonly crop: Crop;
  readonly turn: Turn;
  readonly sides: readonly Side[];
  readonly strength: number;
  readonly modelTitle: string;
  /** Of the removed noise in colour; null where it is not shown. */
  readonly noiseOpacity: number | null;
  load(index: number): Promise<Outcome<Loaded>>;
}

export function shownNow(viewer: ViewerState, denoising: Denoising, area: Area): Shown {
  const { series, slices, index, voi, inverted, pictures, stage, look } = viewer;
  const { made } = denoising;
  return {
    series,
    slices,
    index,
    voi,
    inverted,
    crop: area === 'in-view' && stage ? cropInView(stage, look) : wholeSlice(series),
    turn: look.turn,
    sides: sidesOf(denoising.mode, 'nothing'),
    strength: denoising.strength,
    modelTitle: denoising.model?.title ?? '',
    noiseOpacity: denoising.noiseShown ? denoising.noiseOpacity : null,
    load: async (at) => {
      const [slice, noise] = await Promise.all([pictures.once(at), made?.done.has(at) ? made.noise.once(at) : ok(null)]);
      if (!slice.ok) return slice;
      if (!noise.ok) return noise;
      const hu = noise.value;
      return ok({ slice: slice.value, noise: hu && { hu, sigmaHu: made!.done.get(at)!.sigmaHu } });
    },
  };
}

/** One of the pictures beside each other. */
export interface Panel extends Pixels {
  readonly polarity: 'white-high' | 'white-low';
  readonly tint: Tint | null;
  /** What its pixels are, where they are not plainly those of the file. They can't be left out. */
  readonly marks: readonly string[];
}

/** From left to right. */
export function panelsOf(shown: Shown, { slice, noise }: Loaded): readonly Panel[] {
  const { series, sides, strength, modelTitle, noiseOpacity } = shown;
  return sides.map((side) => {
    const badge = badgeOf(side, { noise: noise ? 'there' : 'never', strength, modelTitle });
    const tinted = noise && noiseOpacity !== null && (side === 'denoised' || sides.length === 1);
    const rangeHu = noise && noiseRangeHu(noise.sigmaHu);
    const marks = [
      series.denoisedBefore === null ? '' : 'Denoised before it came to Tacet — not for diagnostic use',
      badge.tone !== 'original' || sides.length > 1 ? badge.text : '',
      // Without its letters nobody could tell.
      shown.turn.side === 'mirrored' ? turnLabel(shown.turn).replace('m', 'M') : '',
      tinted ? `Removed noise in colour, ±${rangeHu} HU at ${percent(noiseOpacity)}` : '',
    ];
    return {
      hu: side === 'denoised' && noise ? compose(slice.hu, noise.hu, strength) : slice.hu,
      padding: slice.padding,
      rgba: slice.rgba,
      polarity: shown.inverted === slice.inverted ? 'white-high' : 'white-low',
      tint: tinted ? { paint: (out) => paintNoise(noise.hu, strength, rangeHu!, out) } : null,
      marks: marks.filter(Boolean),
    };
  });
}

import type { Outcome, SeriesInfo, SliceInfo, Voi } from '../../src-main/contract';
import { ok } from '../../src-main/contract';
import { noiseRangeHu, paintNoise } from '../denoise/colours';
import { compose } from '../denoise/compose';
import { modelTitle } from '../denoise/model-title';
import { badgeOf, percent, sidesIn, viewsOf, type Side, type View } from '../denoise/view';
import type { Words } from '../language/words';
import type { Pixels } from '../viewer/grey';
import type { Tint } from '../viewer/pane';
import { turnLabel, type Turn } from '../viewer/turn';
import type { Slice } from '../viewer/series-images.svelte';
import type { SeriesReading } from '../viewer/reading.svelte';
import type { Measured } from './measured';
import { cropInView, shareAcross, wholeSlice, type Crop } from './crop';

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
  readonly views: readonly View[];
  /** Where the edge of a swipe is, as a share of the crop's width on the screen. */
  readonly edge: number;
  /** Of what is shown: a blend takes away less than the dial says. */
  readonly strength: number;
  readonly modelTitle: string;
  /** Of the removed noise in colour over the picture; null where it is not shown. */
  readonly noiseOpacity: number | null;
  /** The ends of its colours; null: by the noise of each slice. */
  readonly chosenRangeHu: number | null;
  /** What lies on the slices; null where it is not to be drawn. */
  readonly measured: Measured | null;
  load(index: number): Promise<Outcome<Loaded>>;
}

export function shownNow(
  { viewer, denoising, measuring }: SeriesReading,
  area: Area,
  measurements: 'measurements' | 'no measurements',
): Shown {
  const { series, slices, index, voi, inverted, pictures, stage, look } = viewer;
  const { made, comparing } = denoising;
  const crop = area === 'in-view' && stage ? cropInView(stage, look) : wholeSlice(series);
  return {
    series,
    slices,
    index,
    voi,
    inverted,
    crop,
    turn: look.turn,
    views: viewsOf(comparing.mode, 'nothing'),
    edge: stage ? shareAcross(stage, look, crop, comparing.edge) : comparing.edge,
    strength: denoising.shownStrength,
    modelTitle: modelTitle(denoising.model),
    noiseOpacity: comparing.noiseShown ? comparing.noiseOpacity : null,
    chosenRangeHu: comparing.chosenRangeHu,
    measured:
      measurements === 'measurements' ? { list: measuring.list, metric: measuring.surface.metric, unit: series.unit } : null,
    load: async (at) => {
      const [slice, noise] = await Promise.all([pictures.once(at), made?.done.has(at) ? made.noise.once(at) : ok(null)]);
      if (!slice.ok) return slice;
      if (!noise.ok) return noise;
      const hu = noise.value;
      return ok({ slice: slice.value, noise: hu && { hu, sigmaHu: made!.done.get(at)!.sigmaHu } });
    },
  };
}

/** Pixels as they are drawn: in grey, and in colour over it. */
export interface Layers extends Pixels {
  readonly tint: Tint | null;
  readonly tintOpacity: number;
}

/** One of the pictures beside each other. */
export interface Panel extends Layers {
  readonly polarity: 'white-high' | 'white-low';
  /** Right of the edge of a swipe. */
  readonly beyondEdge: Layers | null;
  /** The ends of its colours; null where it has none. */
  readonly rangeHu: number | null;
  /** What its pixels are, where they are not plainly those of the file. They can't be left out. */
  readonly marks: readonly string[];
}

/** From left to right, with their marks in the language of `words`. */
export function panelsOf(shown: Shown, loaded: Loaded, words: Words): readonly Panel[] {
  const { series, views, turn } = shown;
  const { slice, noise } = loaded;
  const rangeHu = noise && (shown.chosenRangeHu ?? noiseRangeHu(noise.sigmaHu));
  const badge = (side: Side) =>
    badgeOf(
      side,
      { noise: noise ? 'there' : 'never', strength: shown.strength, modelTitle: shown.modelTitle },
      words.comparing.badges,
    );
  return views.map(({ side, beyondEdge }) => {
    const { tone, text } = badge(side);
    const layers = layersOf(side, shown, loaded, rangeHu);
    const beyond = beyondEdge && layersOf(beyondEdge, shown, loaded, rangeHu);
    const coloured = layers.tint !== null || (beyond !== null && beyond.tint !== null);
    const said = words.pictures.marks;
    const marks = [
      series.denoisedBefore === null ? '' : said.denoisedBefore,
      beyondEdge ? said.left(text) : tone !== 'original' || views.length > 1 ? text : '',
      beyondEdge ? said.right(badge(beyondEdge).text) : '',
      // Without its letters nobody could tell.
      turn.side === 'mirrored' ? capitalised(turnLabel(turn, words.imageText)) : '',
      !coloured ? '' : side === 'removed' ? said.colours(rangeHu!) : said.coloursOver(rangeHu!, percent(layers.tintOpacity)),
    ];
    return {
      ...layers,
      polarity: shown.inverted === slice.inverted ? 'white-high' : 'white-low',
      beyondEdge: beyond,
      rangeHu: coloured ? rangeHu : null,
      marks: marks.filter(Boolean),
    };
  });
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function layersOf(
  side: Side,
  { views, strength, noiseOpacity }: Shown,
  { slice: { hu, padding, rgba }, noise }: Loaded,
  rangeHu: number | null,
): Layers {
  const laidOver = noiseOpacity !== null && (side === 'denoised' || sidesIn(views).length === 1);
  const tinted = noise && rangeHu !== null && (side === 'removed' || laidOver);
  return {
    hu: side === 'denoised' && noise ? compose(hu, noise.hu, strength) : hu,
    padding,
    rgba,
    tint: tinted ? { paint: (out) => paintNoise(noise.hu, strength, rangeHu, out) } : null,
    tintOpacity: side === 'removed' ? 1 : (noiseOpacity ?? 1),
  };
}

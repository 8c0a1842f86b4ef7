import { ok } from '../../src-main/contract';
import { en } from '../language/en';
import { say } from '../language/language.svelte';
import type { Words } from '../language/words';
import { cropInView, wholeSlice } from '../pictures/crop';
import { descriptionOf, type PictureSource } from '../pictures/picture-source';
import { measuredOn } from '../pictures/measured';
import type { Area } from '../pictures/shown';
import { namedSeries, type Words as Wording } from '../pictures/words';
import { patientLines, seriesLine, voiLine } from '../viewer/image-lines';
import { edgeLetters } from '../viewer/orientation';
import { fitted } from '../viewer/geometry';
import { cutInPortions } from './cut';
import type { Mpr } from './mpr.svelte';
import { orientationOf, planes, sizeOf, type PlaneName } from './plane';
import { placeLine, planeFileName, slabLabel } from './words';

/** One plane as it is shown now, to be saved or copied: whatever the reader does meanwhile, and never coarser than it is. */
export function planePicture(
  mpr: Mpr,
  name: PlaneName,
  area: Area,
  measurements: 'measurements' | 'no measurements',
): PictureSource {
  const plane = planes[name];
  const { viewer, denoising } = mpr.reading;
  const { series, voi, inverted, shown } = viewer;
  const crosshair = mpr.crosshair!;
  const cut = mpr.cutAt(plane, crosshair[plane.normal])!;
  const { grid, slab } = cut;
  const size = sizeOf(grid, plane);
  const stage = mpr.stages[name];
  const crop = area === 'in-view' && stage ? cropInView(stage, mpr.lookOf(name)) : wholeSlice(size);
  const { list, surface } = mpr.measuring[name];
  const values = measurements === 'measurements' && list.length > 0 ? mpr.valuesAt(plane, crosshair[plane.normal]) : null;
  const shapes = values ? measuredOn({ list, metric: surface.metric, unit: series.unit }, mpr.stopOf(name), values, 1) : [];
  const strength = mpr.source === 'denoised' ? denoising.strength : null;
  const marksIn = (words: Words): readonly string[] => {
    const { tone, text } = mpr.badge(words);
    return [
      series.denoisedBefore === null ? '' : words.pictures.marks.denoisedBefore,
      mpr.denoisedAsked && tone !== 'original' ? text : '',
    ].filter(Boolean);
  };
  const lines = (words: Words) => ({
    plane: `${words.mpr.plane[name]}  ${placeLine(grid, plane, crosshair, words)}`,
    slab: slabLabel(slab, words),
    window: voiLine(series, voi, inverted, words.imageText),
  });
  const [marks, said] = [marksIn(say()), lines(say())];
  const told = lines(en);
  const description = descriptionOf(marksIn(en), told.plane, told.slab, told.window);

  const cornersFor = (wording: Wording) => {
    if (wording === 'none') return null;
    return {
      topLeft: wording === 'patient' ? patientLines(series, say().imageText) : [],
      topRight: [seriesLine(namedSeries(series, wording), say().imageText), said.plane],
      bottomLeft: [],
      bottomRight: [said.slab, said.window],
      letters: edgeLetters(orientationOf(plane)),
    };
  };
  return {
    index: 0,
    title: say().mpr.plane[name],
    name: () => planeFileName({ series, name, stop: mpr.stopOf(name), stops: mpr.stopsOf(name), slab, strength }),
    page: async (_index, wording) => {
      const { hu, padding, rows, columns, spacing } = await cutInPortions(cut);
      const polarity = inverted === (shown?.slice.inverted ?? false) ? 'white-high' : 'white-low';
      const pixels = { hu, padding, rgba: null, tint: null, tintOpacity: 1 };
      const panel = { ...pixels, polarity, beyondEdge: null, rangeHu: null, marks } as const;
      const panels = [{ panel, corners: cornersFor(wording) }];
      const page = { rows, columns, spacing, crop, turn: fitted.turn, voi, edge: 0, panels, shapes };
      return ok({ page, description });
    },
  };
}

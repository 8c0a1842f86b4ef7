import { ok, type Outcome, type PictureForm } from '../../src-main/contract';
import { en } from '../language/en';
import { say } from '../language/language.svelte';
import { voiLine } from '../viewer/image-lines';
import { cropWithin } from './crop';
import type { Page } from './draw';
import { measuredOn } from './measured';
import { pictureName } from './names';
import { panelsOf, type Shown } from './shown';
import { cornersOf, type Words } from './words';

/** Where saved pictures come from: the slices of a series, or a plane through it, as they were shown in one moment. */
export interface PictureSource {
  /** The picture in view, from 0. */
  readonly index: number;
  /** What the picture in view is called in a sentence: `Slice 14`. */
  readonly title: string;
  /** A file's or a folder's name. */
  name(form: PictureForm): string;
  /** `description`: what stays in the file. */
  page(index: number, words: Words): Promise<Outcome<{ readonly page: Page; readonly description: string }>>;
}

export const slicePictures = (shown: Shown): PictureSource => ({
  index: shown.index,
  title: say().pictures.slice(shown.index + 1),
  name: (form) => pictureName(shown, form),
  page: async (index, words) => {
    const loaded = await shown.load(index);
    if (!loaded.ok) return loaded;
    const { slice, noise } = loaded.value;
    const { series, turn, voi, edge, measured, strength, inverted } = shown;
    const panels = panelsOf(shown, loaded.value, say());
    const page: Page = {
      rows: slice.rows,
      columns: slice.columns,
      spacing: series.pixelSpacingMm,
      crop: cropWithin(shown.crop, slice),
      turn,
      voi,
      edge,
      panels: panels.map((panel, at) => ({ panel, corners: cornersOf(shown, index, words, at === 0 ? 'first' : 'other') })),
      shapes: measured ? measuredOn(measured, index, { ...slice, noise: noise?.hu ?? null }, strength) : [],
    };
    const marks = panelsOf(shown, loaded.value, en).flatMap((panel) => panel.marks);
    return ok({ page, description: descriptionOf(marks, voiLine(series, voi, inverted, en.imageText)) });
  },
});

/**
 * What was done to the pixels, then what else is to be said of them. Nothing of the patient. In English, whoever reads it, and with plain
 * dashes, which every reader of PNG shows.
 */
export function descriptionOf(marks: readonly string[], ...lines: readonly string[]): string {
  const pixels = marks.length > 0 ? marks.join('; ') : 'Original pixels';
  const words = [pixels, ...lines].filter(Boolean).map((line) => `${line}.`);
  return words.join(' ').replace(/[—−]/g, '-').replace(/ {2,}/g, ' ');
}

import type { PictureForm } from '../../../src-main/contract';
import { counted } from '../../app/wording';

const written: Readonly<Record<PictureForm, (count: number) => string>> = {
  png: () => '',
  'png-series': (count) => `${counted(count, 'picture')}: `,
  gif: (count) => `${counted(count, 'slice')}: `,
};

/** Saving and copying pictures, and what can't be left out of them. */
export const pictures = {
  title: 'Save a picture',
  what: 'What',
  forms: {
    png: { name: 'This slice', inFolder: 'one PNG', inBrowser: 'one PNG' },
    'png-series': { name: 'Slices', inFolder: 'a PNG each, in a folder', inBrowser: 'a PNG each, in a zip' },
    gif: { name: 'Scroll', inFolder: 'an animated GIF', inBrowser: 'an animated GIF' },
  },
  fromSlice: 'From slice',
  toSlice: 'to',
  ofSlices: (total: number) => `of ${total}`,
  part: 'Part',
  areas: {
    slice: { 'in-view': 'What is in view', whole: 'The whole slice' },
    plane: { 'in-view': 'What is in view', whole: 'The whole plane' },
  },
  textOnIt: 'Text on it',
  texts: {
    slice: {
      none: 'None',
      image: 'Slice, position, window and scale',
      patient: 'Also the patient’s name, ID, dates and descriptions',
    },
    plane: {
      none: 'None',
      image: 'Plane, position, slab, window and scale',
      patient: 'Also the patient’s name, ID, dates and descriptions',
    },
  },
  measurements: 'Measurements',

  size: (panels: number, width: number, height: number) => `${panels > 1 ? `${panels} × ` : ''}${width} × ${height} pixels`,
  /** What will be saved: how many, how large, with which window. */
  order: {
    png: (_count: number, size: string, window: string) => `${size}, ${window}.`,
    'png-series': (count: number, size: string, window: string) => `${counted(count, 'picture')} of ${size}, ${window}.`,
    gif: (count: number, size: string, window: string) => `${counted(count, 'frame')} of ${size}, ${window}.`,
  },
  chooseSlices: (window: string) => `Choose slices of this series, ${window}.`,
  showsPatient: {
    png: 'The picture will show who the patient is.',
    'png-series': 'The pictures will show who the patient is.',
    gif: 'The pictures will show who the patient is.',
  },
  sayDenoised: 'Denoised pictures say so in their lower left corner and in the file. This can’t be switched off.',
  notDenoised: (missing: number, slices: number) => {
    const which =
      missing === slices
        ? 'None of these slices is'
        : `${counted(missing, 'slice')} of these ${missing === 1 ? 'is' : 'are'} not`;
    const how = missing === 1 ? 'it comes as the original, and says so' : 'they come as the original, and say so';
    return `${which} denoised yet: ${how}.`;
  },
  save: 'Save',
  saveTo: 'Save…',
  stillSaving: 'Other pictures are still being saved.',

  saved: (form: PictureForm, count: number, name: string) => `${written[form](count)}“${name}” is saved.`,
  downloaded: (form: PictureForm, count: number, name: string) => `${written[form](count)}“${name}” is downloaded.`,
  cancelled: 'Cancelled. No picture was saved.',
  slice: (slice: number) => `Slice ${slice}`,
  copied: (what: string, width: number, height: number) => `${what} is copied, ${width} × ${height} pixels.`,
  copiedWithoutText: (what: string, width: number, height: number) =>
    `${what} is copied, ${width} × ${height} pixels, without text.`,
  copyRefused: 'The browser did not let Tacet copy the picture.',
  copyRefusedRemedy: 'Allow this page to use the clipboard, or save the picture instead (Ctrl S).',

  marks: {
    denoisedBefore: 'Denoised before it came to Tacet — not for diagnostic use',
    left: (badge: string) => `Left: ${badge}`,
    right: (badge: string) => `Right: ${badge}`,
    colours: (rangeHu: number) => `Colours from −${rangeHu} to +${rangeHu} HU`,
    coloursOver: (rangeHu: number, opacity: string) => `Removed noise in colour, ±${rangeHu} HU at ${opacity}`,
  },
};

import { anonymisingLimits } from '../../../src-main/contract';
import { counted } from '../../app/wording';

/** The panel that denoises a series and writes it as DICOM. */
export const denoise = {
  panel: 'Denoising',
  noModel: 'There is no denoising model here.',
  addModel: 'Tacet brings one along: install it again, or add a model in the settings.',
  oneMoment: 'One moment…',
  model: 'Model',
  complete: (slices: number) => `All ${slices} slices are denoised.`,
  denoise: 'Denoise',
  denoiseOthers: (slices: number) => `Denoise the other ${slices}`,
  waiting: 'Waiting until the whole study is read.',
  strength: 'Strength',
  noStrength: 'original',
  fullStrength: 'all noise found',

  slicesDone: (done: number, total: number) => `${done} of ${total} slices`,
  starting: 'Starting the engine…',
  computesOn: (backend: string, device: string) => `${backend} on ${device}`,
  pace: (milliseconds: number) => `${milliseconds} ms a slice`,

  writing: 'Writing',
  startingToWrite: 'Starting…',
  imagesDone: (done: number, total: number) => `${done} of ${total} written`,
  pixels: 'Pixels',
  syntaxes: { explicit: 'Uncompressed', 'jpeg-ls': 'JPEG-LS, lossless', htj2k: 'HTJ2K, lossless' },
  anonymise: 'Anonymise',
  anonymisingLimits,
  exportAsDicom: 'Export as DICOM…',
  nothingToExport: 'At strength 0 % there is nothing to export: it would be the original.',
  exportWhenDone: 'When denoising is done, or cancelled.',
  exportMakes: (strength: string, slicesToDenoise: number) =>
    slicesToDenoise > 0
      ? `A new series at strength ${strength}; ${counted(slicesToDenoise, 'slice')} ${slicesToDenoise === 1 ? 'is' : 'are'} denoised first. Your files stay as they are.`
      : `A new series at strength ${strength}. Your files stay as they are.`,
  written: (images: number) => `${counted(images, 'image')} written.`,
  writtenTo: (images: number, place: string) => `${counted(images, 'image')} written to “${place}”.`,
  downloadAgain: 'Download again',
  cancelled: 'Cancelled. Nothing was written.',
};

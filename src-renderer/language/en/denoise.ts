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
  tooNoisy: (noiseHu: number, mostHu: number) =>
    `The noise of this slice is about ${Math.round(noiseHu)} HU; the models know up to ${mostHu} HU, so more of it stays.`,
  history:
    "A network of 2018, kept as history: not for reading. At 100 % the picture is the network's own output. “Keep faint contrast” has no say over it, and outside of its window nothing changes.",
  strength: 'Strength',
  noStrength: 'original',
  fullStrength: 'all noise found',
  automaticStrength: (strength: string) => `${strength} · automatic`,
  automatic: 'Automatic',
  automaticTip: 'about halves the noise',
  contrast: 'Keep faint contrast',
  textureFirst: 'texture first',
  faintFirst: 'faint contrast first',

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

import { counted } from '../../app/wording';

/** Three planes through one series. */
export const mpr = {
  bar: 'Planes',
  planesOf: (series: string) => `Planes of ${series}`,
  planesOfSeries: 'Planes of the series',
  planes: { axial: 'Axial', coronal: 'Coronal', sagittal: 'Sagittal' },
  plane: { axial: 'Axial plane', coronal: 'Coronal plane', sagittal: 'Sagittal plane' },
  back: '← Slices',
  backTip: (key: string) => `Back to the slices (${key}, or Escape)`,
  backToSlices: 'Back to the slices',
  slab: 'Slab',
  slabTip: 'Thickness of the slab that each plane shows; 0 is a single plane',
  slabThickness: 'Slab thickness in mm',
  slabs: { average: 'Average', maximum: 'MIP', minimum: 'MinIP' },
  fit: 'Fit',
  fitTip: 'All planes fit their places',
  text: 'Text',
  textTip: (key: string) => `Text and crosshair (${key})`,
  savePicture: 'Save a plane as a picture',
  savePictureOrCopy: (key: string) => `Save a plane as a picture (${key} copies it)`,

  waiting: 'Waiting until the whole study is read…',
  crosshair: 'Crosshair',
  reading: 'Reading slices',
  slicesRead: (read: number, total: number) => `${read} of ${total} slices read`,
  unreadable: (slices: number) => `${counted(slices, 'slice')} can’t be read: the planes are empty there.`,
  tiltCorrected: (degrees: string) => `Gantry tilt of ${degrees}° corrected.`,
  uneven: (leastMm: string, mostMm: string) => `Slices ${leastMm} to ${mostMm} mm apart, interpolated between their true places.`,

  volume: 'Volume',
  denoisedTip: (key: string) => `Denoised (${key}: one or the other)`,
  tooLarge: 'Original · this volume is too large to be shown denoised',
  loading: (loaded: number, total: number) => `Original · denoised slices are loading, ${loaded} of ${total}`,
  notDenoised: (denoised: number, total: number) => `Original · ${denoised} of ${total} slices denoised`,

  pictures: 'These are pictures, not slices through the patient: there are no other planes to show.',
  otherModality: (modality: string) => `Planes are made of CT, MR and PET slices; this series is ${modality}.`,
  noModality: 'Planes are made of CT, MR and PET slices; this series is of no stated modality.',
  oneSlice: 'One slice alone has no other planes.',
  chooseSlices: 'Choose a series of slices.',
  noPositions: 'The files do not say where the slices lie in the patient.',
  sendOriginal: 'Send the original series again.',
  notParallel: 'The slices of this series do not lie parallel.',
  repeated: (slice: number, next: number) =>
    `Two images lie at one place, between slice ${slice} and slice ${next}: which of them belongs to the volume is not known.`,
  gap: (gapMm: string, slice: number, next: number, usualMm: string) =>
    `${gapMm} mm between slice ${slice} and slice ${next} have no image, where ${usualMm} mm is usual: planes through the gap would be made up.`,
  askAgain: 'Ask for the whole series again, or read it slice by slice.',
  needsMemory: (bytes: string, limit: string) =>
    `The volume needs ${bytes} in this window, more than the ${limit} that are kept for pictures.`,
  raiseLimit: 'Raise the limit of memory in the settings, or make planes of a series with thicker slices.',
};

import { findings } from './findings';
import { type Phrase, phrased } from './phrases';

/** How many of a series' files something is true of. */
export interface Share {
  readonly count: number;
  readonly files: number;
}
const of =
  (words: string) =>
  ({ count, files }: Share): string =>
    count === files ? words : `${words} (${count} of ${files} files)`;

const list = (entries: readonly Phrase[]): string => {
  const words = entries.map((one) => phrased(one));
  return words.length === 1 ? words[0]! : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]!}`;
};

const comparedOn = (heldBack: number): string =>
  heldBack === 0
    ? 'painted images alone, since there were too few slices to hold any back'
    : `${heldBack} held-back ${heldBack === 1 ? 'slice' : 'slices'} and painted images`;

/** What is odd about a header that could be read all the same. */
export const headerRemarks = {
  'rescale-missing': of('The file does not say how its numbers become Hounsfield units; they are shown as stored.'),
  'no-series-uid': of('The file names no series; it is shown on its own.'),
  'bits-stored-missing': of('The file does not say how many bits of a pixel count; all of them are taken.'),
  'frames-without-positions': of('Several images in one file, without a position for each: they are shown in file order.'),
  'orientation-invalid': of('The orientation in the file is not a right angle of unit length; it is left aside.'),
  'detector-spacing': of('Only the spacing at the detector is known: lengths in the patient are shorter than measured.'),
  'no-pixel-spacing': of('The file does not say how large a pixel is: no lengths can be measured.'),
  'window-invalid': of('A window in the file cannot be used and is left aside.'),
};

/** What is said without being a trouble: of a series, beside a job's progress, of what computes, of models, and of what an experiment found. */
export const remarks = {
  ...headerRemarks,
  ...findings,
  'no-positions': () =>
    'The files do not say where the slices lie: they are in the order of their numbers, and nothing is measured across them.',
  'missing-slices': ({ slices }: { slices: number }) =>
    `${slices} ${slices === 1 ? 'slice is' : 'slices are'} missing within the series.`,
  'not-equidistant': ({ medianMm }: { medianMm: string }) => `The slices are not evenly spaced (median ${medianMm} mm).`,
  tilted: ({ degrees }: { degrees: string }) => `The gantry was tilted by ${degrees} degrees: the stack leans.`,
  'identifiers-shared': ({ images }: { images: number }) =>
    images === 1
      ? '1 image carries the identifier of another image of the series, yet differs from it; both are shown.'
      : `${images} images carry identifiers of other images of the series, yet differ from them; all are shown.`,
  duplicates: ({ files }: { files: number }) =>
    files === 1
      ? '1 more file holds an image of this series again; it is left out.'
      : `${files} more files hold images of this series again; they are left out.`,
  'split-series': ({ differences, parts }: { differences: readonly Phrase[]; parts: number }) =>
    `The series holds images that differ in ${list(differences)}: it is shown in ${parts} parts.`,
  'repeated-positions': ({ part, parts, by }: { part: number; parts: number; by: readonly Phrase[] }) =>
    `The series holds several images of each place: this is part ${part} of ${parts}, by ${by.map((one) => phrased(one)).join(', ')}.`,

  'denoising-goes-on': ({ how }: { how: string }) =>
    `The engine stopped unexpectedly (${how}). It was started again, and the work goes on.`,
  'training-goes-on': ({ how }: { how: string }) =>
    `The engine stopped unexpectedly (${how}). It was started again, and the training goes on.`,
  'comparison-anew': ({ how }: { how: string }) =>
    `The engine stopped unexpectedly (${how}). It was started again, and the comparison begins anew.`,
  'slices-unreadable': ({ slices, last }: { slices: number; last: number }) =>
    slices === 1
      ? `A slice could not be read: number ${last}.`
      : `${slices} slices could not be read, the last one number ${last}.`,
  'training-better': ({ heldBack, gains }: { heldBack: number; gains: readonly Phrase[] }) =>
    `Better on ${comparedOn(heldBack)}: ${gains.map((gain) => phrased(gain)).join('; ')}.`,
  'training-no-worse': ({ heldBack }: { heldBack: number }) =>
    `No worse than its base on ${comparedOn(heldBack)}, and no better.`,
  'simulating-noise': ({ done, total }: { done: number; total: number }) => `Simulating noise: image ${done} of ${total}`,
  'preparing-slices': ({ done, total }: { done: number; total: number }) => `Preparing the slices: ${done} of ${total}`,

  'backend-fastest': ({ gflops, device, others }: { gflops: number; device: string; others: string }) =>
    `${gflops} GFLOP/s on ${device}, faster than ${others}.`,
  'backend-only': ({ gflops, device }: { gflops: number; device: string }) =>
    `${gflops} GFLOP/s on ${device}, the only fast one that runs here.`,
  'backend-slow': () => 'No fast backend runs here; the slow reference is all there is.',
  'backend-right-fastest': () => 'Agrees with the reference. The fastest here.',
  'backend-right-slower': ({ times }: { times: string }) => `Agrees with the reference. ${times} times slower.`,
  'backend-silent': ({ seconds }: { seconds: number }) => `It gave no answer within ${seconds} seconds when it was tried.`,
  'backend-died': ({ how }: { how: string }) => `Its process died when it was tried (${how}).`,

  'model-tacet': () =>
    'For chest, abdomen and head CT. 170 k parameters, trained on procedural images with simulated dose: no patient data.',
  'model-tacet-fast': () =>
    'For chest, abdomen and head CT where speed counts. 73 k parameters, trained on procedural images with simulated dose: no patient data.',
  'model-fine-tuned': ({ base }: { base: string }) => `Fine-tuned from "${base}" on a series of this machine.`,
  'model-trained': ({ preset }: { preset: string }) => `Trained by "tacet train", preset ${preset}.`,
  'model-trained-adversarially': ({ preset }: { preset: string }) =>
    `Trained by "tacet train", preset ${preset}. An experiment: trained against a discriminator, it may invent texture that was never scanned.`,
  'model-history': (of: { case: number; recipe: Phrase; source: Phrase; psnr: string; noisy: string; blur: string }) =>
    `History, not for use: a network of the article of 2018 (case ${of.case}, ${phrased(of.recipe)}), made from ${phrased(of.source)}. PSNR of its output as it is ${of.psnr} dB; of the noisy pictures ${of.noisy} dB, of a Gaussian blur ${of.blur} dB.`,
};
export type HeaderRemarkCode = keyof typeof headerRemarks;

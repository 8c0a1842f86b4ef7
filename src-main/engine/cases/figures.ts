import { gaussianBlur } from '../inference/gaussian';
import { psnr, ssim } from '../quality';
import { toHu } from './greys';
import type { CasePictures, Figures } from './run';

/** Outputs for one clean picture and several draws of the noise, grey, row-major; each beside the noisy picture it was made from. */
export interface Draws {
  readonly clean: Uint8Array;
  readonly noisy: readonly Float32Array[];
  readonly outputs: readonly Float32Array[];
}

/** Structure finer than this counts as detail, px. */
const detailPx = 2;

/** Figures over all pictures and draws, of which each picture needs at least four. */
export function figuresOf(all: readonly Draws[], { size, window }: Pick<CasePictures, 'size' | 'window'>): Figures {
  const huPerGrey = window.widthHu / 255;
  const scores = all.flatMap(({ clean, outputs }) => {
    const truthHu = toHu(clean, window);
    return outputs.map((output) => {
      const hu = toHu(output, window);
      return { psnr: psnr(hu, truthHu, window), ssim: ssim(hu, truthHu, size, size, window) };
    });
  });
  return {
    psnr: mean(scores.map((one) => one.psnr)),
    ssim: mean(scores.map((one) => one.ssim)),
    noiseHu: huPerGrey * Math.sqrt(mean(all.map(({ outputs }) => varianceOverDraws(outputs)))),
    meanShiftHu: huPerGrey * mean(all.map(({ noisy, outputs }) => mean(meanOf(outputs)) - mean(meanOf(noisy)))),
    contrast: mean(all.map(contrastOf)),
    detail: mean(all.map((draws) => detailOf(draws, size))),
  };
}

function mean(values: readonly number[] | Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

const meanOf = (pictures: readonly Float32Array[]): Float64Array =>
  Float64Array.from(pictures[0], (_, i) => pictures.reduce((sum, picture) => sum + picture[i], 0) / pictures.length);

/** Variance of the sample of draws (n − 1), mean over pixels. */
function varianceOverDraws(outputs: readonly Float32Array[]): number {
  const middle = meanOf(outputs);
  let sum = 0;
  for (const output of outputs) for (let i = 0; i < output.length; i++) sum += (output[i] - middle[i]) ** 2;
  return sum / (outputs.length - 1) / middle.length;
}

/** Slope of the straight line through (clean, mean output), by least squares. */
function contrastOf({ clean, outputs }: Draws): number {
  const output = meanOf(outputs);
  const [meanClean, meanOutput] = [mean(Float64Array.from(clean)), mean(output)];
  let [common, own] = [0, 0];
  for (let i = 0; i < clean.length; i++) {
    common += (clean[i] - meanClean) * (output[i] - meanOutput);
    own += (clean[i] - meanClean) ** 2;
  }
  return common / own;
}

/**
 * Correlation of fine structure,  ⟨o, c⟩ / √(⟨o₁, o₂⟩ ⟨c, c⟩),  of what a Gaussian of 2 px leaves of the mean output o and of the clean picture c.
 * o₁ and o₂ are the means of the two halves of the draws: their noise is not the same, so none of it is in their product. 0 where nothing fine
 * is left, or where fine structure has the sign of its opposite.
 */
function detailOf({ clean, outputs }: Draws, size: number): number {
  const fine = (picture: Float32Array): Float32Array => {
    const coarse = gaussianBlur(picture, size, size, detailPx);
    return picture.map((value, i) => value - coarse[i]);
  };
  const half = outputs.length >> 1;
  const [first, second] = [outputs.slice(0, half), outputs.slice(half)].map((some) => fine(Float32Array.from(meanOf(some))));
  const truth = fine(Float32Array.from(clean));
  const common = dot(first, second);
  if (!(common > 0)) return 0;
  const correlation = (dot(first, truth) + dot(second, truth)) / 2 / Math.sqrt(common * dot(truth, truth));
  return Math.max(0, Math.min(1, correlation));
}

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * b[i], 0);

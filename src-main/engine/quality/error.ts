import { clippedTo, type DisplayWindow } from './display-window';
import type { Region } from './region';

/** Root of the mean squared difference, HU, of all pixels or of those in a region. NaN where there are none. */
export function rmseHu(image: Float32Array, truth: Float32Array, region: Region | null = null): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < image.length; i++) {
    if (region?.[i] === 0) continue;
    sum += (image[i] - truth[i]) ** 2;
    count++;
  }
  return Math.sqrt(sum / count);
}

/**
 * Peak signal-to-noise ratio, dB:  20 log₁₀(L / RMSE), both images clipped to the window, L its width. Infinite for equal images.
 */
export const psnr = (image: Float32Array, truth: Float32Array, window: DisplayWindow): number =>
  20 * Math.log10(window.widthHu / rmseHu(clippedTo(window, image), clippedTo(window, truth)));

import { gaussianBlur } from '../inference/gaussian';
import type { Region } from './region';

/** An image and what it should be, HU, row-major. */
export interface Comparison {
  readonly rows: number;
  readonly columns: number;
  readonly noisy: Float32Array;
  readonly truth: Float32Array;
  /** The pixels that count; all of them where it is left out. */
  readonly region?: Region;
}

export interface TunedGaussian {
  /** 0 where any blur makes it worse. */
  readonly sigmaPx: number;
  /** Over all pixels that count, of all images. */
  readonly rmseHu: number;
}

const widestPx = 8;
/** Finer than it matters: at the minimum RMSE hardly changes with the width. */
const tolerancePx = 0.01;
const golden = (Math.sqrt(5) - 1) / 2;

/**
 * The control that every denoiser must beat: the Gaussian blur whose width, chosen with the truth in hand (golden-section search), makes the RMSE
 * over all the images least.
 */
export function tunedGaussian(images: readonly Comparison[]): TunedGaussian {
  const errorAt = (sigmaPx: number): number => {
    let [sum, pixels] = [0, 0];
    for (const { rows, columns, noisy, truth, region } of images) {
      const blurred = sigmaPx === 0 ? noisy : gaussianBlur(noisy, rows, columns, sigmaPx);
      for (let i = 0; i < truth.length; i++) {
        if (region?.[i] === 0) continue;
        sum += (blurred[i] - truth[i]) ** 2;
        pixels++;
      }
    }
    return Math.sqrt(sum / pixels);
  };
  let [low, high] = [0, widestPx];
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
  let [atLeft, atRight] = [errorAt(left), errorAt(right)];
  while (high - low > tolerancePx) {
    if (atLeft < atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - golden * (high - low);
      atLeft = errorAt(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + golden * (high - low);
      atRight = errorAt(right);
    }
  }
  const [sigmaPx, rmseHu] = atLeft < atRight ? [left, atLeft] : [right, atRight];
  const untouched = errorAt(0);
  return untouched <= rmseHu ? { sigmaPx: 0, rmseHu: untouched } : { sigmaPx, rmseHu };
}

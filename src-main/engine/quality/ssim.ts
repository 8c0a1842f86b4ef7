import { clippedTo, type DisplayWindow } from './display-window';

/** The constants of Wang et al. 2004 (IEEE Trans Image Process 13:600): an 11 × 11 Gaussian of 1.5 px, K₁ = 0.01, K₂ = 0.03. */
export const ssimConstants = { reachPx: 5, sigmaPx: 1.5, k1: 0.01, k2: 0.03 } as const;

/**
 * Structural similarity, 1 for equal images: the mean over the image, less a border of 5 px, of
 *
 *     (2 μₓμᵧ + C₁)(2 σₓᵧ + C₂) / ((μₓ² + μᵧ² + C₁)(σₓ² + σᵧ² + C₂)),   C = (K L)²
 *
 * with Gaussian-weighted moments; both images are clipped to the window, L is its width. As scikit-image computes it with
 * gaussian_weights=True, sigma=1.5, use_sample_covariance=False. Images smaller than 11 × 11 have none: NaN.
 */
export function ssim(image: Float32Array, truth: Float32Array, rows: number, columns: number, window: DisplayWindow): number {
  const { reachPx, k1, k2 } = ssimConstants;
  const [x, y] = [clippedTo(window, image), clippedTo(window, truth)];
  const c1 = (k1 * window.widthHu) ** 2;
  const c2 = (k2 * window.widthHu) ** 2;
  const mean = (value: (i: number) => number): Float64Array => weighted(value, rows, columns);
  // About the middle of the window, so that squares stay small beside their differences.
  const middle = window.centerHu;
  const [u, v] = [(i: number): number => x[i] - middle, (i: number): number => y[i] - middle];
  const [meanX, meanY] = [mean(u), mean(v)];
  const [xx, yy, xy] = [mean((i) => u(i) ** 2), mean((i) => v(i) ** 2), mean((i) => u(i) * v(i))];
  // C₁ and the means are meant from the window's black, as for a picture of 0 to L.
  const fromBlack = window.widthHu / 2;
  let [sum, count] = [0, 0];
  for (let row = reachPx; row < rows - reachPx; row++)
    for (let column = reachPx; column < columns - reachPx; column++) {
      const i = row * columns + column;
      const [mx, my] = [meanX[i] + fromBlack, meanY[i] + fromBlack];
      const [varianceX, varianceY] = [xx[i] - meanX[i] ** 2, yy[i] - meanY[i] ** 2];
      const covariance = xy[i] - meanX[i] * meanY[i];
      sum += ((2 * mx * my + c1) * (2 * covariance + c2)) / ((mx * mx + my * my + c1) * (varianceX + varianceY + c2));
      count++;
    }
  return sum / count;
}

const taps = ((): Float64Array => {
  const { reachPx, sigmaPx } = ssimConstants;
  const raw = Float64Array.from({ length: 2 * reachPx + 1 }, (_, i) => Math.exp(-0.5 * ((i - reachPx) / sigmaPx) ** 2));
  const total = raw.reduce((sum, tap) => sum + tap, 0);
  return raw.map((tap) => tap / total);
})();

/** Gaussian-weighted means of a quantity, in float64; only what lies 5 px inside is right, and only that is read. */
function weighted(value: (i: number) => number, rows: number, columns: number): Float64Array {
  const { reachPx } = ssimConstants;
  const across = new Float64Array(rows * columns);
  const down = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = reachPx; column < columns - reachPx; column++) {
      const i = row * columns + column;
      for (let k = -reachPx; k <= reachPx; k++) across[i] += taps[k + reachPx] * value(i + k);
    }
  for (let row = reachPx; row < rows - reachPx; row++)
    for (let column = reachPx; column < columns - reachPx; column++) {
      const i = row * columns + column;
      for (let k = -reachPx; k <= reachPx; k++) down[i] += taps[k + reachPx] * across[i + k * columns];
    }
  return down;
}

import type { SliceHu } from '../engine';
import { gaussianBlur } from '../inference/gaussian';
import { measureNoise } from '../inference/noise-level';

const lowPassPx = 3;
/** Fewer pixels say nothing of noise: then those that are flat in the input alone are taken. */
const leastPixels = 400;

/**
 * The share of an input's noise that its target holds as well:  β = Σ nₓ·n_y / Σ nₓ²  over flat tissue, n = image − its 3 px Gaussian low-pass. A
 * network that learns to find the target in the input can't tell that share from anatomy, and leaves it (the best linear estimate of n_y from nₓ is β·nₓ).
 * For images of one noise level it is the correlation of their noise. 0 where nothing is flat.
 */
export function commonNoise(input: SliceHu, target: SliceHu): number {
  const flat = flatInBoth(measureNoise(input).flat, measureNoise(target).flat);
  const [a, b] = [grainOf(input), grainOf(target)];
  let [product, square] = [0, 0];
  for (const i of flat) {
    product += a[i] * b[i];
    square += a[i] * a[i];
  }
  return square > 0 ? product / square : 0;
}

function flatInBoth(ofInput: Int32Array, ofTarget: Int32Array): Int32Array {
  const also = new Set(ofTarget);
  const both = ofInput.filter((i) => also.has(i));
  return both.length < leastPixels ? ofInput : both;
}

/** What of an image is finer than the low-pass: in flat tissue, its noise. */
export function grainOf({ hu, rows, columns }: Pick<SliceHu, 'hu' | 'rows' | 'columns'>): Float32Array {
  const low = gaussianBlur(hu, rows, columns, lowPassPx);
  return low.map((value, i) => hu[i] - value);
}

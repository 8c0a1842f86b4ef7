import type { FaintBands, SliceHu } from '../engine';
import { gaussian } from './gaussian';
import { half, halved, takeDoubled, throughDouble } from './half-size';

/** Widths of the two low-passes, px of the slice. */
const widthsPx = { broad: 4, narrow: 2.5 } as const;
const passes = 4;

/**
 * Low-pass  K_s = 1 − (1 − G_s)⁴  of a Gaussian of s px: flat where it passes and steep after, close to what the best linear filter keeps of a faint
 * disc at a given noise (one Gaussian, as a guard, keeps 5 % of the contrast less at the same texture). broad = K₄ n, narrow = K₂.₅ n − K₄ n.
 */
export function faintBands(noise: Float32Array, slice: Pick<SliceHu, 'rows' | 'columns' | 'padding'>): FaintBands {
  const small = halved(noise, slice);
  const weight =
    slice.padding &&
    halved(
      Float32Array.from(slice.padding, (flag) => 1 - flag),
      slice,
    );
  const broad = lowPass(small, weight, slice, widthsPx.broad);
  const narrow = lowPass(small, weight, slice, widthsPx.narrow);
  for (let i = 0; i < narrow.length; i++) narrow[i] -= broad[i];
  return { rows: half(slice.rows), columns: half(slice.columns), broad, narrow };
}

/**
 * What is taken of predicted noise at a setting of the dial, c from 0 (texture first) to 1 (faint contrast first):  n − w₁ broad − w₂ narrow,
 * w₁ = min(1, 2c), w₂ = max(0, 2c − 1). At 0 the noise's own array. Where it is exactly 0, as on padding, it stays 0.
 */
export function withoutFaint(
  noise: Float32Array,
  bands: FaintBands,
  size: Pick<SliceHu, 'rows' | 'columns'>,
  contrast: number,
): Float32Array {
  if (contrast === 0) return noise;
  const { broad, narrow } = weightsAt(contrast);
  const given = bands.broad.map((value, i) => broad * value + narrow * bands.narrow[i]);
  const left = noise.slice();
  takeDoubled(left, given, size);
  for (let i = 0; i < left.length; i++) if (noise[i] === 0) left[i] = 0;
  return left;
}

/** How much of each band the dial gives back, at c from 0 to 1. */
export const weightsAt = (contrast: number): { readonly broad: number; readonly narrow: number } => ({
  broad: Math.min(1, 2 * contrast),
  narrow: Math.max(0, 2 * contrast - 1),
});

/** Each pass filters what the ones before it left over, as it is after going up in resolution and down again: so that is made up for as well. */
function lowPass(
  small: Float32Array,
  weight: Float32Array | null,
  size: Pick<SliceHu, 'rows' | 'columns'>,
  widthPx: number,
): Float32Array {
  const blurred = gaussian(half(size.rows), half(size.columns), widthPx / 2, weight);
  const [left, sum] = [small.slice(), new Float32Array(small.length)];
  for (let pass = 1; ; pass++) {
    const smooth = blurred(left);
    for (let i = 0; i < sum.length; i++) sum[i] += smooth[i];
    if (pass === passes) return sum;
    const taken = throughDouble(smooth, size);
    for (let i = 0; i < left.length; i++) left[i] -= taken[i];
  }
}

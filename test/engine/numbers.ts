import { reference, type Reference } from '../../src-main/engine/primitives/reference';
import { seededRandom } from '../../src-main/engine/random';

type Numbers = ArrayLike<number>;

export const dot = (a: Numbers, b: Numbers): number => Array.from(a).reduce((sum, value, i) => sum + value * b[i], 0);

/** The largest |a - b|, relative to the largest |b| (or to 1e-6). NaN anywhere gives NaN. */
export function relativeDifference(a: Numbers, b: Numbers): number {
  if (a.length !== b.length) return Infinity;
  const scale = Array.from(b).reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
  return Array.from(a).reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i]) / scale), 0);
}

/** Standard normal numbers of a shape, in float64. */
export function normalTensor(shape: readonly number[], ...seed: readonly number[]): Reference {
  const random = seededRandom(...seed);
  const x = reference(shape);
  for (let i = 0; i < x.data.length; i++) x.data[i] = random.normal();
  return x;
}

/** Whole numbers from -4 to 4: sums and products of a few thousand of them are exact in float32 too. */
export function wholeTensor(shape: readonly number[], ...seed: readonly number[]): Reference {
  const random = seededRandom(...seed);
  const x = reference(shape);
  for (let i = 0; i < x.data.length; i++) x.data[i] = random.integer(9) - 4;
  return x;
}

/** ∂L/∂x by central differences: each number is nudged by `step` to both sides. `loss` reads x anew at each call. */
export function gradientByDifferences(loss: () => number, x: Reference, step = 1e-5): Float64Array {
  return x.data.map((kept, i) => {
    x.data[i] = kept + step;
    const above = loss();
    x.data[i] = kept - step;
    const below = loss();
    x.data[i] = kept;
    return (above - below) / (2 * step);
  });
}

/** What is told of a set of pixels. */
export interface Statistics {
  /** How many were counted: no padding, and no value that is no number. */
  readonly count: number;
  readonly mean: number;
  /** Of the sample: the root of the squared deviations' sum over n - 1. Null for a single pixel, which does not spread. */
  readonly sd: number | null;
  readonly min: number;
  readonly max: number;
}

/** Null where there is nothing to count: no figure is better than NaN or an Infinity. The mean first, then the deviations from it: the sum of squares less the square of sums loses digits. */
export function statisticsOf(values: readonly number[]): Statistics | null {
  const counted = values.filter(Number.isFinite);
  const count = counted.length;
  if (count === 0) return null;
  const mean = counted.reduce((sum, value) => sum + value, 0) / count;
  const deviations = counted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    count,
    mean,
    sd: count === 1 ? null : Math.sqrt(deviations / (count - 1)),
    min: counted.reduce((least, value) => Math.min(least, value)),
    max: counted.reduce((most, value) => Math.max(most, value)),
  };
}

/**
 * Contrast-to-noise ratio of two regions: |mean₁ - mean₂| / √((SD₁² + SD₂²)/2). Null where a region is a single pixel, or neither has
 * any noise.
 */
export function contrastToNoise(one: Statistics, other: Statistics): number | null {
  if (one.sd === null || other.sd === null) return null;
  const noise = Math.sqrt((one.sd ** 2 + other.sd ** 2) / 2);
  return noise === 0 ? null : Math.abs(one.mean - other.mean) / noise;
}

import { contrastWeights, type Disc, discImage } from './disc';
import type { NoisePower } from './noise-power';
import { dft2, ringOf } from './spectrum';

/** What a radial linear filter of transfer H does to noise and to contrast, ring by ring of a noise-power spectrum. */
export interface FilterTask {
  /** Noise variance of each ring: a filter leaves Σ variance · H². */
  readonly variance: Float64Array;
  /** Radial NPS, over which mean frequencies are taken. */
  readonly radial: Float64Array;
  /** Share of the discs' contrast in each ring, 1 together: a filter keeps Σ contrast · H. */
  readonly contrast: Float64Array;
}

export interface LinearFilter {
  /** H by ring, from 1 down. */
  readonly transfer: Float64Array;
  readonly contrastKept: number;
  /** 1 − SD after / SD before. */
  readonly noiseReduction: number;
  /** Mean frequency of the NPS after over before, less 1: below 0 where it falls. */
  readonly npsMeanShift: number;
}

/** The task of keeping discs of the given radii (each as important) in noise of a given spectrum. `blurPx`: the resolution they are scanned with. */
export function filterTask(nps: NoisePower, radiiPx: readonly number[], blurPx: number): FilterTask {
  const { size, radial } = nps;
  const last = size / 2;
  const ring = (i: number): number => Math.min(last, Math.round(ringOf(i, size)));
  const variance = new Float64Array(last + 1);
  for (let i = 0; i < nps.plane.length; i++) variance[ring(i)] += nps.plane[i] * nps.stepPerMm ** 2;
  const contrast = new Float64Array(last + 1);
  for (const radiusPx of radiiPx) {
    const disc: Disc = { row: last, column: last, radiusPx, hu: 1 };
    const [re, im] = dft2(discImage(size, [disc], blurPx), size);
    const [weightRe, weightIm] = dft2(contrastWeights(size, disc), size);
    const shares = new Float64Array(last + 1);
    for (let i = 0; i < re.length; i++) shares[ring(i)] += re[i] * weightRe[i] + im[i] * weightIm[i];
    const whole = shares.reduce((sum, share) => sum + share, 0) * radiiPx.length;
    for (let r = 0; r <= last; r++) contrast[r] += shares[r] / whole;
  }
  return { variance, radial: Float64Array.from(radial), contrast };
}

const steps = 60;

/**
 * The most contrast that a linear filter can keep at a noise reduction, when its transfer never rises with frequency and the NPS' mean frequency
 * falls by no more than `largestShift` (0.1 for 10 %; Infinity for any). With Lagrangian multipliers λ and κ the filter maximises
 *
 *     Σ c H − λ/2 Σ (v − κ (f − f₀) ρ) H²,   1 ≥ H₀ ≥ H₁ ≥ … ≥ 0,   f₀ = (1 − shift) · mean frequency before,
 *
 * an isotonic regression (pool adjacent violators); bisection finds λ for the noise and κ for the texture. No denoiser that is linear and
 * shift-invariant lies above this line, and a network in flat tissue is nearly one.
 */
export function bestLinearFilter(task: FilterTask, noiseReduction: number, largestShift: number): LinearFilter {
  const at = (kappa: number): LinearFilter => ofNoise(task, noiseReduction, kappa, 1 - Math.min(1, largestShift));
  const free = at(0);
  if (-free.npsMeanShift <= largestShift) return free;
  let [low, high] = [0, 1];
  while (-at(high).npsMeanShift > largestShift && high < 1e9) high *= 4;
  for (let step = 0; step < steps; step++) {
    const middle = (low + high) / 2;
    if (-at(middle).npsMeanShift > largestShift) low = middle;
    else high = middle;
  }
  return at(high);
}

function ofNoise(task: FilterTask, noiseReduction: number, kappa: number, keptFrequency: number): LinearFilter {
  const { variance, radial, contrast } = task;
  const least = keptFrequency * meanRing(radial);
  const total = radial.reduce((sum, value) => sum + value, 0);
  const whole = variance.reduce((sum, value) => sum + value, 0);
  // Both in shares of their sums, so that κ is a plain number.
  const price = Float64Array.from(variance, (value, ring) => value / whole - (kappa * (ring - least) * radial[ring]) / total);
  const at = (lambda: number): LinearFilter =>
    effectOf(
      task,
      isotonic(
        contrast,
        price.map((value) => lambda * value),
      ),
    );
  let [low, high] = [1e-9, 1e9];
  for (let step = 0; step < steps; step++) {
    const middle = Math.sqrt(low * high);
    if (at(middle).noiseReduction < noiseReduction) low = middle;
    else high = middle;
  }
  return at(high);
}

/** The H that maximises Σ gain · H − ½ Σ price · H² among those from 1 down to 0 that never rise. */
function isotonic(gain: Float64Array, price: Float64Array): Float64Array {
  interface Block {
    gain: number;
    price: number;
    rings: number;
  }
  const best = ({ gain: g, price: p }: Block): number => (p > 0 ? Math.max(0, Math.min(1, g / p)) : g - p / 2 > 0 ? 1 : 0);
  const blocks: Block[] = [];
  for (let ring = 0; ring < gain.length; ring++) {
    blocks.push({ gain: gain[ring], price: price[ring], rings: 1 });
    while (blocks.length > 1 && best(blocks[blocks.length - 1]) > best(blocks[blocks.length - 2])) {
      const last = blocks.pop()!;
      const before = blocks[blocks.length - 1];
      before.gain += last.gain;
      before.price += last.price;
      before.rings += last.rings;
    }
  }
  return Float64Array.from(blocks.flatMap((block) => Array<number>(block.rings).fill(best(block))));
}

/** What a filter of this transfer does. */
export function effectOf({ variance, radial, contrast }: FilterTask, transfer: Float64Array): LinearFilter {
  const whole = variance.reduce((sum, value) => sum + value, 0);
  const left = variance.reduce((sum, value, ring) => sum + value * transfer[ring] ** 2, 0);
  return {
    transfer,
    contrastKept: contrast.reduce((sum, value, ring) => sum + value * transfer[ring], 0),
    noiseReduction: 1 - Math.sqrt(left / whole),
    npsMeanShift: meanRing(radial.map((value, ring) => value * transfer[ring] ** 2)) / meanRing(radial) - 1,
  };
}

const meanRing = (radial: Float64Array): number =>
  radial.reduce((sum, value, ring) => sum + ring * value, 0) / radial.reduce((sum, value) => sum + value, 0);

/** Width in px of the Gaussian blur that takes as much noise; 0 where there is none to take. */
export function gaussianOfNoise(task: FilterTask, noiseReduction: number): number {
  const size = 2 * (task.radial.length - 1);
  const reduction = (sigmaPx: number): number =>
    effectOf(
      task,
      task.radial.map((_, ring) => Math.exp(-2 * ((Math.PI * sigmaPx * ring) / size) ** 2)),
    ).noiseReduction;
  let [low, high] = [0, size];
  for (let step = 0; step < steps; step++) {
    const middle = (low + high) / 2;
    if (reduction(middle) < noiseReduction) low = middle;
    else high = middle;
  }
  return low;
}

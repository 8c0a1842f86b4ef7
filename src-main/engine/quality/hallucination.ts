import { gaussianBlur } from '../inference/gaussian';
import { dft2, ringOf } from './spectrum';

/** As the FDA's sFRC has it (Kc et al. 2024): patches of 64 × 64 pixels, correlated ring by ring, and one half as the limit. */
const patchSize = 64;
const threshold = 0.5;
/** A patch counts as having fallen where its correlation ends at less than this share of the frequency that it had in the noisy input. */
const shareOfInput = 0.75;
/** A patch with less structure than this (SD of the truth, HU) correlates with nothing. */
const leastStructureHu = 20;

/**
 * Fourier ring correlation of a patch with its truth, Σ F·T* / √(Σ|F|² Σ|T|²) over each ring; the first ring where it falls below one half, in
 * steps of the DFT. A linear filter leaves it as it is, however much it blurs: what it finds is structure that is not the truth's.
 */
export function correlationEnd(patch: Float32Array, truth: Float32Array): number {
  const [re, im] = dft2(tapered(patch), patchSize);
  const [trueRe, trueIm] = dft2(tapered(truth), patchSize);
  const rings = patchSize / 2;
  const [cross, power, truePower] = [new Float64Array(rings + 1), new Float64Array(rings + 1), new Float64Array(rings + 1)];
  for (let i = 0; i < re.length; i++) {
    const ring = Math.round(ringOf(i, patchSize));
    if (ring > rings) continue;
    cross[ring] += re[i] * trueRe[i] + im[i] * trueIm[i];
    power[ring] += re[i] ** 2 + im[i] ** 2;
    truePower[ring] += trueRe[i] ** 2 + trueIm[i] ** 2;
  }
  for (let ring = 1; ring <= rings; ring++)
    if (!(cross[ring] / Math.sqrt(power[ring] * truePower[ring]) >= threshold)) return ring;
  return rings;
}

/** Less its mean, under a Hann window: the patch's own border is no structure. */
function tapered(patch: Float32Array): Float32Array {
  const mean = patch.reduce((sum, hu) => sum + hu, 0) / patch.length;
  const hann = (i: number): number => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / patchSize);
  return patch.map((hu, i) => (hu - mean) * hann(Math.floor(i / patchSize)) * hann(i % patchSize));
}

export interface FallenPatches {
  /** Patches with structure, half overlapping. */
  readonly patches: number;
  /** Those whose correlation with the truth ends too early. */
  readonly fallen: number;
}

/** Patches that correlate with the truth over a shorter range of frequencies than the noisy input did. */
export function fallenPatches(
  output: Float32Array,
  input: Float32Array,
  truth: Float32Array,
  rows: number,
  columns: number,
): FallenPatches {
  let [patches, fallen] = [0, 0];
  for (let row = 0; row + patchSize <= rows; row += patchSize / 2)
    for (let column = 0; column + patchSize <= columns; column += patchSize / 2) {
      const cut = (image: Float32Array): Float32Array =>
        Float32Array.from(
          { length: patchSize ** 2 },
          (_, i) => image[(row + Math.floor(i / patchSize)) * columns + column + (i % patchSize)],
        );
      const true_ = cut(truth);
      if (standardDeviation(true_) < leastStructureHu) continue;
      patches++;
      if (correlationEnd(cut(output), true_) < shareOfInput * correlationEnd(cut(input), true_)) fallen++;
    }
  return { patches, fallen };
}

function standardDeviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/**
 * The most that a method adds to the error anywhere, HU: of |output − truth| less |input − truth|, both differences after a Gaussian blur of 2 px.
 * Taking noise makes it smaller; a blob that was painted or wiped out makes it as large as the blob.
 */
export function largestNewErrorHu(
  output: Float32Array,
  input: Float32Array,
  truth: Float32Array,
  rows: number,
  columns: number,
): number {
  const blobs = (image: Float32Array): Float32Array =>
    gaussianBlur(
      image.map((hu, i) => hu - truth[i]),
      rows,
      columns,
      2,
    );
  const before = blobs(input);
  return blobs(output).reduce((most, hu, i) => Math.max(most, Math.abs(hu) - Math.abs(before[i])), 0);
}

/**
 * How much what was taken away looks like anatomy: the correlation, over the pixels of a region, of |input − output| after a blur of 2 px with the
 * slope of the output. Below 0 where noise alone was taken, which a denoiser takes least of at edges; towards 1 where edges went with it.
 */
export function residualStructure(
  input: Float32Array,
  output: Float32Array,
  rows: number,
  columns: number,
  region: Uint8Array,
): number {
  const residual = gaussianBlur(
    input.map((hu, i) => hu - output[i]),
    rows,
    columns,
    2,
  );
  const smooth = gaussianBlur(output, rows, columns, 2);
  let [n, x, y, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
  for (let row = 1; row < rows - 1; row++)
    for (let column = 1; column < columns - 1; column++) {
      const i = row * columns + column;
      if (!region[i]) continue;
      const taken = Math.abs(residual[i]);
      const slope = Math.hypot(smooth[i + 1] - smooth[i - 1], smooth[i + columns] - smooth[i - columns]);
      n++;
      x += taken;
      y += slope;
      xx += taken * taken;
      yy += slope * slope;
      xy += taken * slope;
    }
  const [varianceX, varianceY] = [xx - (x * x) / n, yy - (y * y) / n];
  return varianceX > 0 && varianceY > 0 ? (xy - (x * y) / n) / Math.sqrt(varianceX * varianceY) : 0;
}

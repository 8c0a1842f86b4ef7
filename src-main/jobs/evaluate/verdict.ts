import { type FilterTask, gaussianOfNoise } from '../../engine/quality';
import { cylinder } from './cylinder';
import { type DetectabilityFigures, insertNames } from './detectability';
import type { PhysicsFigures } from './physics';
import { judgedTissues, type TruthFigures } from './truth-set';

/** Whether a method may be offered to a reader, and if not, all that speaks against it. */
export interface Verdict {
  readonly accepted: boolean;
  readonly reasons: readonly string[];
}

/** What a method must keep to. None of them alone would do: each catches what the others reward. */
export const limits = {
  /** Share of the noise of water that it takes at least. */
  leastNoiseReduction: 0.15,
  /** Share of the contrast of discs of 3 to 14 HU. */
  leastContrast: 0.55,
  /** Below what the best linear filter keeps at the same noise and texture. */
  belowLine: 0.08,
  /** f50 at 100 HU, over that of a Gaussian blur which leaves as much noise. */
  overGaussian: 1.05,
  leastSharpness: 0.85,
  /** Of the mean frequency of the NPS: grain that looks like plastic. */
  largestTextureShift: 0.4,
  /** Mean shift inside a tissue, HU. */
  largestBiasHu: 0.5,
  /** Kurtosis of what is left in flat water; 3 for even grain. */
  largestKurtosis: 4.5,
  /** Standard errors that an AUC may lie under the input's. */
  standardErrors: 2,
  /** Share of patches that correlate worse with the truth than the noisy input. */
  mostFallen: 0.1,
  /** Largest blob in flat water over the input's. */
  largestBlob: 1.1,
  /** Correlation of what is taken with the output's edges: noise alone is at or below 0. */
  largestResidualStructure: 0.1,
  /** The most that is added to the error anywhere, after a blur of 2 px, HU. */
  largestNewErrorHu: 25,
} as const;

interface Measured {
  readonly physics: PhysicsFigures;
  readonly detectability: DetectabilityFigures;
  /** By the set's name. */
  readonly sets: readonly { readonly name: string; readonly figures: TruthFigures }[];
}

/** Judges a method by its figures and those of the input. */
export function verdictOf(method: Measured, input: Measured, task: FilterTask): Verdict {
  const reasons = [
    ...ofPhysics(method.physics, input.physics, task),
    ...ofDetectability(method.detectability, input.detectability),
    ...method.sets.flatMap(({ name, figures }, i) => [...ofTruth(name, figures, input.sets[i]!.figures)]),
  ];
  return { accepted: reasons.length === 0, reasons };
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

function* ofPhysics(own: PhysicsFigures, input: PhysicsFigures, task: FilterTask): Generator<string> {
  const { noiseReduction, contrast, contrastOnTheLine, ttf50, npsMeanShift, residue } = own;
  if (!(noiseReduction >= limits.leastNoiseReduction)) yield `it takes ${percent(noiseReduction)} of the noise of water`;
  if (!(contrast.all >= limits.leastContrast)) yield `it keeps ${percent(contrast.all)} of the contrast of faint discs`;
  else if (contrast.all < contrastOnTheLine - limits.belowLine)
    yield `it keeps ${percent(contrast.all)} of faint contrast, where a linear filter keeps ${percent(contrastOnTheLine)} at the same noise and texture`;
  const gaussian = sharpnessOfGaussian(task, noiseReduction);
  if (!(ttf50[100] >= limits.leastSharpness)) yield `it blurs: ${percent(ttf50[100])} of the sharpness at 100 HU is left`;
  else if (noiseReduction > 0.05 && ttf50[100] < limits.overGaussian * gaussian)
    yield `it is no sharper at 100 HU (${percent(ttf50[100])}) than a Gaussian blur of the same noise (${percent(gaussian)})`;
  if (!(Math.abs(npsMeanShift) <= limits.largestTextureShift))
    yield `it changes the texture: the noise's mean frequency moves by ${percent(npsMeanShift)}`;
  if (!(residue.kurtosis <= limits.largestKurtosis))
    yield `it leaves uneven grain in flat water (kurtosis ${residue.kurtosis.toFixed(1)})`;
  if (!(residue.largestBlobHu <= limits.largestBlob * input.residue.largestBlobHu))
    yield `it paints blobs of ${residue.largestBlobHu.toFixed(0)} HU into flat water`;
}

function* ofDetectability(own: DetectabilityFigures, input: DetectabilityFigures): Generator<string> {
  for (const name of insertNames) {
    const [after, before] = [own.auc[name], input.auc[name]];
    if (!(after.auc >= before.auc - limits.standardErrors * before.standardError))
      yield `a disc of ${name} is harder to find (AUC ${after.auc.toFixed(2)}, before ${before.auc.toFixed(2)})`;
  }
}

function* ofTruth(name: string, own: TruthFigures, input: TruthFigures): Generator<string> {
  if (!(own.rmseHu < input.rmseHu)) yield `${name}: its error is larger than the noise that it takes`;
  for (const tissue of judgedTissues) {
    const shift = own.shift[tissue];
    if (shift !== null && !(Math.abs(shift) <= limits.largestBiasHu))
      yield `${name}: it shifts ${tissue} by ${shift.toFixed(1)} HU`;
  }
  const { fallen, patches } = own.patches;
  if (!(fallen <= limits.mostFallen * patches))
    yield `${name}: structure that is not the truth's in ${fallen} of ${patches} patches`;
  if (!(own.residualStructure <= limits.largestResidualStructure))
    yield `${name}: what it takes looks like anatomy (correlation with edges ${own.residualStructure.toFixed(2)})`;
  if (!(own.newErrorHu <= limits.largestNewErrorHu))
    yield `${name}: it paints or wipes out a blob of ${own.newErrorHu.toFixed(0)} HU`;
}

/** f50 of a disc, over its own, after the Gaussian blur that leaves as much of the noise. Widths add in squares, and f50 goes with 1 / width. */
function sharpnessOfGaussian(task: FilterTask, noiseReduction: number): number {
  const { scanBlurPx } = cylinder;
  return scanBlurPx / Math.hypot(scanBlurPx, gaussianOfNoise(task, noiseReduction));
}

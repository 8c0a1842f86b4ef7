import type { CaseRun, FirstWeights, RecipeName } from '../../engine/cases';
import type { CasesResult } from './cases';
import { findingsOf } from './findings';

/** What a recipe is, for the reader of the report. */
export const recipeWords: Readonly<Record<RecipeName, string>> = {
  'as-written': `Everything as the article has it, its flaws included: grey 0 to 255, first weights from N(0, 1), learning rate 1e-9, Adam whose bias corrections lack
the power of t, the loss 0.25 Σ(y − t)², batches of 5, and ρ = 800, λ = 0.064 for the dilated gradient. The output shown is stretched to the display range.`,
  mended: `The same networks and noise, trained as one would today: black is 0.5 and white 1, since a block multiplies by the picture and learns nothing where that is 0; first weights of the size
that keeps a layer's numbers; Adam rightly corrected, its learning rate up to 0.01 and down a cosine, the gradient cut off at norm 1; squares; 64 × 64 patches, so that there are more steps in the same time; and no ReLU at the end, because with it
multiply-add can never darken a pixel. Gradients are then about 0.1 a pixel, so ρ = 1 gives the dilated rule a share that is felt and does not drown the rest.`,
};

/** What the runs show together, by the figures. */
export function conclusionsOf({ runs, basis, firstWeights }: CasesResult): readonly string[] {
  const done = runs.filter((run) => run.kind === 'run');
  const written = done.filter(({ recipe }) => recipe === 'as-written');
  const mended = done.filter(({ recipe }) => recipe === 'mended');
  return [...stoodStill(written, basis), ...firstWeights.map(firstWeightsWords), ...moved(mended, basis)];
}

function stoodStill(runs: readonly CaseRun[], basis: CasesResult['basis']): readonly string[] {
  const still = runs.filter((run) => findingsOf(run, basis).training !== 'moved');
  if (runs.length === 0 || still.length < runs.length) return [];
  const furthest = Math.max(...runs.map(({ weightsMoved }) => weightsMoved));
  return [
    `As written, no case learns: a learning rate of 1e-9 moves the weights by at most ${furthest.toExponential(0)} of their size, which the 32-bit numbers that
hold them hardly resolve. What the pictures show is the untrained network, and what sets them apart is the residual function and the luck of the first weights, not the gradient.`,
  ];
}

function moved(runs: readonly CaseRun[], { before, blur }: CasesResult['basis']): readonly string[] {
  if (runs.length === 0) return [];
  const best = runs.reduce((a, b) => (b.asItIs.psnr > a.asItIs.psnr ? b : a));
  const gain = best.asItIs.psnr - before.psnr;
  const overBlur = best.asItIs.psnr - blur.psnr;
  const comparison = overBlur > 0 ? `${overBlur.toFixed(1)} dB better than` : `${(-overBlur).toFixed(1)} dB worse than`;
  return [
    gain > 0
      ? `Mended, the best is case ${best.case}: ${gain.toFixed(1)} dB closer to the clean picture than the noisy one, and ${comparison} a Gaussian blur.`
      : 'Mended, no case comes closer to the clean picture than the noisy one is.',
  ];
}

/** What the first weights alone decide, and where the article's cases 2 and 4 are draws of one network, that they are. */
export function firstWeightsWords({
  residual,
  draws,
  unchanged,
  blackNormalised,
  blackAsItIs,
  whiteAsItIs,
}: FirstWeights): string {
  const both = residual === 'multiply-add' && unchanged > 0 && blackNormalised + blackAsItIs > 0;
  return `Of ${draws} draws of its first weights the untrained ${residual} network shows the noisy picture unchanged in ${unchanged}, black as it is in ${blackAsItIs},
white as it is in ${whiteAsItIs}, and black when stretched to the display range in ${blackNormalised}.${
    both
      ? ' So the black picture of case 2 and the idle model of case 4 can be two draws of one and the same untrained network.'
      : ''
  }`;
}

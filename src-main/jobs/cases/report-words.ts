import { remark, type Saying } from '../../contract';
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
export function conclusionsOf({ runs, basis, firstWeights }: CasesResult): readonly Saying[] {
  const done = runs.filter((run) => run.kind === 'run');
  const written = done.filter(({ recipe }) => recipe === 'as-written');
  const mended = done.filter(({ recipe }) => recipe === 'mended');
  return [...stoodStill(written, basis), ...firstWeights.flatMap(firstWeightsWords), ...moved(mended, basis)];
}

function stoodStill(runs: readonly CaseRun[], basis: CasesResult['basis']): readonly Saying[] {
  const still = runs.filter((run) => findingsOf(run, basis).training !== 'moved');
  if (runs.length === 0 || still.length < runs.length) return [];
  const furthest = Math.max(...runs.map(({ weightsMoved }) => weightsMoved));
  return [remark('cases-none-learns', { moved: furthest.toExponential(0) })];
}

function moved(runs: readonly CaseRun[], { before, blur }: CasesResult['basis']): readonly Saying[] {
  if (runs.length === 0) return [];
  const best = runs.reduce((a, b) => (b.asItIs.psnr > a.asItIs.psnr ? b : a));
  const gain = best.asItIs.psnr - before.psnr;
  if (!(gain > 0)) return [remark('cases-none-closer')];
  const overBlur = best.asItIs.psnr - blur.psnr;
  return [
    remark('cases-best-mended', {
      case: best.case,
      db: gain.toFixed(1),
      blur: [
        overBlur > 0 ? '{0} dB better than a Gaussian blur' : '{0} dB worse than a Gaussian blur',
        Math.abs(overBlur).toFixed(1),
      ],
    }),
  ];
}

/** What the first weights alone decide, and where the article's cases 2 and 4 are draws of one network, that they are. */
export function firstWeightsWords({ residual, ...counted }: FirstWeights): readonly Saying[] {
  const { unchanged, blackNormalised, blackAsItIs } = counted;
  const both = residual === 'multiply-add' && unchanged > 0 && blackNormalised + blackAsItIs > 0;
  return [remark('cases-first-weights', { residual: [residual], ...counted }), ...(both ? [remark('cases-two-draws')] : [])];
}

import type { CaseAbsent, CaseRun, ComparisonBasis, RecipeName } from '../../engine/cases';
import { shownFigures } from './findings';
import { gifName } from './films';

/** A case as `--json` gives it (CLI.md); null where the case cannot be had here. PSNR and SSIM are those of the output that the recipe shows. */
export interface CaseRow {
  readonly recipe: RecipeName;
  readonly case: number;
  readonly residual: string;
  readonly gradient: string;
  readonly optimizer: string | null;
  readonly backend: string | null;
  readonly psnrBefore: number;
  readonly psnrAfter: number | null;
  readonly ssimBefore: number;
  readonly ssimAfter: number | null;
  /** SD over draws of the noise, HU. */
  readonly residualNoise: number | null;
  /** Mean of (output - noisy input), HU. */
  readonly meanShift: number | null;
  readonly contrast: number | null;
  readonly detail: number | null;
  readonly weightsMoved: number | null;
  readonly finalLoss: number | null;
  readonly epochs: number;
  readonly seconds: number | null;
  /** Beside the report. */
  readonly gif: string | null;
  readonly why: string | null;
}

export const gradientWords = ({ rule, differentiation, judge }: CaseRun | CaseAbsent): string =>
  differentiation === 'automatic'
    ? 'automatic differentiation'
    : `${rule}, by hand${judge === 'discriminator' ? ', against a discriminator (an experiment)' : ''}`;

export function rowOf(run: CaseRun | CaseAbsent, { before }: ComparisonBasis): CaseRow {
  const shared = {
    recipe: run.recipe,
    case: run.case,
    residual: run.residual,
    gradient: gradientWords(run),
    psnrBefore: before.psnr,
    ssimBefore: before.ssim,
  };
  if (run.kind === 'absent')
    return {
      ...shared,
      ...{ optimizer: null, backend: null, psnrAfter: null, ssimAfter: null, residualNoise: null, meanShift: null },
      ...{ contrast: null, detail: null, weightsMoved: null, finalLoss: null, epochs: 0, seconds: null, gif: null },
      why: `${run.why.message} ${run.why.remedy}`,
    };
  const { psnr, ssim, noiseHu, meanShiftHu, contrast, detail } = shownFigures(run);
  return {
    ...shared,
    optimizer: run.optimizer,
    backend: run.backend,
    psnrAfter: psnr,
    ssimAfter: ssim,
    residualNoise: noiseHu,
    meanShift: meanShiftHu,
    contrast,
    detail,
    weightsMoved: run.weightsMoved,
    finalLoss: run.losses.at(-1) ?? null,
    epochs: run.epochs,
    seconds: run.seconds,
    gif: gifName(run, run.shown),
    why: null,
  };
}

import { remark, type Saying } from '../../contract';
import { type CaseNumber, type CaseRun, type ComparisonBasis, type Figures, type Look, lookOf } from '../../engine/cases';

/** What the figures of a run say, by the rules below. */
export interface Findings {
  /** Of the output that the recipe shows, and of both kinds. */
  readonly shown: Look;
  readonly normalised: Look;
  readonly asItIs: Look;
  /** Share of the noise that is left, at equal contrast. Infinite where no contrast is left. */
  readonly noiseLeft: number;
  readonly contrast: number;
  readonly detail: number;
  readonly psnrGain: number;
  readonly psnrOverBlur: number;
  /** Gain of the output stretched to the display range over the one that is not, dB. */
  readonly gainByNormalising: number;
  readonly training: 'moved' | 'stood still' | 'broke down';
  /** The output is the noisy input, to the eye. */
  readonly sameAsInput: boolean;
}

/** Below this share of their size the weights did not move in any way that a picture could show. */
const standsStill = 1e-4;
const least = { noiseGone: 0.4, looksAllRightDb: 1, detailKept: 0.95, detailMostly: 0.8, betterDb: 0.5, contrast: 0.1 } as const;

export const shownFigures = (run: CaseRun): Figures => (run.shown === 'normalised' ? run.normalised : run.asItIs);

export function findingsOf(run: CaseRun, basis: ComparisonBasis): Findings {
  const { before, blur } = basis;
  const figures = shownFigures(run);
  const last = run.frames[run.frames.length - 1]!;
  const [normalised, asItIs] = [lookOf(last.normalised, basis), lookOf(last.asItIs, basis)];
  const noiseLeft = figures.noiseHu / before.noiseHu / Math.max(0, figures.contrast);
  const shown = run.shown === 'normalised' ? normalised : asItIs;
  return {
    shown,
    normalised,
    asItIs,
    noiseLeft,
    contrast: figures.contrast,
    detail: figures.detail,
    psnrGain: figures.psnr - before.psnr,
    psnrOverBlur: figures.psnr - blur.psnr,
    gainByNormalising: run.normalised.psnr - run.asItIs.psnr,
    training: run.brokeDownAt !== null ? 'broke down' : run.weightsMoved < standsStill ? 'stood still' : 'moved',
    sameAsInput:
      shown === 'unchanged' || (Math.abs(figures.psnr - before.psnr) < least.betterDb && Math.abs(noiseLeft - 1) < 0.1),
  };
}

/** What the findings say in plain words, a sentence each. `epochs` were wanted. */
export function wordsOf(run: CaseRun, findings: Findings, epochs: number): readonly Saying[] {
  const { shown } = findings;
  return [
    ...(run.judge === 'discriminator' ? [remark('case-may-invent')] : []),
    ...(shown === 'black' || shown === 'white' ? [remark(`case-${shown}`)] : pictureWords(findings)),
    ...otherDisplayWords(run, findings),
    closerWords(findings),
    overBlurWords(findings),
    ...trainingWords(run, findings, epochs),
  ];
}

/** Where the output, displayed the other way, is no picture of its own. */
function otherDisplayWords(run: CaseRun, { shown, normalised, asItIs }: Findings): readonly Saying[] {
  const [how, other] = run.shown === 'normalised' ? (['as-it-is', asItIs] as const) : (['stretched', normalised] as const);
  return other === 'picture' || other === shown ? [] : [remark(`case-${how}-${other}`)];
}

function pictureWords(findings: Findings): readonly Saying[] {
  if (findings.sameAsInput) return [remark('case-does-nothing')];
  if (findings.contrast < least.contrast) return [remark('case-no-contrast')];
  return [noiseWords(findings), detailWords(findings)];
}

function noiseWords({ noiseLeft }: Findings): Saying {
  if (noiseLeft < 0.15) return remark('case-noise-gone');
  if (noiseLeft < least.noiseGone) return remark('case-most-noise-gone');
  if (noiseLeft < 0.75) return remark('case-half-the-noise-gone');
  return remark(noiseLeft <= 1.1 ? 'case-noise-as-before' : 'case-more-noise');
}

function detailWords({ detail }: Findings): Saying {
  if (detail >= least.detailKept) return remark('case-detail-kept');
  if (detail >= least.detailMostly) return remark('case-some-detail-gone');
  return remark(detail >= 0.4 ? 'case-much-detail-gone' : 'case-most-detail-gone');
}

function closerWords({ psnrGain }: Findings): Saying {
  if (Math.abs(psnrGain) < least.betterDb) return remark('case-no-closer');
  return remark(psnrGain > 0 ? 'case-closer' : 'case-further', { db: Math.abs(psnrGain).toFixed(1) });
}

function overBlurWords({ psnrOverBlur }: Findings): Saying {
  if (Math.abs(psnrOverBlur) < least.betterDb) return remark('case-as-a-blur');
  return remark(psnrOverBlur > 0 ? 'case-above-a-blur' : 'case-below-a-blur', { db: Math.abs(psnrOverBlur).toFixed(1) });
}

function trainingWords(run: CaseRun, { training }: Findings, epochs: number): readonly Saying[] {
  if (training === 'broke down') return [remark('case-broke-down', { epoch: run.brokeDownAt! })];
  return [
    ...(training === 'stood still' ? [remark('case-stood-still', { moved: run.weightsMoved.toExponential(0) })] : []),
    ...(run.epochs < epochs ? [remark('case-cut-short', { epochs: run.epochs, wanted: epochs, backend: run.backend })] : []),
  ];
}

/** What the article saw in a case (Seo 2018, part 3), part by part, and whether it is so here. */
export interface Agreement {
  readonly saw: Saying;
  readonly parts: readonly { readonly words: string; readonly holds: boolean }[];
  readonly verdict: 'agrees' | 'agrees in part' | 'does not agree' | 'has nothing to agree with';
}

export const articleSaw = (number: CaseNumber): Saying => remark(`article-case-${number}`);

export function agreementOf(number: CaseNumber, findings: Findings): Agreement {
  const parts = expected[number](findings);
  const held = parts.filter(({ holds }) => holds).length;
  return {
    saw: articleSaw(number),
    parts,
    verdict:
      parts.length === 0
        ? 'has nothing to agree with'
        : held === parts.length
          ? 'agrees'
          : held > 0
            ? 'agrees in part'
            : 'does not agree',
  };
}

const isPicture = ({ shown }: Findings): boolean => shown === 'picture' || shown === 'unchanged';

const expected: Readonly<Record<CaseNumber, (findings: Findings) => Agreement['parts']>> = {
  1: (found) => [
    { words: 'noise gone', holds: found.noiseLeft < least.noiseGone },
    {
      words: 'much information gone',
      holds: !isPicture(found) || found.contrast < least.contrast || found.detail < least.detailMostly,
    },
  ],
  2: (found) => [{ words: 'black picture', holds: found.normalised === 'black' || found.asItIs === 'black' }],
  3: (found) => [
    { words: 'looks all right', holds: isPicture(found) && found.psnrGain > least.looksAllRightDb },
    { words: 'loses detail', holds: found.detail < least.detailKept },
    { words: 'better after normalising', holds: found.gainByNormalising > least.betterDb },
  ],
  4: (found) => [
    { words: 'does nothing', holds: found.training === 'stood still' || found.sameAsInput || found.asItIs === 'unchanged' },
  ],
  5: () => [],
};

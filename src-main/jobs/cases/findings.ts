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

/** Said of every picture that was made to please a discriminator. */
export const inventsTexture =
  'An experiment: a discriminator asks for pictures that look clean, so texture in them may be invented. Never a default.';

/** What the findings say in plain words, a sentence each. `epochs` were wanted. */
export function wordsOf(run: CaseRun, findings: Findings, epochs: number): readonly string[] {
  const { shown, training } = findings;
  return [
    ...(run.judge === 'discriminator' ? [inventsTexture] : []),
    shown === 'black' || shown === 'white' ? lookWords[shown] : pictureWords(findings),
    ...otherDisplayWords(run, findings),
    qualityWords(findings),
    ...(training === 'stood still'
      ? [
          `The training did nothing: the weights moved by ${run.weightsMoved.toExponential(0)} of their size, so this is the untrained network.`,
        ]
      : []),
    ...(training === 'broke down'
      ? [
          `The training broke down in epoch ${run.brokeDownAt}: loss or gradient grew beyond what a 32-bit number holds. Measured is what there was before.`,
        ]
      : run.epochs < epochs
        ? [`It ran for ${run.epochs} of ${epochs} epochs only, since automatic differentiation is slow on ${run.backend}.`]
        : []),
  ];
}

const lookWords = {
  black: 'Black picture.',
  white: 'White picture.',
} as const;

/** Where the output, displayed the other way, is no picture of its own. */
function otherDisplayWords(run: CaseRun, { shown, normalised, asItIs }: Findings): readonly string[] {
  const [how, other] = run.shown === 'normalised' ? ['As it is', asItIs] : ['Stretched to the display range', normalised];
  return other === 'picture' || other === shown ? [] : [`${how}, it is ${otherWords[other]}.`];
}
const otherWords = { unchanged: 'the noisy picture unchanged', black: 'black', white: 'white' } as const;

function pictureWords(findings: Findings): string {
  if (findings.sameAsInput) return 'Does nothing: the output is the noisy picture.';
  if (findings.contrast < least.contrast) return 'Next to no contrast left: there is hardly anything to see.';
  return `${noiseWords(findings)} ${detailWords(findings)}`;
}

function noiseWords({ noiseLeft }: Findings): string {
  if (noiseLeft < 0.15) return 'Noise gone.';
  if (noiseLeft < least.noiseGone) return 'Most of the noise gone.';
  if (noiseLeft < 0.75) return 'About half of the noise gone.';
  if (noiseLeft <= 1.1) return 'Noise as before.';
  return 'More noise than before, for the contrast that is left.';
}

function detailWords({ detail }: Findings): string {
  if (detail >= least.detailKept) return 'All detail kept.';
  if (detail >= least.detailMostly) return 'Some detail gone.';
  return detail >= 0.4 ? 'Much information gone, too.' : 'Most of the information gone.';
}

const qualityWords = ({ psnrGain, psnrOverBlur }: Findings): string => {
  const change =
    Math.abs(psnrGain) < least.betterDb
      ? 'No closer to'
      : psnrGain > 0
        ? `${psnrGain.toFixed(1)} dB closer to`
        : `${(-psnrGain).toFixed(1)} dB further from`;
  const blur =
    Math.abs(psnrOverBlur) < least.betterDb
      ? 'as good as'
      : psnrOverBlur > 0
        ? `${psnrOverBlur.toFixed(1)} dB better than`
        : `${(-psnrOverBlur).toFixed(1)} dB worse than`;
  return `${change} the clean picture than the noisy one is; ${blur} a blur.`;
};

/** What the article saw in a case (Seo 2018, part 3), part by part, and whether it is so here. */
export interface Agreement {
  readonly saw: string;
  readonly parts: readonly { readonly words: string; readonly holds: boolean }[];
  readonly verdict: 'agrees' | 'agrees in part' | 'does not agree' | 'has nothing to agree with';
}

export const articleSaw: Readonly<Record<CaseNumber, string>> = {
  1: 'noise gone, much information gone too',
  2: 'failure: black picture',
  3: 'looks all right, loses useful detail; better after normalising the output',
  4: 'the model seemed to do nothing',
  5: 'nothing yet: it announced a residual GAN as its next step',
};

export function agreementOf(number: CaseNumber, findings: Findings): Agreement {
  const parts = expected[number](findings);
  const held = parts.filter(({ holds }) => holds).length;
  return {
    saw: articleSaw[number],
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

import { type Phrase, remark, type Saying, type Trouble, troubleFor } from '../../contract';
import { type Change, type Gain, gainsOf, type Harm, harmsOf, type Measure } from '../../engine/harm';
import type { ModelFile } from '../../models';
import type { Examination } from '../engine/examiner';
import type { HoldingBack } from './own-images';
import type { TrainingRequest } from './request';

/** What the guard found: `harm` says what got worse and by how much; null where the new model may be kept. */
export interface Verdict extends Examination {
  readonly harm: Trouble | null;
  /** What got better, or that nothing got worse; null where there is harm. */
  readonly praise: Saying | null;
  /** Slices that nothing was learnt from, on which model and base were compared; 0 where there were too few to hold any back. */
  readonly heldBack: number;
}

/** Only a fine-tuning is judged whose preset says so: others are meant to change their base. */
export const isGuarded = ({ base, preset }: Pick<TrainingRequest, 'base' | 'preset'>): boolean =>
  preset.guarded === true && base !== null;
export const holdingBack = (request: Pick<TrainingRequest, 'base' | 'preset'>): HoldingBack =>
  isGuarded(request) ? 'some' : 'none';

/** A look takes about as long as twenty steps. */
export const guardEverySteps = 250;

/** `base`: the title of the model that was fine-tuned. */
export function verdictOf(
  examination: Examination,
  { heldBack, base }: { readonly heldBack: number; readonly base: string },
): Verdict {
  const { before, after } = examination;
  const harms = harmsOf(before, after).map((harm) => wordings[harm.measure](harm));
  if (harms.length > 0) return { ...examination, heldBack, harm: troubleFor('training-harmed', { base, harms }), praise: null };
  const gains = gainsOf(before, after).map((gain) => praises[gain.measure](gain));
  const praise = gains.length > 0 ? remark('training-better', { heldBack, gains }) : remark('training-no-worse', { heldBack });
  return { ...examination, heldBack, harm: null, praise };
}

const percent = ({ before, after }: Harm): string => (100 * (after / before - 1)).toFixed(0);
const inHu = (value: number): string => value.toFixed(1);
const inPercent = (share: number): string => (100 * share).toFixed(0);

const wordings: Readonly<Record<Measure, (harm: Harm) => Phrase>> = {
  painted: (harm) => [
    'its error on painted bodies rose by {0} %, from {1} to {2} HU',
    percent(harm),
    inHu(harm.before),
    inHu(harm.after),
  ],
  heads: (harm) => [
    'its error on painted heads rose by {0} %, from {1} to {2} HU',
    percent(harm),
    inHu(harm.before),
    inHu(harm.after),
  ],
  faint: ({ before, after }) => ['faint discs keep {1} % of their contrast, before {0} %', inPercent(before), inPercent(after)],
  edges: ({ before, after }) => [
    'it takes edges for noise (what it takes away correlates with edges by {1}, before by {0})',
    before.toFixed(3),
    after.toFixed(3),
  ],
  tissue: ({ after }) => ['it shifts soft tissue of the series by {0} HU', inHu(after)],
  target: (harm) => [
    'its error against the slices beside or at the other dose rose by {0} %, from {1} to {2} HU',
    percent(harm),
    inHu(harm.before),
    inHu(harm.after),
  ],
};

const praises: Readonly<Record<Gain, (gain: Change<Gain>) => Phrase>> = {
  painted: ({ before, after }) => ['its error on painted bodies fell from {0} to {1} HU', inHu(before), inHu(after)],
  heads: ({ before, after }) => ['its error on painted heads fell from {0} to {1} HU', inHu(before), inHu(after)],
  faint: ({ before, after }) => [
    'faint discs keep {1} % of their contrast, with its base {0} %',
    inPercent(before),
    inPercent(after),
  ],
  noise: ({ before, after }) => [
    'it leaves {1} % of the noise in flat tissue, its base {0} %',
    inPercent(before),
    inPercent(after),
  ],
  target: ({ before, after }) => [
    'its error against the slices beside or at the other dose fell from {0} to {1} HU',
    inHu(before),
    inHu(after),
  ],
};

/** The guard's figures for `model.json`; the control is the base. */
export function qualityOf({ before, after, heldBack }: Verdict): ModelFile['quality'] {
  const test = 'guard of the fine-tuning, full strength; control: the base on the same images';
  const row = (what: string, unit: string, value: number | null, control: number | null): ModelFile['quality'] =>
    value === null ? [] : [{ what, value: rounded(value), unit, control: control === null ? null : rounded(control), test }];
  const slices = `${heldBack} ${heldBack === 1 ? 'slice' : 'slices'} held back`;
  return [
    ...row('RMSE, painted bodies that were held back', 'HU', after.paintedRmseHu, before.paintedRmseHu),
    ...row('RMSE, the heads among them', 'HU', after.headRmseHu, before.headRmseHu),
    ...row('Share of their contrast that faint discs keep in them', '', after.faintKept, before.faintKept),
    ...row(`Correlation of what is taken away with edges, ${slices}`, '', after.edgeCorrelation, before.edgeCorrelation),
    ...row(`Largest mean shift of soft tissue, ${slices}`, 'HU', after.tissueShiftHu, before.tissueShiftHu),
    ...row(`Share of the noise that is left in flat tissue, ${slices}`, '', after.noiseLeft, before.noiseLeft),
    ...row(`RMSE against the slices beside or at the other dose, ${slices}`, 'HU', after.targetRmseHu, before.targetRmseHu),
  ];
}

const rounded = (value: number): number => Math.round(1000 * value) / 1000;

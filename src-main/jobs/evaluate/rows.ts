import { cylinder } from './cylinder';
import { type DetectabilityFigures, insertNames } from './detectability';
import { type Evaluation, type MeasuredSet, physicsName, type RealEvaluation } from './evaluate';
import type { PhysicsFigures } from './physics';
import { judgedTissues, type TruthFigures } from './truth-set';

/** The figures as `--json` gives them and as evaluation.json holds them; null where a set does not measure one. */
export function rowsOf({ methods, physics, detectability, sets, verdicts, skipped }: Evaluation) {
  return {
    skipped,
    verdicts: methods.flatMap(({ name }, m) => (verdicts[m] ? [{ name, ...verdicts[m] }] : [])),
    sets: [
      {
        name: physicsName,
        doseFraction: cylinder.doseFraction,
        kernel: cylinder.kernel,
        methods: methods.map(({ name, kind }, m) => ({
          name,
          kind,
          ...physicsRow(physics.figures[m]!),
          ...detectabilityRow(detectability[m]!),
        })),
      },
      ...sets.map(truthSetRow),
    ],
  };
}

/** The same of a real series: what was measured without a truth, and beside it, as a set of its own, against the reference. */
export function realRowsOf({ methods, measured, againstReference, skipped }: RealEvaluation) {
  const own = {
    name: measured.real.name,
    methods: methods.map(({ name, kind }, m) => {
      const { nps, ...figures } = measured.figures[m]!;
      return { name, kind, ...nothing, ...figures, npsMeanPerMm: nps.meanPerMm, npsPeakPerMm: nps.peakPerMm };
    }),
  };
  return { skipped, sets: againstReference ? [own, truthSetRow(againstReference)] : [own] };
}

const truthSetRow = ({ set, methods, figures }: MeasuredSet) => ({
  name: set.name,
  window: set.window,
  methods: methods.map(({ name, kind }, m) => ({ name, kind, ...truthRow(figures[m]!) })),
});

function physicsRow({ nps, residue, ...figures }: PhysicsFigures) {
  return {
    ...nothing,
    ...figures,
    npsMeanPerMm: nps.meanPerMm,
    npsPeakPerMm: nps.peakPerMm,
    sdHu: Math.sqrt(nps.variance),
    residue,
  };
}

function detectabilityRow({ auc, contrast }: DetectabilityFigures) {
  const of = (value: 'auc' | 'standardError') => Object.fromEntries(insertNames.map((name) => [name, auc[name][value]]));
  return { auc: of('auc'), aucStandardError: of('standardError'), contrastOfInserts: contrast };
}

function truthRow({ bias, shift, ...figures }: TruthFigures) {
  return { ...nothing, ...figures, biasHu: largestBias(bias), biasByTissueHu: bias, shiftByTissueHu: shift };
}

const nothing = {
  psnr: null,
  ssim: null,
  rmseHu: null,
  biasHu: null,
  noiseReduction: null,
  npsMeanShift: null,
  ttf50: null,
  auc: null,
  msPerImage: null,
};

/** The bias of the tissue that is farthest off, air left out: HU, with its sign. */
export const largestBias = (bias: TruthFigures['bias']): number | null =>
  judgedTissues
    .map((tissue) => bias[tissue])
    .reduce((worst, value) => (value !== null && Math.abs(value) > Math.abs(worst ?? 0) ? value : (worst ?? value)), null);

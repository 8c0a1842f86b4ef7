import { ok, type Outcome } from '../../contract';
import { startBm3d } from './bm3d';
import { tunedControls } from './controls';
import { type DetectabilityFigures, measureDetectability } from './detectability';
import { inputMethod, type Method } from './method';
import { measurePhysics, type Physics } from './physics';
import { measureReal, type RealMeasured, type RealSlices, truthSetOf } from './real-series';
import type { Sample } from './sample';
import { builtInSets, measureTruthSet, type TruthFigures, type TruthSet } from './truth-set';
import { type Verdict, verdictOf } from './verdict';

export interface EvaluationProgress {
  /** What is measured now. */
  readonly what: string;
  /** From 0 to 1, of all. */
  readonly done: number;
}

export interface MeasuredSet {
  readonly set: TruthSet;
  /** Those of the evaluation and after them BM3D, where it is to be had: it is too slow for hundreds of draws of noise. */
  readonly methods: readonly Method[];
  readonly figures: readonly TruthFigures[];
  readonly sample: Sample;
}

/** A control that can't be had here. */
export interface Skipped {
  readonly name: string;
  readonly why: string;
}

/** What was measured: all figures are in the order of the methods. */
export interface Evaluation {
  /** The input first, then the controls. */
  readonly methods: readonly Method[];
  readonly physics: Physics;
  readonly detectability: readonly DetectabilityFigures[];
  readonly sets: readonly MeasuredSet[];
  /** Null for the input, which is no method. */
  readonly verdicts: readonly (Verdict | null)[];
  readonly skipped: readonly Skipped[];
}

/** The same of a real series; figures in the order of the methods. */
export interface RealEvaluation {
  readonly methods: readonly Method[];
  readonly measured: RealMeasured;
  /** Null without a reference. */
  readonly againstReference: MeasuredSet | null;
  readonly skipped: readonly Skipped[];
}

export const physicsName = 'water and discs';

/** How many draws of the noise are measured, and beside whom. */
export interface Effort {
  /** Of the cylinder, for spectra, edges and contrast. */
  readonly cylinder: number;
  /** For the observer: four realisations each. */
  readonly observer: number;
  /** Some ten seconds a picture. */
  readonly bm3d: boolean;
}
export const usualEffort: Effort = { cylinder: 8, observer: 50, bm3d: true };

/** About how long each part takes, in shares of the whole: BM3D takes ten seconds a picture. */
const shares = { physics: 0.2, detectability: 0.2, sets: 0.6 } as const;

/** Measures methods, beside the input and the controls, on the built-in sets. Null as soon as `signal` aborts; throws what a method rejects with. */
export async function* evaluate(
  contestants: readonly Method[],
  signal: AbortSignal,
  effort = usualEffort,
): AsyncGenerator<EvaluationProgress, Evaluation | null> {
  yield tuning;
  const methods = await withControls(contestants, signal);
  if (methods === null) return null;
  const physics = yield* named(physicsName, 0, shares.physics, measurePhysics(methods, effort.cylinder, signal));
  if (physics === null) return null;
  const detecting = measureDetectability(methods, effort.observer, signal);
  const detectability = yield* named('detectability', shares.physics, shares.detectability, detecting);
  if (detectability === null) return null;
  const truths = againstTruth(builtInSets, methods, effort.bm3d, signal);
  const against = yield* named('pictures with their truth', 1 - shares.sets, shares.sets, truths);
  if (against === null) return null;
  const measured = methods.map((_, m) => ({
    physics: physics.figures[m]!,
    detectability: detectability[m]!,
    sets: against.sets.map(({ set, figures }) => ({ name: set.name, figures: figures[m]! })),
  }));
  const verdicts = methods.map(({ kind }, m) => (kind === 'input' ? null : verdictOf(measured[m]!, measured[0]!, physics.task)));
  return { methods, physics, detectability, verdicts, ...against };
}

/** Measures methods, beside the input and the controls, on a real series. Null as soon as `signal` aborts; fails where nothing can be measured. */
export async function* evaluateReal(
  real: RealSlices,
  contestants: readonly Method[],
  signal: AbortSignal,
): AsyncGenerator<EvaluationProgress, Outcome<RealEvaluation> | null> {
  yield tuning;
  const methods = await withControls(contestants, signal);
  if (methods === null) return null;
  const set = truthSetOf(real);
  const share = set === null ? 1 : 0.5;
  const measured = yield* named(real.name, 0, share, measureReal(real, methods, signal));
  if (measured === null || !measured.ok) return measured;
  if (set === null) return ok({ methods, measured: measured.value, againstReference: null, skipped: [] });
  const against = yield* named(set.name, share, 1 - share, againstTruth([set], methods, true, signal));
  return against && ok({ methods, measured: measured.value, againstReference: against.sets[0]!, skipped: against.skipped });
}

/** Sets whose truth is known, with BM3D among the methods. Null as soon as `signal` aborts. */
async function* againstTruth(
  sets: readonly TruthSet[],
  methods: readonly Method[],
  besideBm3d: boolean,
  signal: AbortSignal,
): AsyncGenerator<number, Pick<Evaluation, 'sets' | 'skipped'> | null> {
  const bm3d = besideBm3d ? await startBm3d() : { why: 'not asked for' };
  const found = 'method' in bm3d;
  const all = found ? [...methods, bm3d.method] : methods;
  const end = (): void => void (found && bm3d.end());
  // It may have minutes to go with a picture.
  signal.addEventListener('abort', end);
  try {
    const measured: MeasuredSet[] = [];
    for (const set of sets) {
      const figures = yield* retold(measureTruthSet(set, all, signal), (done) => (measured.length + done) / sets.length);
      if (figures === null) return null;
      measured.push({ set, methods: all, ...figures });
    }
    return { sets: measured, skipped: found ? [] : [{ name: 'BM3D', why: bm3d.why }] };
  } catch (reason) {
    if (signal.aborted) return null;
    throw reason;
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}

const tuning: EvaluationProgress = { what: 'tuning the controls', done: 0 };

/** The input, the controls tuned on phantoms, and the contestants. */
async function withControls(contestants: readonly Method[], signal: AbortSignal): Promise<readonly Method[] | null> {
  const controls = await tunedControls(builtInSets.map(firstPicture), signal);
  return controls && [inputMethod, ...controls, ...contestants];
}

function firstPicture(set: TruthSet) {
  for (const picture of set.pictures()) return picture;
  throw new RangeError(`The set "${set.name}" holds no picture.`);
}

/** A part's progress as progress of the whole. */
const named = <T>(what: string, start: number, share: number, measuring: AsyncGenerator<number, T>) =>
  retold(measuring, (done): EvaluationProgress => ({ what, done: start + share * done }));

/** The same work, its progress told otherwise. */
async function* retold<T, P>(measuring: AsyncGenerator<number, T>, tell: (done: number) => P): AsyncGenerator<P, T> {
  for (let next = await measuring.next(); ; next = await measuring.next()) {
    if (next.done) return next.value;
    yield tell(next.value);
  }
}

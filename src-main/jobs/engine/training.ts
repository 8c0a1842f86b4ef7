import type { Engine, EngineBackend, Model, SliceHu, TrainerState, TrainingPlan as LoopPlan, TrainingStep } from '../../engine';
import { breath, train } from '../../engine';
import {
  type BatchOptions,
  createBatchSource,
  trainingTruths,
  type TrainingImage,
  type Truth,
  withNoiseFields,
} from '../../engine/simulation';
import { loadedEngine } from './loaded';

/** A training as it crosses to the engine process: the loop's plan, and what its batches are made from. The same plan gives the same weights. */
export interface TrainingPlan extends Pick<LoopPlan, 'model' | 'steps' | 'peakLearningRate' | 'warmUpSteps' | 'adversarial'> {
  readonly seed: number;
  /** Null: as many as there are cores. With one the weights come out the same bit for bit. */
  readonly threads: number | null;
  readonly secondsAtMost: number | null;
  readonly batch: { readonly count: number; readonly size: number };
  /** Procedural images that are painted for it: what a model learns from without any patient. */
  readonly procedural: { readonly images: number; readonly size: number };
  /** Slices of the user's own, the share of patches that comes from them, and what of them the network shall find. */
  readonly own: {
    readonly share: number;
    readonly slices: readonly OwnSlice[];
    /** A noisy slice would teach the network to keep noise: with `denoised` the model itself cleans it first. */
    readonly truth: 'as-it-is' | 'denoised';
  };
  readonly checkpoint: NonNullable<LoopPlan['checkpoint']>;
  readonly resume: boolean;
  /** Shown before and after; it comes with a `preview` event now and then. */
  readonly preview: { readonly slice: SliceHu; readonly everySeconds: number } | null;
}

/** A slice of the user's: square, without padding, and as noisy as it is. */
export type OwnSlice = Truth;

export type TrainingProgress =
  /** Images are painted and their noise is simulated before the first step. */
  | { readonly kind: 'preparing'; readonly done: number; readonly total: number }
  | ({ readonly kind: 'step' } & Omit<TrainingStep, 'state'>)
  | { readonly kind: 'preview'; readonly step: number; readonly noiseHu: Float32Array };

/** Noise below this, HU, does no harm in a truth (measured in the recipe). */
const quietHu = 15;

/** Ends 'cancelled' at step 0 where the signal came before the first step. */
export async function runTraining(
  plan: TrainingPlan,
  backend: EngineBackend,
  say: (progress: TrainingProgress) => void,
  signal: AbortSignal,
) {
  const engine = await loadedEngine(backend, plan.threads);
  const run = { backend: engine.backend, device: engine.device };
  const preview = createPreview(plan, engine, say);
  if (!signal.aborted) await preview(0, async () => plan.model, 'now');
  const images = await prepare(plan, engine, say, signal);
  if (!images) return { ...run, ending: 'cancelled' as const, step: 0, resumedFrom: null, average: null };
  const training = train({
    engine,
    model: plan.model,
    source: createBatchSource({ groups: groupsOf(plan, images), seed: plan.seed, ...plan.batch }),
    steps: plan.steps,
    peakLearningRate: plan.peakLearningRate,
    warmUpSteps: plan.warmUpSteps,
    ...(plan.adversarial && { adversarial: plan.adversarial }),
    ...(plan.secondsAtMost === null ? {} : { secondsAtMost: plan.secondsAtMost }),
    signal,
    checkpoint: plan.checkpoint,
    resume: plan.resume,
  });
  try {
    for (;;) {
      const next = await training.next();
      if (next.done) {
        const { step, state, ending, resumedFrom } = next.value;
        // Who stops a training waits for its end, not for another picture.
        if (ending !== 'cancelled') await preview(step, async () => withWeights(plan.model, state), 'now');
        return { ...run, ending, step, resumedFrom, average: step > 0 ? state.average : null };
      }
      const { state, ...step } = next.value;
      say({ kind: 'step', ...step });
      await breath();
      if (!signal.aborted) await preview(step.step, async () => withWeights(plan.model, await state()), 'if-due');
    }
  } finally {
    // Where a preview failed, the training still holds its tensors.
    await training.return(undefined as never);
  }
}

const withWeights = (model: Model, state: TrainerState): Model => ({ ...model, weights: state.average });

interface Images {
  readonly own: readonly TrainingImage[];
  readonly procedural: readonly TrainingImage[];
}

const groupsOf = ({ own: { share } }: TrainingPlan, { own, procedural }: Images): BatchOptions['groups'] =>
  [
    { share: own.length > 0 && procedural.length > 0 ? share : 1, images: own },
    { share: own.length > 0 ? 1 - share : 1, images: procedural },
  ].filter(({ images }) => images.length > 0);

/** Paints and simulates, image by image; null when it was stopped. */
async function prepare(
  plan: TrainingPlan,
  engine: Engine,
  say: (progress: TrainingProgress) => void,
  signal: AbortSignal,
): Promise<Images | null> {
  const { procedural, own, seed } = plan;
  const total = procedural.images + own.slices.length;
  let done = 0;
  const gather = async (images: Iterable<TrainingImage>): Promise<TrainingImage[]> => {
    const gathered: TrainingImage[] = [];
    for (const image of images) {
      gathered.push(image);
      say({ kind: 'preparing', done: ++done, total });
      await breath();
      if (signal.aborted) break;
    }
    return gathered;
  };
  const truths = await truthsOf(plan, engine, signal);
  if (!truths || signal.aborted) return null;
  const ofOwn = await gather(withNoiseFields(truths, seed + 1));
  if (signal.aborted) return null;
  const ofProcedural = await gather(withNoiseFields(trainingTruths(seed, procedural.images, procedural.size), seed));
  return signal.aborted ? null : { own: ofOwn, procedural: ofProcedural };
}

/** Null when it was stopped. */
async function truthsOf(
  { model, own: { slices, truth } }: TrainingPlan,
  engine: Engine,
  signal: AbortSignal,
): Promise<readonly Truth[] | null> {
  if (truth === 'as-it-is' || slices.length === 0) return slices;
  const denoiser = await engine.denoiser(model);
  try {
    const truths: Truth[] = [];
    for (const slice of slices) {
      await breath();
      if (signal.aborted) return null;
      const { noiseHu, sigmaHu } = await denoiser.predictNoise(asSlice(slice));
      truths.push(sigmaHu < quietHu ? slice : { ...slice, hu: slice.hu.map((value, i) => value - noiseHu[i]) });
    }
    return truths;
  } finally {
    await denoiser.dispose();
  }
}

const asSlice = ({ hu, size }: OwnSlice): SliceHu => ({ rows: size, columns: size, hu, padding: null });

/** Sends the preview slice's noise through the model as it is; `if-due` leaves it out until some seconds have passed. */
function createPreview({ preview }: TrainingPlan, engine: Engine, say: (progress: TrainingProgress) => void) {
  let next = 0;
  return async (step: number, model: () => Promise<Model>, when: 'now' | 'if-due'): Promise<void> => {
    if (!preview || (when === 'if-due' && performance.now() < next)) return;
    const denoiser = await engine.denoiser(await model());
    try {
      const { noiseHu } = await denoiser.predictNoise(preview.slice);
      say({ kind: 'preview', step, noiseHu });
    } finally {
      await denoiser.dispose();
    }
    next = performance.now() + 1000 * preview.everySeconds;
  };
}

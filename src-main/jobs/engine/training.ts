import { breath, type Engine, type EngineBackend, type Model, train, type TrainerState, type TrainingStep } from '../../engine';
import { harmsOf, plain } from '../../engine/harm';
import { createBatchSource } from '../../engine/simulation';
import { createExaminer, type Examination, type Examiner } from './examiner';
import { loadedEngine } from './loaded';
import { gatherImages } from './training-images';
import type { ReadOwn, TrainingPlan, TrainingProgress } from './training-plan';

/**
 * Ends 'cancelled' at step 0 where the signal came before the first step, 'harmed' where the guard finds plain harm under way.
 */
export async function runTraining(
  plan: TrainingPlan,
  backend: EngineBackend,
  say: (progress: TrainingProgress) => void,
  signal: AbortSignal,
  readOwn: ReadOwn,
) {
  const engine = await loadedEngine(backend, plan.threads);
  const run = { backend: engine.backend, device: engine.device };
  const preview = createPreview(plan, engine, say);
  if (!signal.aborted) await preview(0, async () => plan.model, 'now');
  const images = await gatherImages(plan, engine, say, signal, readOwn);
  if (!images) return { ...run, ending: 'cancelled' as const, step: 0, resumedFrom: null, average: null, examined: null };
  const examiner = plan.guard && createExaminer(plan, plan.guard.heldBack, engine, readOwn);
  const training = train({
    engine,
    model: plan.model,
    source: createBatchSource({ groups: images.groups, seed: plan.seed, ...plan.batch }),
    steps: plan.steps,
    peakLearningRate: plan.peakLearningRate,
    warmUpSteps: plan.warmUpSteps,
    ...(plan.adversarial && { adversarial: plan.adversarial }),
    ...(plan.secondsAtMost === null ? {} : { secondsAtMost: plan.secondsAtMost }),
    signal,
    checkpoint: plan.checkpoint,
    resume: plan.resume,
  });
  let first: number | null = null;
  try {
    for (;;) {
      const next = await training.next();
      if (next.done) {
        const { step, state, ending, resumedFrom } = next.value;
        // Who stops a training waits for its end, not for another picture.
        if (ending !== 'cancelled') await preview(step, async () => withWeights(plan.model, state), 'now');
        const examined = step > 0 && examiner ? await examiner(withWeights(plan.model, state)) : null;
        return { ...run, ending, step, resumedFrom, average: step > 0 ? state.average : null, examined };
      }
      const { state, ...step } = next.value;
      first ??= step.step;
      say({ kind: 'step', ...step });
      await breath();
      if (signal.aborted) continue;
      await preview(step.step, async () => withWeights(plan.model, await state()), 'if-due');
      const harmed = await plainHarm(plan, step, state, examiner);
      if (harmed)
        return { ...run, ending: 'harmed' as const, step: step.step, resumedFrom: first > 1 ? first - 1 : null, ...harmed };
    }
  } finally {
    // Where a preview failed, the training still holds its tensors.
    await training.return(undefined as never);
    await images.dispose();
  }
}

const withWeights = (model: Model, state: TrainerState): Model => ({ ...model, weights: state.average });

/** Looks every so many steps, but for the last, whether the training does more harm than may be mended; null where it does not. */
async function plainHarm(
  { model, guard }: TrainingPlan,
  { step, steps }: Pick<TrainingStep, 'step' | 'steps'>,
  state: TrainingStep['state'],
  examiner: Examiner | null,
): Promise<{ readonly average: TrainerState['average']; readonly examined: Examination } | null> {
  if (!guard || !examiner || step % guard.everySteps !== 0 || step === steps) return null;
  const { average } = await state();
  const examined = await examiner({ ...model, weights: average });
  return harmsOf(examined.before, examined.after, plain).length > 0 ? { average, examined } : null;
}

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

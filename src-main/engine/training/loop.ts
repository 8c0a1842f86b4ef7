import { TacetError } from '../../contract/outcome';
import type { AdversarialSetup, Batch, Engine, ResidualModel, Trainer, TrainerState } from '../engine';
import { readCheckpoint, type TrainingRecord, writeCheckpoint } from './checkpoint';
import { learningRateAt, type Schedule } from './schedule';
import type { BatchSource } from './source';

export interface TrainingPlan {
  readonly engine: Engine;
  readonly model: ResidualModel;
  readonly source: BatchSource;
  readonly steps: number;
  readonly peakLearningRate: number;
  readonly warmUpSteps: number;
  /** A discriminator learns beside the network (the residual GAN). */
  readonly adversarial?: AdversarialSetup;
  /** Where the cosine ends; 6e-6 when absent. */
  readonly lastLearningRate?: number;
  /** Ends the training before the next step; what was learnt is in the ending's state. */
  readonly signal: AbortSignal;
  /** Ends the training after so many seconds. */
  readonly secondsAtMost?: number;
  /** Into a folder that is there; `record` lies beside the weights. */
  readonly checkpoint?: { readonly folder: string; readonly everySteps: number; readonly record?: TrainingRecord };
  /** Goes on from the folder's checkpoint where there is one. */
  readonly resume?: boolean;
  /** Milliseconds from any beginning. */
  readonly clock?: () => number;
}

export interface TrainingStep {
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
  readonly learningRate: number;
  readonly stepsPerSecond: number;
  /** Null until a few steps have shown the pace. */
  readonly secondsLeft: number | null;
  /** The state so far, for a preview: copied only when asked, and before the next step is. */
  readonly state: () => Promise<TrainerState>;
}

export interface TrainingEnd {
  readonly ending: 'finished' | 'cancelled' | 'time-up';
  readonly step: number;
  readonly resumedFrom: number | null;
  readonly state: TrainerState;
}

const defaultLastLearningRate = 6e-6;

/**
 * Trains, and yields each step. The same plan gives the same weights, and so does one that was interrupted and resumed (bit for bit where the
 * engine runs one thread). Throws a TacetError when the loss is no number any more; the last checkpoint then stays as it was.
 */
export async function* train(plan: TrainingPlan): AsyncGenerator<TrainingStep, TrainingEnd> {
  const { engine, model, source, steps, signal, checkpoint, clock = () => performance.now() } = plan;
  const trainer: Trainer = await engine.trainer(model, source.batch, plan.adversarial);
  try {
    const saved = plan.resume && checkpoint ? await resumable(checkpoint.folder, await trainer.state()) : null;
    if (saved) await trainer.restore(saved);
    const first = saved?.step ?? 0;
    source.skipTo(first);
    const draw = async (): Promise<Batch | null> => {
      await source.ready?.(signal);
      return signal.aborted ? null : source.next();
    };
    let batch = first < steps ? await draw() : null;
    const { peakLearningRate, warmUpSteps, lastLearningRate = defaultLastLearningRate } = plan;
    const schedule: Schedule = { kind: 'cosine', steps, peakLearningRate, warmUpSteps, lastLearningRate };
    const started = clock();
    const seconds = (): number => (clock() - started) / 1000;
    let written = first;
    const save = async (state: TrainerState): Promise<void> => {
      if (checkpoint && state.step !== written) await writeCheckpoint(checkpoint.folder, state, checkpoint.record);
      written = state.step;
    };
    const end = async (ending: TrainingEnd['ending'], step: number): Promise<TrainingEnd> => {
      const state = await trainer.state();
      await save(state);
      return { ending, step, resumedFrom: saved?.step ?? null, state };
    };
    for (let step = first; step < steps;) {
      if (signal.aborted || !batch) return await end('cancelled', step);
      if (seconds() > (plan.secondsAtMost ?? Infinity)) return await end('time-up', step);
      const learningRate = learningRateAt(schedule, step);
      const { loss } = await trainer.step(batch, learningRate);
      step++;
      if (checkpoint && step % checkpoint.everySteps === 0) await save(await trainer.state());
      const stepsPerSecond = (step - first) / Math.max(1e-3, seconds());
      const secondsLeft = step - first < 3 ? null : (steps - step) / stepsPerSecond;
      yield { step, steps, loss, learningRate, stepsPerSecond, secondsLeft, state: () => trainer.state() };
      if (step < steps) batch = await draw();
    }
    return await end('finished', Math.max(first, steps));
  } finally {
    await trainer.dispose();
  }
}

/** The checkpoint to go on from; null when there is none. Refuses one that is damaged or belongs to another network. */
async function resumable(folder: string, like: TrainerState): Promise<TrainerState | null> {
  const read = await readCheckpoint(folder, like);
  if (read === null || read.ok) return read?.value ?? null;
  throw new TacetError(read.error);
}

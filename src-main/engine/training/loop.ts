import { TacetError } from '../../contract/outcome';
import type { Engine, Model, TrainerState } from '../engine';
import { readCheckpoint, writeCheckpoint } from './checkpoint';
import { learningRateAt } from './schedule';
import type { BatchSource } from './source';

export interface TrainingPlan {
  readonly engine: Engine;
  readonly model: Model;
  readonly source: BatchSource;
  readonly batch: { readonly count: number; readonly size: number };
  readonly steps: number;
  readonly peakLearningRate: number;
  readonly warmUpSteps: number;
  /** Ends the training at the next step; what was learnt is in the ending's state. */
  readonly signal: AbortSignal;
  /** Ends the training after so many seconds. */
  readonly secondsAtMost?: number;
  readonly checkpoint?: { readonly folder: string; readonly everySteps: number };
  readonly resume?: boolean;
  readonly clock?: () => number;
}
export interface TrainingStep {
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
  readonly learningRate: number;
  readonly stepsPerSecond: number;
  readonly secondsLeft: number | null;
  /** The state so far, for a preview: copied only when asked. */
  readonly state: () => Promise<TrainerState>;
}
export interface TrainingEnd {
  readonly ending: 'finished' | 'stopped';
  readonly step: number;
  readonly resumedFrom: number | null;
  readonly state: TrainerState;
}

const lastLearningRate = 6e-6;

/** Yields each step. A loss that is no number throws a TacetError; the last checkpoint stays as it was. */
export async function* train(plan: TrainingPlan): AsyncGenerator<TrainingStep, TrainingEnd> {
  const { engine, model, source, steps, signal, checkpoint, clock = () => performance.now() } = plan;
  const trainer = await engine.trainer(model, plan.batch);
  try {
    const resumedFrom = plan.resume && checkpoint ? await resume(checkpoint.folder) : null;
    if (resumedFrom) {
      await trainer.restore(resumedFrom);
      source.skipTo(resumedFrom.step);
    }
    const first = resumedFrom?.step ?? 0;
    const schedule = { steps, peakLearningRate: plan.peakLearningRate, warmUpSteps: plan.warmUpSteps, lastLearningRate };
    const started = clock();
    let step = first;
    let ending: TrainingEnd['ending'] = 'finished';
    while (step < steps) {
      if (signal.aborted || (plan.secondsAtMost !== undefined && clock() - started > 1000 * plan.secondsAtMost)) {
        ending = 'stopped';
        break;
      }
      const learningRate = learningRateAt(schedule, step);
      const { loss } = await trainer.step(source.next(), learningRate);
      step++;
      if (checkpoint && step % checkpoint.everySteps === 0) await writeCheckpoint(checkpoint.folder, await trainer.state());
      const stepsPerSecond = (step - first) / Math.max(1e-3, (clock() - started) / 1000);
      yield {
        step,
        steps,
        loss,
        learningRate,
        stepsPerSecond,
        secondsLeft: step - first < 3 ? null : (steps - step) / stepsPerSecond,
        state: () => trainer.state(),
      };
    }
    const state = await trainer.state();
    if (checkpoint) await writeCheckpoint(checkpoint.folder, state);
    return { ending, step, resumedFrom: resumedFrom?.step ?? null, state };
  } finally {
    await trainer.dispose();
  }
}

async function resume(folder: string): Promise<TrainerState | null> {
  const read = await readCheckpoint(folder);
  if (read === null) return null;
  if (!read.ok) throw new TacetError(read.error.code, read.error.message, read.error.remedy);
  return read.value;
}

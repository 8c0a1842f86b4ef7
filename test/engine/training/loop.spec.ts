import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Batch,
  type BatchSource,
  initialWeights,
  type ResidualModel,
  openEngine,
  train,
  type TrainingEnd,
  type TrainingPlan,
  type TrainingStep,
} from '../../../src-main/engine';
import { seededRandom } from '../../../src-main/engine/random';
import { readCheckpoint } from '../../../src-main/engine/training/checkpoint';
import { temporaryFolder } from '../../temporary-folder';
import { tinyModel } from '../../tiny-model';

/** Discs in noise: batch n follows from the seed and n alone, as batches of the simulation do. */
function discs(seed: number, spoil: (n: number, batch: Batch) => Batch = (_, batch) => batch): BatchSource {
  const [count, size] = [2, 16];
  let drawn = 0;
  const draw = (n: number): Batch => {
    const random = seededRandom(seed, n);
    const cleanHu = Float32Array.from({ length: count * size * size }, (_, i) =>
      Math.hypot((i % size) - 8, (Math.floor(i / size) % size) - 8) < 5 ? 60 : -100,
    );
    const noisyHu = cleanHu.map((hu) => hu + 30 * random.normal());
    return spoil(n, { count, size, cleanHu, noisyHu, sigmaHu: Float32Array.of(30, 30), addedSdHu: Float32Array.of(30, 30) });
  };
  return {
    batch: { count, size },
    next: () => draw(drawn++),
    get drawn() {
      return drawn;
    },
    skipTo: (n) => {
      drawn = n;
    },
  };
}

/** One thread: with more, sums may be added in another order from run to run. */
const engine = await openEngine('onnxruntime', { threads: 1 }).catch(() => null);
const why = engine ? '' : ' (skipped: onnxruntime cannot be loaded here)';
const model = (): ResidualModel => ({ ...tinyModel(), weights: initialWeights(tinyModel().definition, 3) });
const plan = (change: Partial<TrainingPlan> = {}): TrainingPlan => ({
  engine: engine!,
  model: model(),
  source: discs(1),
  steps: 12,
  peakLearningRate: 5e-3,
  warmUpSteps: 3,
  signal: new AbortController().signal,
  ...change,
});

async function run(
  one: TrainingPlan,
  each: (step: TrainingStep) => void = () => undefined,
): Promise<{ readonly end: TrainingEnd; readonly steps: readonly TrainingStep[] }> {
  const steps: TrainingStep[] = [];
  const training = train(one);
  let next = await training.next();
  for (; !next.done; next = await training.next()) {
    steps.push(next.value);
    each(next.value);
  }
  return { end: next.value, steps };
}

describe.skipIf(!engine)(`training${why}`, () => {
  it('lowers the loss, and tells of every step with its learning rate', async () => {
    const { end, steps } = await run(plan({ steps: 300 }));
    const mean = (some: readonly TrainingStep[]): number => some.reduce((sum, { loss }) => sum + loss, 0) / some.length;
    expect(mean(steps.slice(-20))).toBeLessThan(0.9 * mean(steps.slice(0, 10)));
    expect(steps.map(({ step }) => step)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
    expect(steps[2]!.learningRate).toBeCloseTo(5e-3, 9);
    expect(end).toMatchObject({ ending: 'finished', step: 300, resumedFrom: null });
  });

  it('makes the same weights of the same seed, bit for bit, and others of another', async () => {
    const [one, again, other] = [await run(plan()), await run(plan()), await run(plan({ source: discs(2) }))];
    expect(again.end.state).toEqual(one.end.state);
    expect(other.end.state.weights).not.toEqual(one.end.state.weights);
  });

  it('killed and resumed ends with the very weights, moments and average of a run without a break', async () => {
    const whole = await run(plan());
    const folder = temporaryFolder();
    const checkpoint = { folder, everySteps: 5 };
    // Killed: nobody asks for the step after the seventh, and nothing is written on the way out.
    const killed = train(plan({ checkpoint }));
    for (let i = 0; i < 7; i++) await killed.next();
    expect(await readCheckpoint(folder, model())).toMatchObject({ ok: true, value: { step: 5 } });
    const { end, steps } = await run(plan({ checkpoint, resume: true }));
    expect(end.resumedFrom).toBe(5);
    expect(steps[0]!.step).toBe(6);
    expect(end.state).toEqual(whole.end.state);
    await killed.return({} as TrainingEnd);
  });

  it('against a discriminator goes on where it was interrupted, bit for bit', async () => {
    const adversarial = { channels: 2, share: 0.05, seed: 4 };
    const whole = await run(plan({ adversarial }));
    const checkpoint = { folder: temporaryFolder(), everySteps: 5 };
    const killed = train(plan({ adversarial, checkpoint }));
    for (let i = 0; i < 7; i++) await killed.next();
    const { end } = await run(plan({ adversarial, checkpoint, resume: true }));
    expect(end.resumedFrom).toBe(5);
    expect(end.state).toEqual(whole.end.state);
    expect(end.state.discriminator?.step).toBe(12);
    await killed.return({} as TrainingEnd);
  });

  it('begins anew in a folder with a checkpoint when it is not told to resume', async () => {
    const checkpoint = { folder: temporaryFolder(), everySteps: 5 };
    await run(plan({ checkpoint }));
    const { end } = await run(plan({ checkpoint, steps: 2 }));
    expect(end).toMatchObject({ resumedFrom: null, step: 2 });
  });

  it('does nothing more when its checkpoint is at the end already', async () => {
    const checkpoint = { folder: temporaryFolder(), everySteps: 100 };
    const first = await run(plan({ checkpoint }));
    const { end, steps } = await run(plan({ checkpoint, resume: true }));
    expect(steps).toEqual([]);
    expect(end).toMatchObject({ ending: 'finished', step: 12, resumedFrom: 12 });
    expect(end.state).toEqual(first.end.state);
  });

  it('is cancelled before the next step, keeps what it learnt, and goes on from there', async () => {
    const folder = temporaryFolder();
    const stop = new AbortController();
    const checkpoint = { folder, everySteps: 100 };
    const { end, steps } = await run(plan({ checkpoint, signal: stop.signal }), ({ step }) => {
      if (step === 4) stop.abort();
    });
    expect(steps).toHaveLength(4);
    expect(end).toMatchObject({ ending: 'cancelled', step: 4 });
    const whole = await run(plan());
    expect((await run(plan({ checkpoint, resume: true }))).end.state).toEqual(whole.end.state);
  });

  it('ends when its time is up, by the clock it is given', async () => {
    let nowMs = 0;
    const { end } = await run(plan({ secondsAtMost: 10, clock: () => (nowMs += 1000) }));
    expect(end.ending).toBe('time-up');
    expect(end.step).toBeGreaterThan(1);
    expect(end.step).toBeLessThan(12);
  });

  it('breaks down with a plain sentence when the loss is no number, and leaves the last checkpoint whole', async () => {
    const folder = temporaryFolder();
    const spoilt = discs(1, (n, batch) => (n === 8 ? { ...batch, noisyHu: batch.noisyHu.map(() => NaN) } : batch));
    const broken = run(plan({ source: spoilt, checkpoint: { folder, everySteps: 5 } }));
    await expect(broken).rejects.toMatchObject({
      code: 'training-diverged',
      message: 'Training broke down at step 9: the loss is no longer a number.',
    });
    const kept = await readCheckpoint(folder, model());
    expect(kept).toMatchObject({ ok: true, value: { step: 5 } });
    const { end } = await run(plan({ checkpoint: { folder, everySteps: 5 }, resume: true }));
    expect(end.state).toEqual((await run(plan())).end.state);
  });

  it('refuses to resume from the checkpoint of another network', async () => {
    const folder = temporaryFolder();
    await run(plan({ steps: 1, checkpoint: { folder, everySteps: 1 } }));
    const { definition } = model();
    const wider = { ...definition, channels: definition.channels + 1 };
    const other = { definition: wider, weights: initialWeights(wider, 1) };
    await expect(run(plan({ model: other, checkpoint: { folder, everySteps: 1 }, resume: true }))).rejects.toMatchObject({
      code: 'checkpoint-foreign',
    });
  });

  it('gives a preview of the state on the way, which later steps do not change', async () => {
    const training = train(plan());
    const first = (await training.next()).value as TrainingStep;
    const early = await first.state();
    const kept = early.weights.get('head.w')!.data.slice();
    for (let i = 0; i < 5; i++) await training.next();
    expect(early.step).toBe(1);
    expect(early.weights.get('head.w')!.data).toEqual(kept);
    await training.return({} as TrainingEnd);
  });

  it('writes nothing where no checkpoint is asked for', async () => {
    const folder = temporaryFolder();
    await run(plan({ steps: 2 }));
    expect(readdirSync(folder)).toEqual([]);
    expect(existsSync(join(folder, 'checkpoint.safetensors'))).toBe(false);
  });
});

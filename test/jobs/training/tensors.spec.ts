import { describe, expect, it } from 'vitest';
import { interpreters } from '../../../src-main/engine/primitives/backends';
import { runTraining } from '../../../src-main/jobs/engine/training';
import type { TrainingPlan } from '../../../src-main/jobs/engine/training-plan';
import { heldByTensorFlow } from '../../engine/held-by-tensorflow';
import { temporaryFolder } from '../../temporary-folder';
import { tinyModel } from '../../tiny-model';

const loaded = await interpreters
  .tensorflow()
  .catch((reason: unknown) => (reason instanceof Error ? reason.message : String(reason)));
const here = typeof loaded !== 'string';
const why = here ? '' : ` (skipped: ${loaded})`;
const size = 32;
const hu = Float32Array.from({ length: size * size }, (_, i) => 40 * Math.sin(i * 12.9898));
const readOwn = async () => ({ hu, size, pixelMm: 1, targetHu: null });
const plan = (change: Partial<TrainingPlan> = {}): TrainingPlan => {
  return {
    model: tinyModel(),
    seed: 1,
    threads: null,
    steps: 6,
    secondsAtMost: null,
    peakLearningRate: 1e-3,
    warmUpSteps: 1,
    batch: { count: 2, size: 16 },
    procedural: { images: 1, size: 48 },
    guard: null,
    own: { share: 0.5, count: 1, held: 4, everySteps: 2, teaches: 'denoised' },
    checkpoint: { folder: temporaryFolder(), everySteps: 2 },
    resume: false,
    preview: { slice: { rows: size, columns: size, hu, padding: null }, everySeconds: 0 },
    ...change,
  };
};

describe.skipIf(!here)(`the tensors of a training on tensorflow${why}`, () => {
  it('are all freed when it ends', async () => {
    const before = heldByTensorFlow();
    const end = await runTraining(plan(), 'tensorflow', () => undefined, new AbortController().signal, readOwn);
    expect(end).toMatchObject({ ending: 'finished', step: 6 });
    expect(heldByTensorFlow()).toBe(before);
  });

  it.each(['preparing', 'step'] as const)('are all freed when it is cancelled at "%s"', async (when) => {
    const before = heldByTensorFlow();
    const stop = new AbortController();
    const end = await runTraining(plan(), 'tensorflow', ({ kind }) => kind === when && stop.abort(), stop.signal, readOwn);
    expect(end.ending).toBe('cancelled');
    expect(heldByTensorFlow()).toBe(before);
  });

  it('are all freed when it fails at a step: by a checkpoint that cannot be written', async () => {
    const before = heldByTensorFlow();
    const nowhere = plan({ checkpoint: { folder: '/no/such/folder', everySteps: 2 } });
    await expect(runTraining(nowhere, 'tensorflow', () => undefined, new AbortController().signal, readOwn)).rejects.toThrow(
      'ENOENT',
    );
    expect(heldByTensorFlow()).toBe(before);
  });

  it.each(['preview', 'step'] as const)('are all freed when it fails while it tells of a %s', async (kind) => {
    const before = heldByTensorFlow();
    const say = (progress: { readonly kind: string }): void => {
      if (progress.kind === kind) throw new Error('Nobody listens.');
    };
    const failing = runTraining(plan(), 'tensorflow', say, new AbortController().signal, readOwn);
    await expect(failing).rejects.toThrow('Nobody listens.');
    expect(heldByTensorFlow()).toBe(before);
  });
});

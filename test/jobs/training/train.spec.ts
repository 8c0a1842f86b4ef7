import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TacetError } from '../../../src-main/contract';
import { type EngineBackend, initialWeights, tacetDefinition } from '../../../src-main/engine';
import { loadTensorFlow } from '../../../src-main/engine/primitives/tensorflow';
import { seededRandom } from '../../../src-main/engine/random';
import { ownEngine } from '../../../src-main/jobs/engine/owner';
import type { OwnQuestion } from '../../../src-main/jobs/engine/training-plan';
import type { TrainingRequest } from '../../../src-main/jobs/training/request';
import type { LoadedResidualModel } from '../../../src-main/models';
import { temporaryFolder } from '../../temporary-folder';
import {
  built,
  engineProcess,
  limitedEngine,
  ownImages,
  tinyPreset,
  tinyRequest,
  trainToEnd,
  whyNotBuilt,
} from './engine-process';

const slice = (size: number, fill: (i: number) => number = () => 0) => ({
  hu: Float32Array.from({ length: size * size }, (_, i) => fill(i)),
  size,
  pixelMm: 0.7,
  targetHu: null,
});

describe('data that nothing can be learnt from', () => {
  /** Fails where anything would be computed. */
  const noEngine = ownEngine(() => {
    throw new Error('The engine was started.');
  });
  const wrongBase = (): LoadedResidualModel => {
    const weights = initialWeights(tinyPreset.architecture, 1);
    weights.get('head.w')!.data[5] = NaN;
    return {
      name: 'spoilt',
      sha256: 'ab',
      file: {} as LoadedResidualModel['file'],
      model: { definition: tinyPreset.architecture, weights },
    };
  };
  it.each<[string, Partial<TrainingRequest>, string, RegExp]>([
    ['no image at all', { preset: { ...tinyPreset, procedural: { images: 0, size: 64 } } }, 'training-set-empty', /no image/],
    ['a series smaller than a patch', { own: ownImages([slice(15)]) }, 'image-small', /15 pixels wide.*would be 16/],
    ['weights that are no numbers', { base: wrongBase() }, 'weights-not-finite', /"head.w"/],
  ])('(%s) is refused in one sentence, before anything is computed or written', async (_, change, code, words) => {
    const request = tinyRequest(change);
    await expect(trainToEnd(noEngine, request)).rejects.toMatchObject({ code, message: expect.stringMatching(words) });
    expect(readdirSync(request.folder)).toEqual([]);
  });
});

describe.skipIf(!built)(`a training that is killed${whyNotBuilt}`, () => {
  it('at any moment, also while its checkpoint is being written, ends with the very weights of one that was not', async () => {
    const whole = engineProcess();
    const { trained: expected } = await trainToEnd(whole.engine, tinyRequest());
    const broken = engineProcess();
    const request = tinyRequest({ checkpointEverySteps: 1 });
    const random = seededRandom(Date.now());
    const part = join(request.folder, 'checkpoint.safetensors.part');
    let [kills, duringWrites] = [0, 0];
    const { trained } = await trainToEnd(broken.engine, request, (news) => {
      if (news.kind !== 'step' || kills === 6 || news.step < 4 * kills) return;
      if (++kills % 2 === 0) return void setTimeout(() => broken.kill(), 12 * random.uniform());
      // Every step writes a checkpoint: the next write is not far.
      for (const lateMs = performance.now() + 100; !existsSync(part) && performance.now() < lateMs;);
      if (existsSync(part)) duringWrites++;
      broken.kill();
    });
    expect(broken.started()).toBeGreaterThanOrEqual(4);
    expect(trained).toMatchObject({ ending: 'finished', step: 40 });
    expect(trained.model).toEqual(expected.model);
    expect(readdirSync(request.folder)).toEqual(['checkpoint.safetensors']);
    expect(duringWrites).toBeGreaterThan(0);
  }, 180_000);

  it('before its first checkpoint begins anew, and does not go on from one that lay there', async () => {
    const { engine, kill } = engineProcess();
    const folder = temporaryFolder();
    await trainToEnd(engine, tinyRequest({ folder, steps: 5 }));
    const { trained: expected } = await trainToEnd(engine, tinyRequest({ steps: 8 }));
    let killed = false;
    const { trained } = await trainToEnd(engine, tinyRequest({ folder, steps: 8 }), (news) => {
      if (killed || news.kind !== 'step') return;
      killed = true;
      kill();
    });
    expect(trained.resumedFrom).toBeNull();
    expect(trained.model).toEqual(expected.model);
  });

  it('three times in a row without a step ends in a sentence, and its checkpoint is kept', async () => {
    const { engine, kill, started } = engineProcess();
    const request = tinyRequest({ steps: 5, checkpointEverySteps: 5 });
    await trainToEnd(engine, request);
    const doomed = trainToEnd(engine, { ...request, steps: 9, resume: true }, (news) => {
      if (news.kind === 'preparing') kill();
    });
    await expect(doomed).rejects.toMatchObject({
      code: 'engine-stopped',
      message: 'The engine stopped unexpectedly (killed by SIGKILL).',
      remedy: expect.stringContaining('memory'),
    });
    expect(started()).toBe(3);
    expect((await trainToEnd(engine, { ...request, steps: 6, resume: true })).trained.resumedFrom).toBe(5);
  });
});

describe.skipIf(!built)(`a training that is resumed${whyNotBuilt}`, () => {
  it.each<[string, Partial<TrainingRequest>, string]>([
    ['another seed', { seed: 8 }, 'The checkpoint in this folder was made with another seed: 7, not 8.'],
    [
      'another size of batch',
      { preset: { ...tinyPreset, batch: { count: 3, size: 16 } } },
      'The checkpoint in this folder was made with another batch: 2 patches of 16 px, not 3 patches of 16 px.',
    ],
  ])('with %s is refused in a sentence, and the checkpoint stays', async (_, change, message) => {
    const { engine } = engineProcess();
    const request = tinyRequest({ steps: 3 });
    await trainToEnd(engine, request);
    await expect(trainToEnd(engine, { ...request, ...change, resume: true })).rejects.toMatchObject({
      code: 'checkpoint-foreign',
      message,
    });
    expect((await trainToEnd(engine, { ...request, resume: true })).trained.resumedFrom).toBe(3);
  });

  it('with other slices of the same number is refused too', async () => {
    const { engine } = engineProcess();
    const noisy = (seed: number) => {
      const random = seededRandom(seed);
      return [slice(32, () => 40 + 10 * random.normal())];
    };
    const request = tinyRequest({ steps: 2, own: ownImages(noisy(1)) });
    await trainToEnd(engine, request);
    const other = trainToEnd(engine, { ...request, own: ownImages(noisy(2)), resume: true });
    await expect(other).rejects.toMatchObject({ code: 'checkpoint-foreign', message: expect.stringMatching(/set of CT slices/) });
  });

  it('in the midst of many own images ends with the very weights of one without a break; of 60 it reads those whose turn comes', async () => {
    const random = seededRandom(4);
    const many = Array.from({ length: 60 }, () => slice(32, () => 40 + 10 * random.normal()));
    const preset = { ...tinyPreset, own: { held: 5, everySteps: 2, share: 0.7 } };
    const asked: number[] = [];
    const own = {
      ...ownImages(many),
      read: async ({ index }: OwnQuestion) => {
        asked.push(index);
        return many[index]!;
      },
    };
    const { engine } = engineProcess();
    const whole = await trainToEnd(engine, tinyRequest({ preset, own }));
    expect(asked).toHaveLength(5 + 19);
    expect(new Set(asked).size).toBe(24);
    const broken = engineProcess();
    let killed = false;
    const again = await trainToEnd(broken.engine, tinyRequest({ preset, own, checkpointEverySteps: 7 }), (news) => {
      if (killed || news.kind !== 'step' || news.step < 17) return;
      killed = true;
      broken.kill();
    });
    expect(broken.started()).toBe(2);
    expect(again.trained.model).toEqual(whole.trained.model);
  }, 180_000);

  it('for another number of steps goes on, and says so', async () => {
    const { engine } = engineProcess();
    const request = tinyRequest({ steps: 3 });
    await trainToEnd(engine, request);
    const { news, trained } = await trainToEnd(engine, { ...request, steps: 5, resume: true });
    expect(news[0]).toEqual({ kind: 'other-steps', begunFor: 3 });
    expect(trained).toMatchObject({ step: 5, resumedFrom: 3 });
  });
});

describe.skipIf(!built)(`own images${whyNotBuilt}`, () => {
  it('that cannot be read end the training in the sentence of what could not be read', async () => {
    const { engine } = engineProcess();
    const own = {
      ...ownImages([slice(32), slice(32)]),
      read: async () => {
        throw new TacetError({
          code: 'data-not-finite',
          message: 'Image 2 of those to learn from holds values that are no numbers.',
          remedy: 'Leave it out.',
        });
      },
    };
    const request = tinyRequest({ own });
    await expect(trainToEnd(engine, request)).rejects.toMatchObject({ code: 'data-not-finite', remedy: 'Leave it out.' });
    expect(readdirSync(request.folder)).toEqual([]);
  });
});

describe.skipIf(!built)(`a training that is guarded${whyNotBuilt}`, () => {
  const random = seededRandom(6);
  const noisy = () => slice(64, (i) => (Math.hypot((i % 64) - 32, (i >> 6) - 32) < 20 ? 60 : -60) + 20 * random.normal());
  const base: LoadedResidualModel = {
    name: 'tiny',
    sha256: 'ab',
    file: {} as LoadedResidualModel['file'],
    model: { definition: tinyPreset.architecture, weights: initialWeights(tinyPreset.architecture, 1) },
  };
  /** Teaches that the truth is 25 HU brighter than what is seen. */
  const brighter = () => {
    const image = noisy();
    return { ...image, targetHu: image.hu.map((hu) => hu + 25) };
  };
  const guarded = { ...tinyPreset, guarded: true, own: { held: 4, everySteps: 10, share: 1 } } as const;

  it('looks on the way, ends where harm is plain, and says on how many slices it looked', async () => {
    const own = ownImages([brighter(), brighter()], { heldBack: [brighter(), brighter(), brighter()], teaches: 'pairs' });
    const preset = { ...guarded, peakLearningRate: 3e-2, procedural: { images: 0, size: 64 } };
    const { engine } = engineProcess();
    const { news, trained } = await trainToEnd(engine, tinyRequest({ base, preset, own, steps: 1000 }));
    expect(trained).toMatchObject({ ending: 'harmed', step: 250, verdict: { heldBack: 3, praise: null } });
    expect(trained.verdict?.harm?.message).toMatch(/^The model got worse and is not kept: /);
    expect(news.filter(({ kind }) => kind === 'step')).toHaveLength(250);
  }, 120_000);
});

describe.skipIf(!built)(`a training that is cancelled${whyNotBuilt}`, () => {
  /** From the signal to the end of the job, ms. */
  const latency = async (request: TrainingRequest, when: 'preparing' | 'step'): Promise<number> => {
    const { engine } = engineProcess();
    const stop = new AbortController();
    let toldMs = 0;
    const { trained } = await trainToEnd(
      engine,
      request,
      (news) => {
        if (toldMs > 0 || news.kind !== when) return;
        // Into the midst of what follows.
        setTimeout(() => {
          toldMs = performance.now();
          stop.abort();
        }, 5);
        toldMs = Infinity;
      },
      stop.signal,
    );
    const ms = performance.now() - toldMs;
    expect(trained.ending).toBe('cancelled');
    return ms;
  };

  it('ends at once while images are prepared, long before the last of them', async () => {
    const preset = { ...tinyPreset, procedural: { images: 100, size: 384 } };
    const request = tinyRequest({ preset });
    expect(await latency(request, 'preparing')).toBeLessThan(3000);
    expect(readdirSync(request.folder)).toEqual([]);
  });

  it('ends at once while it learns and writes a checkpoint at each step, and what it learnt is in the last', async () => {
    const request = tinyRequest({ steps: 100_000, checkpointEverySteps: 1 });
    expect(await latency(request, 'step')).toBeLessThan(3000);
    expect(readdirSync(request.folder)).toEqual(['checkpoint.safetensors']);
  });
});

const limits = process.platform === 'linux';
const noTensorFlow = await loadTensorFlow().then(
  () => '',
  (reason: Error) => ` (skipped: ${reason.message})`,
);
describe.skipIf(!built || !limits)(
  `a training without enough memory${limits ? whyNotBuilt : ' (skipped: no "ulimit -v" here)'}`,
  () => {
    /** What a backend needs to load and to learn a little, KiB, and a few hundred MiB more. */
    const runOut = async (backend: EngineBackend, limitKib: number): Promise<void> => {
      const { engine } = engineProcess(limitedEngine(limitKib));
      const request = tinyRequest({ steps: 2, backend });
      await trainToEnd(engine, request);
      const large = {
        ...tinyPreset,
        architecture: tacetDefinition(48, 1),
        batch: { count: 64, size: 256 },
        procedural: { images: 1, size: 256 },
      };
      await expect(trainToEnd(engine, tinyRequest({ preset: large, folder: request.folder, backend }))).rejects.toMatchObject({
        code: 'out-of-memory',
        message: 'There was not enough memory for this.',
      });
      expect((await trainToEnd(engine, { ...request, steps: 4, resume: true })).trained).toMatchObject({
        step: 4,
        resumedFrom: 2,
      });
    };
    it('ends in a plain sentence, and the last checkpoint is whole: onnxruntime', () => runOut('onnxruntime', 1_500_000));
    it.skipIf(noTensorFlow)(`ends in a plain sentence, and the last checkpoint is whole: tensorflow${noTensorFlow}`, () =>
      runOut('tensorflow', 2_600_000),
    );
  },
);

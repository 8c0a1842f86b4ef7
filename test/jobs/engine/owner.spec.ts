import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEngine, type SliceHu } from '../../../src-main/engine';
import { type EngineChild, forkEngineFrom } from '../../../src-main/jobs/engine/child';
import { type EngineOwner, EngineStopped, ownEngine } from '../../../src-main/jobs/engine/owner';
import type { TrainingNews } from '../../../src-main/jobs/training/train';
import { noOwnImages } from '../../../src-main/jobs/training/own-images';
import { presets } from '../../../src-main/jobs/training/presets';
import { trainToEnd } from '../training/engine-process';
import { temporaryFolder } from '../../temporary-folder';
import { tinyModel } from '../../tiny-model';

const bundle = resolve(import.meta.dirname, '../../../dist/main/engine.cjs');
const built = existsSync(bundle);
/** Real engine processes; the test may kill the last one from outside. */
let children: EngineChild[];
let engine: EngineOwner;
beforeEach(() => {
  children = [];
  engine = ownEngine(() => {
    const child = forkEngineFrom(bundle)();
    children.push(child);
    return child;
  });
});
const killLast = (): void => children[children.length - 1]!.kill();
afterEach(() => engine.dispose());

const slice: SliceHu = {
  rows: 40,
  columns: 48,
  hu: Float32Array.from({ length: 40 * 48 }, (_, i) => 40 + 30 * Math.sin(i * 12.9898)),
  padding: null,
};
const model = { ...tinyModel(), id: 'tiny' };
const denoise = () => engine.call('denoise', { model, backend: 'onnxruntime', slice });

describe.skipIf(!built)(`the engine process${built ? '' : ' (skipped: not built; "npm run build" builds it)'}`, () => {
  it('denoises as the engine does in one process', async () => {
    const denoiser = await (await openEngine('onnxruntime')).denoiser(model);
    const here = await denoiser.predictNoise(slice);
    await denoiser.dispose();
    const there = await denoise();
    expect(there).toMatchObject({ backend: 'onnxruntime', sigmaHu: here.sigmaHu });
    expect([...there.noiseHu]).toEqual([...here.noiseHu]);
  });

  it('fails in the words of the engine, not with its own', async () => {
    const bare = { ...model, id: 'bare', weights: new Map() };
    await expect(engine.call('denoise', { model: bare, backend: 'onnxruntime', slice })).rejects.toMatchObject({
      code: 'weights-shape',
    });
  });

  it('rejects what was under way when the process is killed, and a new process answers the next call', async () => {
    await denoise();
    const pending = denoise();
    killLast();
    await expect(pending).rejects.toBeInstanceOf(EngineStopped);
    await expect(denoise()).resolves.toMatchObject({ backend: 'onnxruntime' });
    expect(children.length).toBeGreaterThan(1);
  });

  it('makes a call again on a new process, and says that it did', async () => {
    const said: string[] = [];
    let attempts = 0;
    const made = await engine.persist(
      () => {
        const pending = denoise();
        if (++attempts === 1) killLast();
        return pending;
      },
      ({ message }) => said.push(message),
    );
    expect(made.noiseHu).toHaveLength(slice.hu.length);
    expect(said).toEqual(['The engine stopped unexpectedly (killed by SIGKILL).']);
  });

  it('gives up after three deaths in a row, with what to do', async () => {
    const doomed = () => {
      const pending = denoise();
      killLast();
      return pending;
    };
    await expect(engine.persist(doomed, () => undefined)).rejects.toMatchObject({
      code: 'engine-stopped',
      remedy: expect.stringContaining('backend'),
    });
  });
});

describe.skipIf(!built)(`an engine process that is no longer wanted${built ? '' : ' (skipped: not built)'}`, () => {
  it('is not started again by what was under way, nor by what is asked later', async () => {
    await denoise();
    const pending = engine.persist(denoise);
    engine.dispose();
    await expect(pending).rejects.toMatchObject({ code: 'engine-closed' });
    await expect(denoise()).rejects.toMatchObject({ code: 'engine-closed' });
    expect(children).toHaveLength(1);
  });
});

describe.skipIf(!built)(`a training in the engine process${built ? '' : ' (skipped: not built)'}`, () => {
  const preset = { ...presets.small, batch: { count: 2, size: 16 }, procedural: { images: 2, size: 64 } };
  const request = (folder: string) => ({
    base: null,
    preset: { ...preset, architecture: model.definition },
    own: noOwnImages,
    seed: 7,
    steps: 450,
    secondsAtMost: null,
    backend: 'onnxruntime' as const,
    folder,
    resume: false,
    preview: slice,
  });
  const run = (during?: (news: TrainingNews) => void, signal?: AbortSignal) =>
    trainToEnd(engine, request(temporaryFolder()), during, signal);

  it('prepares, steps, and shows the preview slice before and after', async () => {
    const { news, trained } = await run();
    expect(trained).toMatchObject({ ending: 'finished', step: 450, resumedFrom: null });
    expect(news.filter(({ kind }) => kind === 'preparing')).toHaveLength(2);
    const steps = news.filter((one) => one.kind === 'step').map((one) => one.step);
    expect(steps).toEqual(Array.from({ length: 450 }, (_, i) => i + 1));
    const previews = news.filter((one) => one.kind === 'preview');
    expect([previews[0]!.step, previews[previews.length - 1]!.step]).toEqual([0, 450]);
  });

  it('goes on from its checkpoint when the process is killed, and ends with the same weights', async () => {
    const whole = await run();
    let killed = false;
    const broken = await run((news) => {
      if (killed || news.kind !== 'step' || news.step !== 300) return;
      killed = true;
      killLast();
    });
    expect(broken.news.some(({ kind }) => kind === 'restarted')).toBe(true);
    expect(broken.trained).toMatchObject({ ending: 'finished', step: 450, resumedFrom: 200 });
    for (const [name, { data }] of whole.trained.model.weights) {
      const other = broken.trained.model.weights.get(name)!.data;
      data.forEach((value, i) => expect(Math.abs(value - other[i]!), name).toBeLessThan(1e-5));
    }
  });

  it('stops when it is told to, and what was learnt so far is there', async () => {
    const stop = new AbortController();
    const { trained } = await run((news) => {
      if (news.kind === 'step' && news.step === 20) stop.abort();
    }, stop.signal);
    expect(trained.ending).toBe('cancelled');
    expect(trained.step).toBeGreaterThanOrEqual(20);
    expect(trained.step).toBeLessThan(450);
  });
});

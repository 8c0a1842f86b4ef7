import { describe, expect, it } from 'vitest';
import { type EventName, type EventPayload, fail, ok } from '../../../src-main/contract';
import type { EngineOwner } from '../../../src-main/jobs/engine/owner';
import type { TrainingProgress } from '../../../src-main/jobs/engine/training';
import { JobBoard } from '../../../src-main/jobs/job-board';
import { createTrainingHandlers, type TrainingServices } from '../../../src-main/shell/handlers/training';
import type { Series } from '../../../src-main/study';
import { tinyModel } from '../../tiny-model';

type Told = { readonly [K in EventName]: { readonly name: K; readonly payload: EventPayload<K> } }[EventName];

/** Takes one step, and is then at work on the next for as long as the test likes. */
function busyEngine() {
  let end: () => void = () => undefined;
  let say: (progress: TrainingProgress) => void = () => undefined;
  const call = ((_name: string, _plan: unknown, { onEvent }: { onEvent: typeof say }) => {
    say = onEvent;
    say({ kind: 'step', step: 1, steps: 100, loss: 1, learningRate: 1e-4, stepsPerSecond: 1, secondsLeft: null });
    return new Promise((resolve) => {
      end = () => resolve({ ending: 'cancelled', step: 2, resumedFrom: null, average: null, backend: 'onnxruntime', device: '' });
    });
  }) as unknown as EngineOwner['call'];
  const engine: EngineOwner = { call, persist: (attempt) => attempt(), dispose: () => undefined };
  return { engine, endStep: () => end(), say: (progress: TrainingProgress) => say(progress) };
}

const pixels = ok({ rows: 128, columns: 128, hu: new Float32Array(128 * 128), padding: null, inverted: false });
const series = { info: { notDenoisable: null, pixelSpacingMm: null }, slices: [0, 1] } as unknown as Series;

function desk() {
  const told: Told[] = [];
  let heard: () => void = () => undefined;
  const emit: TrainingServices['emit'] = (name, payload) => {
    told.push({ name, payload } as Told);
    heard();
  };
  const board = new JobBoard(emit);
  const busy = busyEngine();
  const handlers = createTrainingHandlers({
    studies: { find: () => ok(series), reader: { readPixels: async () => pixels } } as unknown as TrainingServices['studies'],
    engine: busy.engine,
    backends: { resolve: async () => 'onnxruntime' } as unknown as TrainingServices['backends'],
    models: {
      load: async () => ok({ name: 'tiny', sha256: 'ab', file: { title: 'Tiny' }, model: tinyModel() }),
      keep: async () => fail('kept', 'It was kept.', ''),
    } as unknown as TrainingServices['models'],
    board,
    emit,
  });
  const until = async (isSo: (one: Told) => boolean): Promise<void> => {
    while (!told.some(isSo)) await new Promise<void>((resolve) => (heard = resolve));
  };
  const start = async (): Promise<string> => {
    const asked = { seriesId: 's', baseModel: 'tiny', steps: 100, backend: 'auto', previewSlice: 0 } as const;
    const started = await handlers.startTraining(asked);
    return started.ok ? started.value.jobId : started.error.code;
  };
  return { ...busy, board, handlers, told, until, start };
}

describe('a training that is cancelled in the midst of a step', () => {
  it('has ended within 200 ms however long the step takes, and nothing more is heard of it', async () => {
    const { board, told, until, start, say } = desk();
    const jobId = await start();
    await until(({ name }) => name === 'trainingStep');
    const asked = performance.now();
    board.cancel(jobId);
    await until(({ name, payload }) => name === 'jobProgress' && (payload as { state: string }).state === 'cancelled');
    expect(performance.now() - asked).toBeLessThan(200);
    const words = told.length;
    say({ kind: 'step', step: 2, steps: 100, loss: 1, learningRate: 1e-4, stepsPerSecond: 1, secondsLeft: null });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told).toHaveLength(words);
  });

  it('lets another begin at once, and leaves nothing to keep when its step ends', async () => {
    const { board, handlers, until, start, endStep } = desk();
    const first = await start();
    expect(await start()).toBe('training-runs');
    await until(({ name }) => name === 'trainingStep');
    board.cancel(first);
    endStep();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await handlers.keepModel({ jobId: first, name: 'Mine' })).toMatchObject({ error: { code: 'nothing-learnt' } });
    expect(await start()).not.toBe('training-runs');
  });
});

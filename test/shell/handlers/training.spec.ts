import { describe, expect, it } from 'vitest';
import { type EventName, type EventPayload, fail, ok } from '../../../src-main/contract';
import type { Model } from '../../../src-main/engine';
import type { EngineOwner } from '../../../src-main/jobs/engine/owner';
import type { Examination } from '../../../src-main/jobs/engine/examiner';
import type { TrainingProgress } from '../../../src-main/jobs/engine/training-plan';
import { JobBoard } from '../../../src-main/jobs/job-board';
import { createTrainingHandlers, type TrainingServices } from '../../../src-main/shell/handlers/training';
import type { Series } from '../../../src-main/study';
import { seoModel } from '../../seo-model';
import { tinyModel } from '../../tiny-model';
import { body, size, whiteNoise } from '../../jobs/training/series';

type Told = { readonly [K in EventName]: { readonly name: K; readonly payload: EventPayload<K> } }[EventName];

/** Takes one step, and is then at work on the next for as long as the test likes. */
function busyEngine() {
  let end: (examined: Examination | null) => void = () => undefined;
  let say: (progress: TrainingProgress) => void = () => undefined;
  const call = ((_name: string, _plan: unknown, { onEvent }: { onEvent: typeof say }) => {
    say = onEvent;
    say({ kind: 'step', step: 1, steps: 100, loss: 1, learningRate: 1e-4, stepsPerSecond: 1, secondsLeft: null });
    return new Promise((resolve) => {
      end = (examined) =>
        resolve({
          ending: 'cancelled',
          step: 2,
          resumedFrom: null,
          average: null,
          examined,
          backend: 'onnxruntime',
          device: '',
        });
    });
  }) as unknown as EngineOwner['call'];
  const engine: EngineOwner = { call, persist: (attempt) => attempt(), dispose: () => undefined };
  return {
    engine,
    endStep: (examined: Examination | null = null) => end(examined),
    say: (progress: TrainingProgress) => say(progress),
  };
}

const plain = { rows: 128, columns: 128, hu: new Float32Array(128 * 128), padding: null, inverted: false };
const series = {
  info: { notDenoisable: null, pixelSpacingMm: null, rows: 128, columns: 128 },
  slices: ['1', '2'].map((sopUid) => ({ frame: 0, info: { sopUid } })),
} as unknown as Series;

const lesson = { seriesId: 's', twinId: null, way: 'simulated', baseModel: 'tiny', backend: 'auto' } as const;

/** Slices of one body that overlap, each under noise of its own. */
const overlapping = {
  info: { notDenoisable: null, pixelSpacingMm: null, rows: size, columns: size, sliceSpacingMm: 1, regular: true },
  slices: [1, 2, 3, 4, 5, 6].map((place) => ({ frame: 0, info: { sopUid: String(place), thicknessMm: 2 } })),
} as unknown as Series;

function desk(model: Model = tinyModel(), scan = series) {
  let reads = 0;
  const readPixels = async (slice: Series['slices'][number]) => {
    reads++;
    return scan === series
      ? ok(plain)
      : ok({ ...plain, rows: size, columns: size, hu: body(whiteNoise(Number(slice.info.sopUid)), 30) });
  };
  const told: Told[] = [];
  let heard: () => void = () => undefined;
  const emit: TrainingServices['emit'] = (name, payload) => {
    told.push({ name, payload } as Told);
    heard();
  };
  const board = new JobBoard(emit);
  const busy = busyEngine();
  const handlers = createTrainingHandlers({
    studies: { find: () => ok(scan), reader: { readPixels } } as unknown as TrainingServices['studies'],
    engine: busy.engine,
    backends: { resolve: async () => 'onnxruntime' } as unknown as TrainingServices['backends'],
    models: {
      load: async () => ok({ name: 'tiny', sha256: 'ab', file: { title: 'Tiny' }, model }),
      keep: async () => fail('kept', 'It was kept.', ''),
    } as unknown as TrainingServices['models'],
    board,
    emit,
  });
  const until = async (isSo: (one: Told) => boolean): Promise<void> => {
    while (!told.some(isSo)) await new Promise<void>((resolve) => (heard = resolve));
  };
  const start = async (): Promise<string> => {
    const started = await handlers.startTraining({ ...lesson, steps: 100, previewSlice: 0 });
    return started.ok ? started.value.jobId : started.error.code;
  };
  return { ...busy, board, handlers, told, until, start, reads: () => reads };
}

describe('a training that is cancelled in the midst of a step', () => {
  it('has ended at once however long the step takes, and nothing more is heard of it', async () => {
    const { board, told, until, start, say } = desk();
    const jobId = await start();
    await until(({ name }) => name === 'trainingStep');
    board.cancel(jobId);
    await until(({ name, payload }) => name === 'jobProgress' && (payload as { state: string }).state === 'cancelled');
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

it('a training does not begin from a network of 2018, which stays as it is', async () => {
  const { start, told } = desk(seoModel());
  expect(await start()).toBe('history-not-trained');
  expect(told).toEqual([]);
});

describe('what a series can teach is said beforehand', () => {
  it('with how many slices are learnt from, and how many are held back', async () => {
    expect(await desk().handlers.checkTraining(lesson)).toEqual(ok({ learnt: 2, heldBack: 0 }));
  });

  it('and who begins what was checked does not wait for it again; with something else, it is looked at anew', async () => {
    const { handlers, reads, board } = desk(tinyModel(), overlapping);
    const learning = { ...lesson, way: 'neighbours' } as const;
    expect(await handlers.checkTraining(learning)).toMatchObject({ ok: true });
    const looked = reads();
    expect(looked).toBeGreaterThan(4);
    const started = await handlers.startTraining({ ...learning, steps: 100, previewSlice: 0 });
    // One for the picture before and after.
    expect(reads()).toBe(looked + 1);
    if (started.ok) board.cancel(started.value.jobId);
    await handlers.checkTraining({ ...learning, backend: 'wasm' });
    expect(reads()).toBe(2 * looked + 1);
  });

  it.each([
    ['neighbours', 'neighbours-few', { slices: 2, least: 6 }],
    ['pairs', 'pairs-not-two', { series: 1 }],
  ] as const)('or why it cannot teach from %s; a training does not begin so either', async (way, code, values) => {
    const { handlers, told } = desk();
    const refused = { ok: false, error: { code, values } };
    expect(await handlers.checkTraining({ ...lesson, way })).toMatchObject(refused);
    expect(await handlers.startTraining({ ...lesson, way, steps: 100, previewSlice: 0 })).toMatchObject(refused);
    expect(told).toEqual([]);
  });
});

const before = {
  paintedRmseHu: 10,
  headRmseHu: 6,
  faintKept: 0.5,
  edgeCorrelation: -0.14,
  tissueShiftHu: 0,
  noiseLeft: 0.3,
  targetRmseHu: null,
};

describe('a training that made its model better', () => {
  it('ends with what got better, and on how many slices that was found', async () => {
    const { told, until, start, endStep } = desk();
    await start();
    await until(({ name }) => name === 'trainingStep');
    endStep({ before, after: { ...before, noiseLeft: 0.1 } });
    await until(({ name, payload }) => name === 'jobProgress' && (payload as { state: string }).state === 'finished');
    expect(told[told.length - 1]!.payload).toMatchObject({
      note: {
        code: 'training-better',
        message:
          'Better on painted images alone, since there were too few slices to hold any back: it leaves 10 % of the noise in flat tissue, its base 30 %.',
        values: { heldBack: 0 },
      },
    });
  });
});

describe('a training that made its model worse', () => {
  it('fails in a sentence that says what got worse and by how much, and leaves nothing to keep', async () => {
    const { handlers, told, until, start, endStep } = desk();
    const jobId = await start();
    await until(({ name }) => name === 'trainingStep');
    endStep({ before, after: { ...before, headRmseHu: 9 } });
    await until(({ name, payload }) => name === 'jobProgress' && (payload as { state: string }).state === 'failed');
    expect(told[told.length - 1]!.payload).toMatchObject({
      trouble: {
        code: 'training-harmed',
        message: 'The model got worse and is not kept: its error on painted heads rose by 50 %, from 6.0 to 9.0 HU.',
        remedy: 'Go on with "Tiny", or learn from another series.',
      },
    });
    expect(await handlers.keepModel({ jobId, name: 'Mine' })).toMatchObject({ error: { code: 'nothing-learnt' } });
  });
});

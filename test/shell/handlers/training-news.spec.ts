import { expect, it } from 'vitest';
import type { EventPayload } from '../../../src-main/contract';
import { JobBoard } from '../../../src-main/jobs/job-board';
import { createTelling } from '../../../src-main/shell/handlers/training-news';

it('the time left of a training is that of its steps, not of the images that were prepared before', async () => {
  let nowMs = 0;
  const progress: EventPayload<'jobProgress'>[] = [];
  const board = new JobBoard(
    (name, payload) => void (name === 'jobProgress' && progress.push(payload as never)),
    () => nowMs,
  );
  board.start('train', 100, async (job) => {
    const tell = createTelling(job, () => undefined, {
      rows: 1,
      columns: 1,
      hu: new Float32Array(1),
      padding: null,
      rgba: null,
      inverted: false,
      tables: [],
    });
    nowMs += 120_000;
    tell({ kind: 'preparing', done: 1, total: 1 });
    for (const [step, secondsLeft] of [
      [1, null],
      [2, null],
      [3, null],
      [4, 19.2],
    ] as const) {
      nowMs += 200;
      tell({ kind: 'step', step, steps: 100, loss: 1, learningRate: 1e-4, stepsPerSecond: 5, secondsLeft });
    }
  });
  await new Promise((resolve) => setTimeout(resolve));
  const left = progress.filter(({ done, state }) => done > 0 && state === 'running').map(({ secondsLeft }) => secondsLeft);
  expect(left).toEqual([null, null, null, 19.2]);
});

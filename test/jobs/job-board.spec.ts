import { beforeEach, describe, expect, it } from 'vitest';
import { TacetError, type Emit, type EventPayload } from '../../src-main/contract';
import { JobBoard, type RunningJob } from '../../src-main/jobs/job-board';

type Progress = EventPayload<'jobProgress'>;

describe('the board of jobs', () => {
  let told: Progress[];
  let now: number;
  let board: JobBoard;
  beforeEach(() => {
    told = [];
    now = 0;
    const emit: Emit = (name, payload) => void (name === 'jobProgress' && told.push(payload as Progress));
    board = new JobBoard(emit, () => now);
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('tells of a job from its start to its end, with the time that is left', async () => {
    const jobId = board.start('denoise', 4, async (job) => {
      for (const done of [1, 2, 3, 4]) {
        now += 1000;
        job.advance(done);
      }
    });
    await settled();
    expect(told.map(({ state, done, secondsLeft }) => [state, done, secondsLeft])).toEqual([
      ['running', 0, null],
      ['running', 1, null],
      ['running', 2, 2],
      ['running', 3, 1],
      ['running', 4, 0],
      ['finished', 4, 0],
    ]);
    expect(new Set(told.map((one) => one.jobId))).toEqual(new Set([jobId]));
  });
  it('tells the time left that the work knows, and that it knows none', async () => {
    board.start('cases', 4, async (job) => {
      now = 1000;
      job.advance(2, 4, 30);
      now = 2000;
      job.advance(3, 4, null);
    });
    await settled();
    expect(told.map(({ secondsLeft }) => secondsLeft)).toEqual([null, 30, null, null]);
  });

  it('does not count as its own pace what was done before', async () => {
    board.start('denoise', 100, async (job) => {
      now = 1000;
      job.advance(91);
      now = 2000;
      job.advance(92);
    });
    await settled();
    expect(told.find(({ done }) => done === 92)!.secondsLeft).toBe(8);
  });
  it('says at once that a job is cancelled, and nothing of it afterwards', async () => {
    let job: RunningJob | null = null;
    let end: () => void = () => undefined;
    const jobId = board.start('export', 2, (one) => {
      job = one;
      return new Promise((resolve) => (end = resolve));
    });
    await settled();
    board.cancel(jobId);
    expect(told[told.length - 1]).toMatchObject({ state: 'cancelled', trouble: null });
    expect(job!.signal.aborted).toBe(true);
    const heard = told.length;
    job!.advance(1);
    end();
    await settled();
    expect(told).toHaveLength(heard);
    expect(board.isRunning(jobId)).toBe(false);
  });
  it('passes on in plain words why a job failed', async () => {
    board.start('train', 1, () =>
      Promise.reject(new TacetError({ code: 'code', message: 'What happened.', remedy: 'What to do.' })),
    );
    await settled();
    expect(told[told.length - 1]).toMatchObject({
      state: 'failed',
      trouble: { code: 'code', message: 'What happened.', remedy: 'What to do.' },
    });
  });
});

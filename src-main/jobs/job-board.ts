import { randomUUID } from 'node:crypto';
import { type Emit, type EventPayload, type Saying, type Trouble, troubleOf } from '../contract';

type Progress = EventPayload<'jobProgress'>;

/** A job at work: what it tells, and how it hears that it is no longer wanted. */
export interface RunningJob {
  readonly jobId: string;
  readonly signal: AbortSignal;
  /** `done` of the total are done; with a total that only became known, both; and with the time left where the work knows it better. */
  advance(done: number, total?: number, secondsLeft?: number | null): void;
  /** A sentence that stays beside the progress until another one takes its place. */
  note(said: Saying | null): void;
}

/** Too few to tell a pace by. */
const leastForPace = 2;

/** The jobs of a session: starts them, tells the page how far they are, and cancels them. */
export class JobBoard {
  private readonly running = new Map<string, AbortController>();

  constructor(
    private readonly emit: Emit,
    private readonly clock: () => number = Date.now,
  ) {}

  /**
   * Begins at once and returns. The job is finished when `work` resolves, failed when it rejects. A job that is cancelled says so at once;
   * what its work still does unheard is up to its signal.
   */
  start(kind: Progress['kind'], total: number, work: (job: RunningJob) => Promise<void>): string {
    const jobId = randomUUID();
    const stop = new AbortController();
    const started = this.clock();
    let firstDone: number | null = null;
    let told = { jobId, kind, done: 0, total, secondsLeft: null as number | null, note: null as Saying | null };
    this.running.set(jobId, stop);
    const tell = (state: Progress['state'], trouble: Trouble | null = null): void => {
      if (!this.running.has(jobId)) return;
      if (state !== 'running') this.running.delete(jobId);
      this.emit('jobProgress', { ...told, state, trouble });
    };
    const job: RunningJob = {
      jobId,
      signal: stop.signal,
      advance: (done, of = told.total, secondsLeft) => {
        firstDone ??= done - 1;
        const fresh = done - firstDone;
        const seconds = (this.clock() - started) / 1000;
        const byPace = fresh < leastForPace ? null : ((of - done) * seconds) / fresh;
        told = { ...told, done, total: of, secondsLeft: secondsLeft === undefined ? byPace : secondsLeft };
        tell('running');
      },
      note: (note) => {
        told = { ...told, note };
        tell('running');
      },
    };
    stop.signal.addEventListener('abort', () => tell('cancelled'));
    // Told after the caller has the id.
    void Promise.resolve()
      .then(() => (tell('running'), work(job)))
      .then(
        () => tell('finished'),
        (thrown: unknown) => tell('failed', troubleOf(thrown)),
      );
    return jobId;
  }

  /** Nothing happens when it has ended already. */
  cancel(jobId: string): void {
    this.running.get(jobId)?.abort();
  }

  isRunning(jobId: string): boolean {
    return this.running.has(jobId);
  }

  cancelAll(): void {
    for (const stop of [...this.running.values()]) stop.abort();
  }
}

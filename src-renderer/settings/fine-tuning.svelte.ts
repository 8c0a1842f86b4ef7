import type { EventPayload, Learning, LearningWay, Outcome, Saying, SeriesInfo, Trouble } from '../../src-main/contract';
import type { Session } from '../app/session.svelte';
import type { ViewerState } from '../viewer/viewer-state.svelte';
import { freeName } from './free-name';
import { emptyCurve, withPoint, type LossCurve } from './loss-curve';

export type Preview = EventPayload<'trainingPreview'>;

type Prospect = Outcome<{ readonly learnt: number; readonly heldBack: number }>;

/** `ended`: finished or stopped, and not yet kept; `discarded`: cancelled, or failed. */
export type Phase = 'ready' | 'starting' | 'running' | 'stopping' | 'ended' | 'keeping' | 'kept' | 'discarded';

/** One training at a time, from its settings to the model it leaves. Lives as long as the window. */
export class FineTuning {
  baseModel = $state('');
  way = $state<LearningWay>('simulated');
  steps = $state(500);
  name = $state('');

  /** What the chosen series can teach the chosen way; null while that is looked at. */
  prospect = $state.raw<Prospect | null>(null);
  #looks = 0;

  phase = $state<Phase>('ready');
  trouble = $state.raw<Trouble | null>(null);
  /** What was trained on, also after another series was chosen. */
  series = $state.raw<SeriesInfo | null>(null);
  /** How that series is looked at: the preview is shown in the same window. */
  viewer = $state.raw<ViewerState | null>(null);
  progress = $state.raw<EventPayload<'trainingStep'> | null>(null);
  /** What main says beside the progress: what it prepares, or that the engine was started again. */
  note = $state.raw<Saying | null>(null);
  curve = $state.raw<LossCurve>(emptyCurve);
  preview = $state.raw<Preview | null>(null);
  keptName = $state<string | null>(null);
  /** Steps a second of the last training here, to say beforehand how long the next will take. */
  stepsPerSecond = $state<number | null>(null);

  readonly busy = $derived(['starting', 'running', 'stopping', 'keeping'].includes(this.phase));

  readonly #session: Session;
  #jobId: string | null = null;

  constructor(session: Session) {
    this.#session = session;
    session.on('trainingStep', (step) => this.#stepDone(step));
    session.on('trainingPreview', (preview) => {
      if (this.#isMine(preview.jobId)) this.preview = preview;
    });
    session.on('jobProgress', (job) => {
      if (job.kind === 'train' && this.#isMine(job.jobId)) this.#jobSpoke(job);
    });
  }

  /** Looks at what there is to learn from, before anybody waits for it. The last question counts. */
  async look(learning: Learning): Promise<void> {
    const look = ++this.#looks;
    this.prospect = null;
    const prospect = await this.#session.client.checkTraining(learning);
    if (look === this.#looks) this.prospect = prospect;
  }

  /** `viewer` is the series as it is read: its slice in view is the preview, or the middle one if it was never opened. */
  async start(series: SeriesInfo, viewer: ViewerState, learning: Learning): Promise<void> {
    if (this.busy) return;
    this.phase = 'starting';
    this.series = series;
    this.viewer = viewer;
    this.trouble = null;
    this.progress = null;
    this.note = null;
    this.preview = null;
    this.keptName = null;
    this.curve = emptyCurve;
    this.#jobId = null;
    const previewSlice = viewer.total > 0 ? viewer.index : Math.floor(series.images / 2);
    const started = await this.#session.client.startTraining({
      ...learning,
      steps: this.steps,
      previewSlice,
    });
    if (!started.ok) {
      this.phase = 'ready';
      this.trouble = started.error;
      return;
    }
    this.#jobId = started.value.jobId;
    this.name = suggestedName(
      series,
      this.#session.models.map((model) => model.name),
    );
    // A short training may have ended before the reply came.
    if (this.phase === 'starting') this.phase = 'running';
  }

  /** Ends now; what was learnt may be kept. */
  async stop(): Promise<void> {
    if (this.phase !== 'running' || this.#jobId === null) return;
    this.phase = 'stopping';
    const stopped = await this.#session.client.stopTraining({ jobId: this.#jobId });
    if (!stopped.ok) {
      this.phase = 'running';
      this.trouble = stopped.error;
    }
  }

  /** Throws away what was learnt, while it runs. */
  async cancel(): Promise<void> {
    if (this.#jobId !== null) await this.#session.cancelJob(this.#jobId);
  }

  /** Forgets a training that has ended. */
  discard(): void {
    this.phase = 'ready';
    this.progress = null;
    this.preview = null;
    this.curve = emptyCurve;
    this.trouble = null;
  }

  async keep(): Promise<void> {
    if (this.phase !== 'ended' || this.#jobId === null) return;
    this.phase = 'keeping';
    this.trouble = null;
    const kept = await this.#session.client.keepModel({ jobId: this.#jobId, name: this.name.trim() });
    if (!kept.ok) {
      this.phase = 'ended';
      this.trouble = kept.error;
      return;
    }
    this.phase = 'kept';
    this.keptName = kept.value.modelName;
    await this.#session.refreshModels();
  }

  /** Makes the kept model the one that the denoising panel uses. */
  async use(): Promise<void> {
    if (this.keptName === null) return;
    const written = await this.#session.writeSettings({ modelName: this.keptName });
    if (!written.ok) this.trouble = written.error;
  }

  /** Events may come before the reply that names the job; there is one training at a time, so they are ours. */
  #isMine(jobId: string): boolean {
    if (this.phase === 'starting') this.#jobId ??= jobId;
    return jobId === this.#jobId;
  }

  #stepDone(step: EventPayload<'trainingStep'>): void {
    if (!this.#isMine(step.jobId)) return;
    this.progress = step;
    this.stepsPerSecond = step.stepsPerSecond;
    this.curve = withPoint(this.curve, step.step, step.loss);
  }

  #jobSpoke({ state, note, trouble }: EventPayload<'jobProgress'>): void {
    this.note = note;
    if (state === 'running' || !this.busy) return;
    if (state === 'finished') this.phase = 'ended';
    else this.phase = 'discarded';
    this.trouble = trouble;
  }
}

/** A name that says where the model comes from and is not taken yet. */
export function suggestedName(series: Pick<SeriesInfo, 'description'>, taken: readonly string[]): string {
  const plain = series.description
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return freeName(`tuned-${plain || 'series'}`.slice(0, 56), taken);
}

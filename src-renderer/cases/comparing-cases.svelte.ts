import {
  articleChannels,
  articleEpochs,
  type ActivationName,
  type EventPayload,
  type RecipeName,
  type SeriesInfo,
  type Saying,
  type Trouble,
} from '../../src-main/contract';
import type { Session } from '../app/session.svelte';
import { type CaseLog, withEpoch, withMeasured, withOutput } from './case-log';

export type Phase = 'ready' | 'starting' | 'running' | 'cancelled' | 'failed' | 'done';

/** How many layers the article's network has. */
const layers = 6;

/** One comparison of the article's cases at a time, from its settings to its report. Lives as long as the window. */
export class ComparingCases {
  recipes = $state.raw<readonly RecipeName[]>(['as-written', 'mended']);
  epochs = $state(articleEpochs);
  seed = $state(1);
  channels = $state(articleChannels);
  /** In every layer; `recipe`: as the recipe has them. */
  activation = $state<ActivationName | 'recipe'>('recipe');

  phase = $state<Phase>('ready');
  jobId = $state<string | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  /** What is compared on, also after another series was chosen; null: the phantom. */
  source = $state.raw<SeriesInfo | null>(null);
  /** What main says beside the progress: what it prepares, or that the engine was started again. */
  note = $state.raw<Saying | null>(null);
  progress = $state.raw<EventPayload<'casesEpoch'> | null>(null);
  /** The case that is trained. */
  atWork = $state.raw<Pick<CaseLog, 'recipe' | 'case'> | null>(null);
  pictures = $state.raw<EventPayload<'casesPictures'> | null>(null);
  logs = $state.raw<readonly CaseLog[]>([]);
  done = $state.raw<EventPayload<'casesDone'> | null>(null);

  readonly busy = $derived(this.phase === 'starting' || this.phase === 'running');

  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    session.on('casesEpoch', (epoch) => {
      if (!this.#isMine(epoch.jobId)) return;
      this.progress = epoch;
      this.logs = withEpoch(this.logs, epoch);
    });
    session.on('casesOutput', (output) => {
      if (!this.#isMine(output.jobId)) return;
      this.atWork = { recipe: output.recipe, case: output.case };
      this.logs = withOutput(this.logs, output);
    });
    session.on('casesMeasured', (measured) => {
      if (this.#isMine(measured.jobId)) this.logs = withMeasured(this.logs, measured);
    });
    session.on('casesPictures', (pictures) => {
      if (this.#isMine(pictures.jobId)) this.pictures = pictures;
    });
    session.on('casesDone', (done) => {
      if (this.#isMine(done.jobId)) this.done = done;
    });
    session.on('jobProgress', (job) => {
      if (job.kind === 'cases' && this.#isMine(job.jobId)) this.#jobSpoke(job);
    });
  }

  /** On an open series, or on the phantom (null). */
  async start(series: SeriesInfo | null): Promise<void> {
    const settings = this.#session.settings;
    if (this.busy || !settings) return;
    this.forget();
    this.phase = 'starting';
    this.source = series;
    const started = await this.#session.client.startCases({
      source: series ? { kind: 'series', seriesId: series.seriesId } : { kind: 'phantom' },
      recipes: [...this.recipes],
      epochs: this.epochs,
      seed: this.seed,
      channels: this.channels,
      activations: this.activation === 'recipe' ? null : Array<ActivationName>(layers).fill(this.activation),
      backend: settings.backend,
    });
    if (!started.ok) {
      this.phase = 'failed';
      this.trouble = started.error;
      return;
    }
    this.jobId = started.value.jobId;
    // A short comparison may have ended before the reply came.
    if (this.phase === 'starting') this.phase = 'running';
  }

  async cancel(): Promise<void> {
    if (this.jobId !== null) await this.#session.cancelJob(this.jobId);
  }

  /** Back to the settings; what was compared last is forgotten. */
  forget(): void {
    this.phase = 'ready';
    this.trouble = null;
    this.note = null;
    this.progress = null;
    this.atWork = null;
    this.pictures = null;
    this.logs = [];
    this.done = null;
    this.jobId = null;
  }

  /** Events may come before the reply that names the job; there is one comparison at a time, so they are ours. */
  #isMine(jobId: string): boolean {
    if (this.phase === 'starting') this.jobId ??= jobId;
    return jobId === this.jobId;
  }

  #jobSpoke({ state, note, trouble }: EventPayload<'jobProgress'>): void {
    this.note = note;
    if (state === 'running' || !this.busy) return;
    this.phase = state === 'finished' ? 'done' : state;
    this.trouble = trouble;
  }
}

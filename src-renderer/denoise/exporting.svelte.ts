import type { EventPayload, ExportIdentity, ExportSyntax, Trouble } from '../../src-main/contract';
import { saveFrom } from '../app/download';
import type { Session } from '../app/session.svelte';

type Done = EventPayload<'exportDone'>;

/** Writing the denoised series as DICOM: into a folder on the desktop, as a download in a browser. */
export class Exporting {
  identity = $state<ExportIdentity>('kept');
  syntax = $state<ExportSyntax>('explicit');
  starting = $state(false);
  trouble = $state.raw<Trouble | null>(null);
  #jobId = $state<string | null>(null);
  /** By job: a short export can be done before the reply that names its job is here. */
  #done = $state.raw<Readonly<Record<string, Done>>>({});

  readonly #session: Session;
  readonly #stopListening: () => void;

  readonly job = $derived.by(() => (this.#jobId === null ? null : (this.#session.jobs[this.#jobId] ?? null)));
  readonly done = $derived(this.#jobId === null ? null : (this.#done[this.#jobId] ?? null));
  readonly running = $derived(
    this.starting || (this.#jobId !== null && !this.done && (this.job === null || this.job.state === 'running')),
  );

  constructor(session: Session) {
    this.#session = session;
    this.#stopListening = session.on('exportDone', (done) => {
      this.#done = { ...this.#done, [done.jobId]: done };
      if (done.jobId === this.#jobId) this.#take(done);
    });
  }

  dispose(): void {
    this.#stopListening();
  }

  /** Asks for a place first, where there are places to ask for; a dismissed dialog is no error. */
  async start(
    seriesId: string,
    modelName: string,
    dials: { readonly strength: number; readonly contrast: number },
  ): Promise<void> {
    if (this.running) return;
    this.trouble = null;
    this.#jobId = null;
    this.starting = true;
    const place = this.#session.hello?.shell === 'desktop' ? await this.#session.choosePlace('export-folder') : null;
    if (place && (!place.ok || !place.value)) {
      this.starting = false;
      if (!place.ok) this.trouble = place.error;
      return;
    }
    const started = await this.#session.client.exportSeries({
      seriesId,
      modelName,
      backend: this.#session.settings?.backend ?? 'auto',
      ...dials,
      identity: this.identity,
      syntax: this.syntax,
      grantId: place?.ok ? place.value!.id : null,
    });
    this.starting = false;
    if (!started.ok) {
      this.trouble = started.error;
      return;
    }
    this.#jobId = started.value.jobId;
    const early = this.#done[started.value.jobId];
    if (early) this.#take(early);
  }

  async cancel(): Promise<void> {
    if (this.#jobId !== null) await this.#session.cancelJob(this.#jobId);
  }

  #take({ download }: Done): void {
    if (download !== null) saveFrom(download);
  }
}

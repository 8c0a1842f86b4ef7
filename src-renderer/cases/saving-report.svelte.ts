import type { ReplyOf, saveCasesReport, Trouble } from '../../src-main/contract';
import { saveFrom } from '../app/download';
import type { Session } from '../app/session.svelte';

/** Saving a comparison's report: into a folder on the desktop, as a download in a browser. */
export class SavingReport {
  saving = $state(false);
  trouble = $state.raw<Trouble | null>(null);
  saved = $state.raw<ReplyOf<typeof saveCasesReport> | null>(null);

  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Asks for a place first, where there are places to ask for; a dismissed dialog is no error. */
  async save(jobId: string): Promise<void> {
    if (this.saving) return;
    this.saving = true;
    this.trouble = null;
    this.saved = null;
    const place = this.#session.hello?.shell === 'desktop' ? await this.#session.choosePlace('export-folder') : null;
    if (place && !place.ok) this.trouble = place.error;
    else if (!place || place.value) {
      const saved = await this.#session.client.saveCasesReport({ jobId, grantId: place?.value?.id ?? null });
      if (!saved.ok) this.trouble = saved.error;
      else {
        this.saved = saved.value;
        if (saved.value.download !== null) saveFrom(saved.value.download);
      }
    }
    this.saving = false;
  }
}

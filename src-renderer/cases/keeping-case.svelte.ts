import { modelNameOfCase, type RecipeName, type Trouble } from '../../src-main/contract';
import type { Session } from '../app/session.svelte';
import { freeName } from '../settings/free-name';

export interface CaseToKeep {
  readonly jobId: string;
  readonly recipe: RecipeName;
  readonly case: number;
}

/** Keeping a case of a finished comparison as a model: asked for, named, kept, and perhaps used. */
export class KeepingCase {
  phase = $state<'ready' | 'naming' | 'keeping' | 'kept'>('ready');
  name = $state('');
  trouble = $state.raw<Trouble | null>(null);
  keptName = $state<string | null>(null);

  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Asks for a name; proposes one that says what it is. */
  ask(which: CaseToKeep): void {
    this.name = freeName(
      modelNameOfCase(which),
      this.#session.models.map((model) => model.name),
    );
    this.trouble = null;
    this.phase = 'naming';
  }

  cancel(): void {
    this.trouble = null;
    this.phase = 'ready';
  }

  async keep({ jobId, recipe, case: number }: CaseToKeep): Promise<void> {
    if (this.phase !== 'naming') return;
    this.phase = 'keeping';
    this.trouble = null;
    const kept = await this.#session.client.keepCase({ jobId, recipe, case: number, name: this.name.trim() });
    if (!kept.ok) {
      this.phase = 'naming';
      this.trouble = kept.error;
      return;
    }
    this.keptName = kept.value.modelName;
    this.phase = 'kept';
    await this.#session.refreshModels();
  }

  /** Makes the kept model the one that the denoising panel uses. */
  async use(): Promise<void> {
    if (this.keptName === null) return;
    const written = await this.#session.writeSettings({ modelName: this.keptName });
    this.trouble = written.ok ? null : written.error;
  }
}

import {
  usualCine,
  usualControls,
  type CineSettings,
  type Controls,
  type MouseSettings,
  type Outcome,
  type Settings,
} from '../../src-main/contract';
import { keyMapOf } from './key-map';
import type { Session } from './session.svelte';

/** Keys, mouse and cine as the reader has set them; main keeps them. Made in App.svelte, handed down by context. */
export class ControlSettings {
  readonly #session: Session;
  readonly controls = $derived.by<Controls>(() => this.#session.settings?.controls ?? usualControls);
  readonly cine = $derived.by<CineSettings>(() => this.#session.settings?.cine ?? usualCine);
  readonly keys = $derived(keyMapOf(this.controls));
  readonly mouse = $derived<MouseSettings>(this.controls.mouse);

  constructor(session: Session) {
    this.#session = session;
  }

  change(part: Partial<Controls>): Promise<Outcome<Settings>> {
    return this.#session.writeSettings({ controls: { ...this.controls, ...part } });
  }

  /** Something so small is not worth a message where it can't be kept. */
  async changeCine(part: Partial<CineSettings>): Promise<void> {
    await this.#session.writeSettings({ cine: { ...this.cine, ...part } });
  }
}

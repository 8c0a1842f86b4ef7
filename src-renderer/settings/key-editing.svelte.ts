import { usualControls, type Controls, type KeySet, type Trouble } from '../../src-main/contract';
import type { ControlSettings } from '../app/control-settings.svelte';
import { withKey, withoutKey, withUsualKeys } from '../app/key-map';
import { combinationOf, isModifier, unfitFor, type KeyPress } from '../app/keys';
import type { ShortcutId } from '../app/shortcuts';

/** A command that gets the next key pressed, in place of one that it has, or beside them. */
interface Asking {
  readonly id: ShortcutId;
  readonly instead: string | null;
}

/** Changing keys: a command is chosen, a key is pressed, and where it is another command's, the reader is asked. */
export class KeyEditing {
  asking = $state.raw<Asking | null>(null);
  /** The key pressed is `owner`'s. */
  conflict = $state.raw<(Asking & { readonly key: string; readonly owner: ShortcutId }) | null>(null);
  /** Why the key pressed can't be one. */
  refused = $state<string | null>(null);
  /** Why a change could not be kept. */
  trouble = $state.raw<Trouble | null>(null);
  readonly #controls: ControlSettings;

  constructor(controls: ControlSettings) {
    this.#controls = controls;
  }

  ask(id: ShortcutId, instead: string | null): void {
    this.leave();
    this.asking = { id, instead };
  }

  /** All as it was. */
  leave(): void {
    this.asking = null;
    this.conflict = null;
    this.refused = null;
  }

  async press(pressed: KeyPress): Promise<void> {
    const { asking } = this;
    if (!asking || isModifier(pressed)) return;
    if (pressed.key === 'Escape') return this.leave();
    this.refused = unfitFor(pressed);
    if (this.refused !== null) return;
    const key = combinationOf(pressed);
    const owner = this.#controls.keys.owners.get(key);
    this.leave();
    if (owner && owner !== asking.id) this.conflict = { ...asking, key, owner };
    else await this.#change({ ownKeys: withKey(this.#controls.controls, asking.id, key, asking.instead) });
  }

  async takeOver(): Promise<void> {
    const { conflict } = this;
    this.leave();
    if (conflict) await this.#change({ ownKeys: withKey(this.#controls.controls, conflict.id, conflict.key, conflict.instead) });
  }

  remove(id: ShortcutId, key: string): Promise<void> {
    return this.#change({ ownKeys: withoutKey(this.#controls.controls, id, key) });
  }

  reset(id: ShortcutId): Promise<void> {
    return this.#change({ ownKeys: withUsualKeys(this.#controls.controls, id) });
  }

  /** Another set, without the reader's own changes to the one before. */
  chooseSet(keySet: KeySet): Promise<void> {
    return this.#change({ keySet, ownKeys: {} });
  }

  setMouse(part: Partial<Controls['mouse']>): Promise<void> {
    return this.#change({ mouse: { ...this.#controls.mouse, ...part } });
  }

  resetAll(): Promise<void> {
    return this.#change(usualControls);
  }

  async #change(part: Partial<Controls>): Promise<void> {
    this.leave();
    const written = await this.#controls.change(part);
    this.trouble = written.ok ? null : written.error;
  }
}

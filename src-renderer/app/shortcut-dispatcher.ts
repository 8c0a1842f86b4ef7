import { shortcutFor, usualKeys, type KeyMap } from './key-map';
import { combinationLabel, combinationOf, keepsKey, type Platform } from './keys';
import { shortcuts, type Command, type Shortcut, type ShortcutId } from './shortcuts';

/** The one dispatcher of keys. Panels register what they can do; a key whose command nobody registered does nothing. */
export class Shortcuts {
  readonly #commands = new Map<ShortcutId, Command>();
  readonly #held = new Map<string, Command>();
  /** Says which groups listen now, e.g. only `Application` while a dialog covers the images. */
  readonly #listening: (group: Shortcut['group']) => boolean;
  /** Asked at each press, since the reader can change them. */
  readonly #keys: () => KeyMap;
  readonly #platform: Platform;

  constructor(
    listening: (group: Shortcut['group']) => boolean = () => true,
    keys: () => KeyMap = () => usualKeys,
    platform: Platform = 'other',
  ) {
    this.#listening = listening;
    this.#keys = keys;
    this.#platform = platform;
  }

  /** The keys of a command as a reader would say them. */
  labels(id: ShortcutId): readonly string[] {
    return this.#keys()
      .keys.get(id)!
      .map((key) => combinationLabel(key, this.#platform));
  }

  /** The first of them, for a tip; '' where it has none. */
  label(id: ShortcutId): string {
    return this.labels(id)[0] ?? '';
  }

  /** Returns how to take it back, so that an effect can return it. */
  register(...commands: readonly Command[]): () => void {
    for (const command of commands) this.#commands.set(command.id, command);
    return () => {
      for (const command of commands) if (this.#commands.get(command.id) === command) this.#commands.delete(command.id);
    };
  }

  /** Listens to a window. Returns how to stop. */
  attach(page: Window): () => void {
    const down = (event: KeyboardEvent) => this.#down(event, page);
    const up = (event: KeyboardEvent) => this.#release(event.code);
    // A key that goes up while another window has the keyboard is never heard.
    const blur = () => [...this.#held.keys()].forEach((code) => this.#release(code));
    page.addEventListener('keydown', down);
    page.addEventListener('keyup', up);
    page.addEventListener('blur', blur);
    return () => {
      page.removeEventListener('keydown', down);
      page.removeEventListener('keyup', up);
      page.removeEventListener('blur', blur);
    };
  }

  #down(event: KeyboardEvent, page: Window): void {
    const combination = combinationOf(event);
    if (event.defaultPrevented || event.isComposing || keepsKey(event.target, combination)) return;
    // Chosen text is what Ctrl C means then.
    if (combination === 'Mod+c' && page.getSelection()?.toString()) return;
    const id = shortcutFor(event, this.#keys());
    const command = id && this.#heard(id);
    if (!command) return;
    event.preventDefault();
    if (command.release) {
      if (event.repeat || this.#held.has(event.code)) return;
      this.#held.set(event.code, command);
    }
    command.run();
  }

  /** Does what the command's key would do, for a menu. */
  run(id: ShortcutId): void {
    this.#heard(id)?.run();
  }

  #heard(id: ShortcutId): Command | undefined {
    return this.#listening(shortcuts.find((shortcut) => shortcut.id === id)!.group) ? this.#commands.get(id) : undefined;
  }

  #release(code: string): void {
    this.#held.get(code)?.release?.();
    this.#held.delete(code);
  }
}

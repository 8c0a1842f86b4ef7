/** Every key of Tacet in one table, so that two commands can't claim the same one and the sheet behind `?` can't be wrong. */
export interface Shortcut {
  readonly id: string;
  /** As `combinationOf` writes them: modifiers, then the key. Several mean the same. */
  readonly keys: readonly string[];
  readonly what: string;
  readonly group: 'Application' | 'Slices' | 'Window' | 'View' | 'Tools' | 'Measuring' | 'Denoising' | 'Layout';
}

export const shortcuts = [
  { id: 'open', keys: ['Mod+o'], what: 'Open a folder', group: 'Application' },
  { id: 'settings', keys: ['Mod+,'], what: 'Settings and fine-tuning', group: 'Application' },
  { id: 'series-panel', keys: ['Mod+b'], what: 'Show or hide the series', group: 'Application' },
  { id: 'help', keys: ['?', 'F1'], what: 'This sheet', group: 'Application' },

  { id: 'previous-slice', keys: ['ArrowUp'], what: 'Previous slice', group: 'Slices' },
  { id: 'next-slice', keys: ['ArrowDown'], what: 'Next slice', group: 'Slices' },
  { id: 'ten-slices-back', keys: ['PageUp', 'Shift+ArrowUp'], what: 'Ten slices back', group: 'Slices' },
  { id: 'ten-slices-on', keys: ['PageDown', 'Shift+ArrowDown'], what: 'Ten slices on', group: 'Slices' },
  { id: 'first-slice', keys: ['Home'], what: 'First slice', group: 'Slices' },
  { id: 'last-slice', keys: ['End'], what: 'Last slice', group: 'Slices' },
  { id: 'previous-series', keys: ['Shift+PageUp'], what: 'Previous series', group: 'Slices' },
  { id: 'next-series', keys: ['Shift+PageDown'], what: 'Next series', group: 'Slices' },
  { id: 'cine', keys: ['Space'], what: 'Play or stop', group: 'Slices' },

  { id: 'window-dicom', keys: ['0'], what: 'Window of the image', group: 'Window' },
  { id: 'window-soft-tissue', keys: ['1'], what: 'Soft tissue 400 / 40', group: 'Window' },
  { id: 'window-lung', keys: ['2'], what: 'Lung 1500 / −600', group: 'Window' },
  { id: 'window-bone', keys: ['3'], what: 'Bone 2500 / 480', group: 'Window' },
  { id: 'window-brain', keys: ['4'], what: 'Brain 80 / 40', group: 'Window' },
  { id: 'window-liver', keys: ['5'], what: 'Liver 150 / 90', group: 'Window' },
  { id: 'window-mediastinum', keys: ['6'], what: 'Mediastinum 400 / 80', group: 'Window' },
  { id: 'window-auto', keys: ['9'], what: 'Window from the slice', group: 'Window' },
  { id: 'invert', keys: ['i'], what: 'Invert grey', group: 'Window' },

  { id: 'fit', keys: ['f'], what: 'Fit to the window', group: 'View' },
  { id: 'zoom-in', keys: ['+', '='], what: 'Zoom in', group: 'View' },
  { id: 'zoom-out', keys: ['-'], what: 'Zoom out', group: 'View' },
  { id: 'turn-left', keys: [','], what: 'Turn left by a quarter', group: 'View' },
  { id: 'turn-right', keys: ['.'], what: 'Turn right by a quarter', group: 'View' },
  { id: 'flip-across', keys: ['h'], what: 'Flip left for right', group: 'View' },
  { id: 'flip-down', keys: ['Shift+h'], what: 'Flip upside down', group: 'View' },
  { id: 'mpr', keys: ['Shift+p'], what: 'Axial, coronal and sagittal planes (MPR), or back', group: 'View' },
  { id: 'overlay', keys: ['o'], what: 'Text and measurements on the image', group: 'View' },
  { id: 'tags', keys: ['Shift+t'], what: 'Attributes of the image (DICOM tags)', group: 'View' },
  { id: 'reset-view', keys: ['r'], what: 'Reset zoom, place, turn and window', group: 'View' },
  { id: 'save-picture', keys: ['Mod+s'], what: 'Save a picture, a series of them, or a GIF', group: 'View' },
  { id: 'copy-picture', keys: ['Mod+c'], what: 'Copy the picture', group: 'View' },

  { id: 'tool-window', keys: ['w'], what: 'Window with the left button', group: 'Tools' },
  { id: 'tool-pan', keys: ['m'], what: 'Move', group: 'Tools' },
  { id: 'tool-zoom', keys: ['z'], what: 'Zoom', group: 'Tools' },

  { id: 'measure-length', keys: ['l'], what: 'Length', group: 'Measuring' },
  { id: 'measure-bidirectional', keys: ['x'], what: 'Long and short axis', group: 'Measuring' },
  { id: 'measure-angle', keys: ['a'], what: 'Angle', group: 'Measuring' },
  { id: 'measure-cobb', keys: ['k'], what: 'Cobb angle', group: 'Measuring' },
  { id: 'measure-ellipse', keys: ['e'], what: 'Ellipse; with Shift a circle', group: 'Measuring' },
  { id: 'measure-rectangle', keys: ['s'], what: 'Rectangle; with Shift a square', group: 'Measuring' },
  { id: 'measure-freehand', keys: ['c'], what: 'Closed curve', group: 'Measuring' },
  { id: 'measure-probe', keys: ['p'], what: 'Value of a point', group: 'Measuring' },
  { id: 'measure-arrow', keys: ['q'], what: 'Arrow', group: 'Measuring' },
  { id: 'measure-text', keys: ['t'], what: 'Text', group: 'Measuring' },
  { id: 'measure-delete', keys: ['Delete', 'Backspace'], what: 'Delete what is chosen', group: 'Measuring' },
  { id: 'measure-undo', keys: ['Mod+z'], what: 'Undo', group: 'Measuring' },
  { id: 'measure-redo', keys: ['Mod+y', 'Mod+Shift+z'], what: 'Do again', group: 'Measuring' },
  { id: 'measure-cancel', keys: ['Escape'], what: 'Cancel, or put the tool down', group: 'Measuring' },

  { id: 'denoise', keys: ['d'], what: 'Denoise the series, or stop', group: 'Denoising' },
  { id: 'hold-original', keys: ['b'], what: 'Hold: show the original', group: 'Denoising' },
  { id: 'next-view', keys: ['v'], what: 'Next view', group: 'Denoising' },
  { id: 'view-original', keys: ['Shift+o'], what: 'Original', group: 'Denoising' },
  { id: 'view-denoised', keys: ['Shift+d'], what: 'Denoised', group: 'Denoising' },
  { id: 'view-side-by-side', keys: ['Shift+s'], what: 'Side by side', group: 'Denoising' },
  { id: 'view-swipe', keys: ['Shift+w'], what: 'Swipe: an edge between the two', group: 'Denoising' },
  { id: 'view-flicker', keys: ['Shift+b'], what: 'Flicker; again to stop and go on', group: 'Denoising' },
  { id: 'view-blend', keys: ['Shift+m'], what: 'Blend', group: 'Denoising' },
  { id: 'view-difference', keys: ['Shift+n'], what: 'Difference: what was removed, alone', group: 'Denoising' },
  { id: 'view-less', keys: ['{'], what: 'Edge to the left, less blend, slower, finer colours', group: 'Denoising' },
  { id: 'view-more', keys: ['}'], what: 'Edge to the right, more blend, faster, coarser colours', group: 'Denoising' },
  { id: 'noise-overlay', keys: ['n'], what: 'Removed noise in colour over the picture', group: 'Denoising' },
  { id: 'strength-down', keys: ['['], what: 'Less strength', group: 'Denoising' },
  { id: 'strength-up', keys: [']'], what: 'More strength', group: 'Denoising' },

  { id: 'layout-1x1', keys: ['Alt+1'], what: 'One cell', group: 'Layout' },
  { id: 'layout-1x2', keys: ['Alt+2'], what: 'Two cells beside each other', group: 'Layout' },
  { id: 'layout-2x1', keys: ['Alt+3'], what: 'Two cells, one above the other', group: 'Layout' },
  { id: 'layout-2x2', keys: ['Alt+4'], what: 'Four cells', group: 'Layout' },
  { id: 'layout-2x3', keys: ['Alt+6'], what: 'Six cells', group: 'Layout' },
  { id: 'layout-3x3', keys: ['Alt+9'], what: 'Nine cells', group: 'Layout' },
  { id: 'choose-layout', keys: ['g'], what: 'Choose a layout', group: 'Layout' },
  { id: 'next-cell', keys: ['j'], what: 'Next cell', group: 'Layout' },
  { id: 'previous-cell', keys: ['Shift+j'], what: 'Previous cell', group: 'Layout' },
  { id: 'maximise-cell', keys: ['Shift+f'], what: 'Give the cell all the room, or the others theirs back', group: 'Layout' },
  { id: 'empty-cell', keys: ['Shift+Delete'], what: 'Empty the cell', group: 'Layout' },
] as const satisfies readonly Shortcut[];

export type ShortcutId = (typeof shortcuts)[number]['id'];

export interface Command {
  readonly id: ShortcutId;
  run(): void;
  /** When the key goes up again, for commands that last while it is held. */
  release?(): void;
}

/** The part of a KeyboardEvent that says which keys are down. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** As the table writes keys: `Mod` is Ctrl, or Command on a Mac. Shift is named only where it doesn't already show in the character. */
export function combinationOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string {
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toLowerCase() : key;
  const shiftShows = key.length === 1 && key !== ' ' && key.toLowerCase() === key.toUpperCase();
  return `${ctrlKey || metaKey ? 'Mod+' : ''}${altKey ? 'Alt+' : ''}${shiftKey && !shiftShows ? 'Shift+' : ''}${name}`;
}

const idOfKeys = new Map<string, ShortcutId>(shortcuts.flatMap(({ id, keys }) => keys.map((key) => [key, id] as const)));

/**
 * What a key press means. A layout that has no such character there (digits on a French keyboard, letters on a Greek one) is read
 * by the key's place instead.
 */
export function shortcutFor(press: KeyPress): ShortcutId | null {
  const byCharacter = idOfKeys.get(combinationOf(press));
  if (byCharacter) return byCharacter;
  const place = /^(?:Digit|Key)(.)$/.exec(press.code)?.[1];
  const known = press.key.length === 1 && /[a-z]/i.test(press.key);
  return (place && !known && idOfKeys.get(combinationOf({ ...press, key: place.toLowerCase() }))) || null;
}

/** As a reader would say it: `Ctrl O`, `Shift ↑`. */
export function combinationLabel(combination: string, platform: 'mac' | 'other' = 'other'): string {
  const words: Readonly<Record<string, string>> = {
    Mod: platform === 'mac' ? '⌘' : 'Ctrl',
    ArrowUp: '↑',
    ArrowDown: '↓',
    PageUp: 'Page up',
    PageDown: 'Page down',
    '-': '−',
  };
  // The plus key alone is `+`, which also joins the others.
  const parts = combination === '+' ? ['+'] : combination.split('+');
  return parts.map((part) => words[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(' ');
}

/** The first of a command's keys, for its tip. */
export const keysLabel = (id: ShortcutId, platform: 'mac' | 'other' = 'other'): string =>
  combinationLabel(shortcuts.find((shortcut) => shortcut.id === id)!.keys[0], platform);

/** What the element under the keyboard needs for itself, so that typing a name never moves a slice. */
export function keepsKey(target: EventTarget | Pick<Element, 'closest'> | null, combination: string): boolean {
  // The window itself can have the keyboard, and is no element.
  if (!target || !('closest' in target)) return false;
  if (target.closest('textarea, select, [contenteditable]')) return true;
  const input = target.closest('input');
  if (input && !['range', 'checkbox', 'radio', 'button'].includes(input.type)) return true;
  if (input?.type === 'range' || input?.type === 'radio') return /^(Shift\+)?(Arrow|Home$|End$|Page)/.test(combination);
  return combination === 'Space' && target.closest('button, summary, a, input, [role="option"]') !== null;
}

/** The one keyboard dispatcher. Panels register what they can do; a key whose command nobody registered does nothing. */
export class Shortcuts {
  readonly #commands = new Map<ShortcutId, Command>();
  readonly #held = new Map<string, Command>();
  /** Says which groups listen now, e.g. only `Application` while a dialog covers the images. */
  readonly #listening: (group: Shortcut['group']) => boolean;

  constructor(listening: (group: Shortcut['group']) => boolean = () => true) {
    this.#listening = listening;
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
    const id = shortcutFor(event);
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

import { say } from '../language/language.svelte';

/** The part of a KeyboardEvent that says which keys are down. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

export type Platform = 'mac' | 'other';
export const platformOf = ({ platform }: Pick<Navigator, 'platform'>): Platform => (/^Mac/.test(platform) ? 'mac' : 'other');

/** As the table writes keys: `Mod` is Ctrl, or Command on a Mac. Shift is named only where it doesn't already show in the character. */
export function combinationOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string {
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toLowerCase() : key;
  const shiftShows = key.length === 1 && key !== ' ' && key.toLowerCase() === key.toUpperCase();
  return `${ctrlKey || metaKey ? 'Mod+' : ''}${altKey ? 'Alt+' : ''}${shiftKey && !shiftShows ? 'Shift+' : ''}${name}`;
}

/** The same by the key's place on the keyboard, for a layout that has no such character there: digits on a French one, letters on a Greek one. */
export function combinationByPlace(press: KeyPress): string | null {
  const place = /^(?:Digit|Key)(.)$/.exec(press.code)?.[1];
  const isLatin = press.key.length === 1 && /[a-z]/i.test(press.key);
  return place && !isLatin ? combinationOf({ ...press, key: place.toLowerCase() }) : null;
}

const words: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'Page up',
  PageDown: 'Page down',
  '-': '−',
};

/** As a reader would say it: `Ctrl O`, `Shift ↑`. */
export function combinationLabel(combination: string, platform: Platform = 'other'): string {
  // The plus key, alone or with others, is itself `+`.
  const parts = combination.replace(/\+\+$/, '+ ').split(/\+(?!$)/);
  return parts
    .map((part) => (part === 'Mod' ? (platform === 'mac' ? '⌘' : 'Ctrl') : part === ' ' ? '+' : (words[part] ?? part)))
    .map((part) => (part.length === 1 ? part.toUpperCase() : part))
    .join(' ');
}

/** Why a press can't be a command's key; null where it can. */
export function unfitFor(press: KeyPress): string | null {
  const combination = combinationOf(press);
  if (['Dead', 'Process', 'Unidentified'].includes(press.key)) return say().keyboard.typesNothing;
  if (/^(Mod\+)?(Alt\+)?(Shift\+)?(Tab|Enter)$/.test(combination)) return say().keyboard.movesAndPresses;
  if (/^(Mod\+([wtnqr]|Shift\+[wtnqri])|Alt\+F4|F5|F11|F12)$/.test(combination)) return say().keyboard.belongsToWindow;
  return null;
}

/** Only Shift, Ctrl, Alt or the like is down yet. */
export const isModifier = ({ key }: Pick<KeyPress, 'key'>): boolean =>
  ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Fn', 'OS'].includes(key);

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

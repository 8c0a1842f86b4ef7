import { describe, expect, it, vi } from 'vitest';
import { shortcutFor as commandOf, usualKeys } from '../../../src-renderer/app/key-map';
import { combinationLabel, combinationOf, keepsKey, type KeyPress } from '../../../src-renderer/app/keys';
import { Shortcuts } from '../../../src-renderer/app/shortcut-dispatcher';
import { shortcuts } from '../../../src-renderer/app/shortcuts';

const shortcutFor = (press: KeyPress) => commandOf(press, usualKeys);
const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

describe('the table of keys', () => {
  it('gives no key to two commands', () => {
    const keys = shortcuts.flatMap((shortcut) => shortcut.keys as readonly string[]);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it('is written the way key presses are read', () => {
    for (const { id, keys } of shortcuts) {
      for (const combination of keys) {
        const parts = combination === '+' ? ['+'] : combination.split('+');
        const key = parts[parts.length - 1]!;
        const modifiers = { ctrlKey: parts.includes('Mod'), altKey: parts.includes('Alt'), shiftKey: parts.includes('Shift') };
        expect(shortcutFor(press(key === 'Space' ? ' ' : key, modifiers))).toBe(id);
      }
    }
  });

  it.each([
    ['a question mark, which needs Shift on most keyboards', press('?', { shiftKey: true }), 'help'],
    ['a capital letter with Caps Lock on', press('I', { code: 'KeyI' }), 'invert'],
    ['Command on a Mac', press('o', { metaKey: true }), 'open'],
    ['the digit row of a French keyboard', press('&', { code: 'Digit1' }), 'window-soft-tissue'],
    ['a Greek keyboard', press('ι', { code: 'KeyI' }), 'invert'],
    ['a letter moved on a German keyboard: what it says counts', press('z', { code: 'KeyY' }), 'tool-zoom'],
    ['a key that means nothing', press('F9', { code: 'F9' }), null],
    ['a letter with Alt', press('i', { altKey: true, code: 'KeyI' }), null],
  ])('knows %s', (_, key, id) => expect(shortcutFor(key)).toBe(id));

  it('is read aloud as one would say it', () => {
    const onMac = new Shortcuts(undefined, undefined, 'mac');
    expect([new Shortcuts().label('open'), onMac.label('open'), new Shortcuts().label('help')]).toEqual(['Ctrl O', '⌘ O', '?']);
    const said = ['ArrowDown', 'Shift+PageUp', '+', 'Mod++', 'Space', 'Mod+Shift+z', '-'].map((keys) => combinationLabel(keys));
    expect(said).toEqual(['↓', 'Shift Page up', '+', 'Ctrl +', 'Space', 'Ctrl Shift Z', '−']);
  });

  it('names Shift only where the character does not show it', () => {
    expect(
      [press('A', { shiftKey: true }), press('!', { shiftKey: true }), press(' ', { shiftKey: true })].map(combinationOf),
    ).toEqual(['Shift+a', '!', 'Shift+Space']);
  });
});

/** Enough of a page to press keys on. */
function keyboard(commands: Shortcuts) {
  const listeners = new Map<string, (event: unknown) => void>();
  const page = {
    addEventListener: (name: string, heard: (event: unknown) => void) => listeners.set(name, heard),
    removeEventListener: vi.fn(),
  };
  commands.attach(page as unknown as Window);
  const fire = (name: string, key: string, more = {}) => {
    const event = {
      ...press(key),
      code: key,
      defaultPrevented: false,
      isComposing: false,
      repeat: false,
      target: null,
      preventDefault: vi.fn(),
      ...more,
    };
    listeners.get(name)!(event);
    return event;
  };
  return {
    down: (key: string, more = {}) => fire('keydown', key, more),
    up: (key: string) => fire('keyup', key),
    blur: () => fire('blur', ''),
  };
}

describe('the dispatcher', () => {
  it('runs what is registered and stops the browser from scrolling; leaves other keys alone', () => {
    const commands = new Shortcuts();
    const run = vi.fn();
    const takeBack = commands.register({ id: 'next-slice', run });
    const keys = keyboard(commands);
    expect(keys.down('ArrowDown').preventDefault).toHaveBeenCalled();
    expect(keys.down('ArrowUp').preventDefault).not.toHaveBeenCalled();
    takeBack();
    keys.down('ArrowDown');
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('holds while a key is down, through its repeats, and lets go also when the window loses the keyboard', () => {
    const commands = new Shortcuts();
    const heard: string[] = [];
    commands.register({ id: 'hold-original', run: () => heard.push('original'), release: () => heard.push('denoised') });
    const keys = keyboard(commands);
    keys.down('b');
    keys.down('b', { repeat: true });
    keys.up('b');
    keys.down('b');
    keys.blur();
    expect(heard).toEqual(['original', 'denoised', 'original', 'denoised']);
  });

  it('listens only to the groups that listen now', () => {
    const commands = new Shortcuts((group) => group === 'Application');
    const [slice, help] = [vi.fn(), vi.fn()];
    commands.register({ id: 'next-slice', run: slice }, { id: 'help', run: help });
    const keys = keyboard(commands);
    keys.down('ArrowDown');
    keys.down('?');
    expect([slice.mock.calls.length, help.mock.calls.length]).toEqual([0, 1]);
  });

  it('keeps the newer command when the older one is taken back', () => {
    const commands = new Shortcuts();
    const [older, newer] = [vi.fn(), vi.fn()];
    const takeBackOlder = commands.register({ id: 'cine', run: older });
    commands.register({ id: 'cine', run: newer });
    takeBackOlder();
    keyboard(commands).down(' ');
    expect(newer).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['a text field', 'input', 'text', { ArrowDown: true, d: true, 'Mod+o': true }],
    ['a list of choices', 'select', '', { ArrowDown: true, d: true }],
    ['a slider', 'input', 'range', { ArrowDown: true, Home: true, 'Shift+ArrowUp': true, d: false, '1': false }],
    ['a tick box', 'input', 'checkbox', { ArrowDown: false, Space: true }],
    ['a button', 'button', '', { Space: true, ArrowDown: false, b: false }],
    ['the images', 'section', '', { Space: false, ArrowDown: false }],
  ])('leaves to %s what it needs', (_, tag, type, keys) => {
    const element = { tag, type, closest: (selector: string) => (selector.split(', ').includes(tag) ? element : null) };
    for (const [key, kept] of Object.entries(keys)) expect([key, keepsKey(element as never, key)]).toEqual([key, kept]);
    expect(keepsKey(null, 'a')).toBe(false);
  });
});

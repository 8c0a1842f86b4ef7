import { describe, expect, it } from 'vitest';
import { usualControls } from '../../../src-main/contract';
import { keyMapOf, usualKeys, withKey, withoutKey, withUsualKeys } from '../../../src-renderer/app/key-map';
import { keySets } from '../../../src-renderer/app/key-sets';
import { isModifier, unfitFor, type KeyPress } from '../../../src-renderer/app/keys';
import { shortcuts } from '../../../src-renderer/app/shortcuts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

describe.each(keySets)('the keys of $title', ({ set, keys: changes }) => {
  const map = keyMapOf({ keySet: set, ownKeys: {} });

  it('leave no command without a key', () => {
    expect([...map.keys].filter(([, keys]) => keys.length === 0).map(([id]) => id)).toEqual([]);
  });

  it('give a key to one command, and each command all that the set gives it', () => {
    const all = [...map.keys.values()].flat();
    expect(all.filter((key, at) => all.indexOf(key) !== at)).toEqual([]);
    for (const [id, keys] of Object.entries(changes)) expect([id, map.keys.get(id as never)]).toEqual([id, keys]);
  });
});

describe('ready sets', () => {
  const commandsOf = (keySet: 'ohif' | 'horos', ...keys: readonly string[]) =>
    keys.map((key) => keyMapOf({ keySet, ownKeys: {} }).owners.get(key));

  it('have what a reader of OHIF has in the fingers', () => {
    expect(commandsOf('ohif', 'c', 'r', 'l', 'h', 'v', 'i', 'Space', '=', 'PageUp', 'z', '1', '3')).toEqual([
      'cine',
      'turn-right',
      'turn-left',
      'flip-across',
      'flip-down',
      'invert',
      'reset-view',
      'fit',
      'previous-series',
      'tool-zoom',
      'window-soft-tissue',
      'window-liver',
    ]);
  });

  it('have what a reader of Horos has in the fingers', () => {
    expect(commandsOf('horos', '~', '0', 'w', 'm', 'z', 'l', 'a', 'e', 't', 'q', 'c', 'p', 'v', 'h')).toEqual([
      'window-dicom',
      'window-auto',
      'tool-window',
      'tool-pan',
      'tool-zoom',
      'measure-length',
      'measure-angle',
      'measure-ellipse',
      'measure-text',
      'measure-arrow',
      'measure-freehand',
      'measure-probe',
      'flip-down',
      'flip-across',
    ]);
  });
});

describe('a key of the reader’s own', () => {
  const after = (ownKeys: Readonly<Record<string, string[]>>) => keyMapOf({ ...usualControls, ownKeys });

  it('stands in place of another, or beside it', () => {
    expect(after(withKey(usualControls, 'invert', 'F2', 'i')).keys.get('invert')).toEqual(['F2']);
    expect(after(withKey(usualControls, 'invert', 'F2', null)).keys.get('invert')).toEqual(['i', 'F2']);
    expect(after(withKey(usualControls, 'zoom-in', 'F2', '=')).keys.get('zoom-in')).toEqual(['+', 'F2']);
  });

  it('is taken from the command that had it', () => {
    const map = after(withKey(usualControls, 'invert', 'PageUp', 'i'));
    expect(map.owners.get('PageUp')).toBe('invert');
    expect(map.keys.get('ten-slices-back')).toEqual(['Shift+ArrowUp']);
    expect(map.owners.get('i')).toBeUndefined();
  });

  it('can be taken away, and put back as it was', () => {
    const none = withoutKey(usualControls, 'invert', 'i');
    expect(after(none).keys.get('invert')).toEqual([]);
    expect(withUsualKeys({ ...usualControls, ownKeys: none }, 'invert')).toEqual({});
  });

  it('belongs to one command, even where a file written by hand says otherwise; unknown commands mean nothing', () => {
    const map = after({ fit: ['i'], invert: ['i', 'F2'], 'a-command-of-tomorrow': ['F2'] });
    expect(map.owners.get('F2')).toBe('invert');
    const owners = shortcuts.filter(({ id }) => map.keys.get(id)!.includes('i'));
    expect(owners).toHaveLength(1);
    expect(map.keys.get('help')).toEqual(usualKeys.keys.get('help'));
  });

  it('has to be one that a page can hear', () => {
    expect(unfitFor(press('Dead'))).toContain('types nothing');
    expect(unfitFor(press('w', { ctrlKey: true }))).toContain('belongs to the window');
    expect(unfitFor(press('Tab'))).toContain('moves');
    for (const fit of [press('w'), press('F2'), press('ArrowLeft', { altKey: true }), press('Backspace')])
      expect(unfitFor(fit)).toBeNull();
    expect([press('Shift'), press('a')].map(isModifier)).toEqual([true, false]);
  });
});

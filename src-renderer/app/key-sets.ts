import type { KeySet } from '../../src-main/contract';
import type { ShortcutId } from './shortcuts';

/** Keys in place of Tacet's own, by command. A key named here is taken from whichever command has it otherwise. */
export type KeyChanges = Partial<Readonly<Record<ShortcutId, readonly string[]>>>;

export const keySets: readonly { readonly set: KeySet; readonly title: string; readonly keys: KeyChanges }[] = [
  { set: 'tacet', title: 'Tacet', keys: {} },
  {
    // extensions/default/src/hotkeyBindings of OHIF 3.10: what has no counterpart there moves to Shift and its letter.
    set: 'ohif',
    title: 'OHIF',
    keys: {
      'previous-series': ['PageUp'],
      'next-series': ['PageDown'],
      'ten-slices-back': ['Shift+ArrowUp', 'Shift+PageUp'],
      'ten-slices-on': ['Shift+ArrowDown', 'Shift+PageDown'],
      cine: ['c'],
      'window-liver': ['3'],
      'window-bone': ['4'],
      'window-brain': ['5'],
      fit: ['=', 'f'],
      'zoom-in': ['+'],
      'turn-left': ['l'],
      'turn-right': ['r'],
      'flip-across': ['h'],
      'flip-down': ['v'],
      'reset-view': ['Space'],
      'cine-way': ['Shift+Space'],
      'measure-length': ['Shift+l'],
      'measure-freehand': ['Shift+c'],
      'next-view': ['Shift+v'],
    },
  },
  {
    // DefaultsOsiriX.m of Horos.
    set: 'horos',
    title: 'Horos',
    keys: {
      'window-dicom': ['~', '`'],
      'window-auto': ['0', '9'],
      'turn-right': ['i', '.'],
      'flip-across': ['h'],
      'flip-down': ['v'],
      'measure-freehand': ['c', 'd'],
      invert: ['Shift+i'],
      denoise: ['Mod+d'],
      'next-view': ['Shift+v'],
    },
  },
];

/**
 * Every command of Tacet in one table, so that two can't claim the same key and the sheet behind `?` can't be wrong. What each does is said by the
 * catalogues of words.
 */
export interface Shortcut {
  readonly id: string;
  /** Unless the reader chose others. As `combinationOf` writes them: modifiers, then the key. Several mean the same. */
  readonly keys: readonly string[];
  readonly group: 'Application' | 'Slices' | 'Window' | 'View' | 'Tools' | 'Measuring' | 'Denoising' | 'Layout';
}

export const shortcuts = [
  { id: 'open', keys: ['Mod+o'], group: 'Application' },
  { id: 'settings', keys: ['Mod+,'], group: 'Application' },
  { id: 'series-panel', keys: ['Mod+b'], group: 'Application' },
  { id: 'help', keys: ['?', 'F1'], group: 'Application' },

  { id: 'previous-slice', keys: ['ArrowUp'], group: 'Slices' },
  { id: 'next-slice', keys: ['ArrowDown'], group: 'Slices' },
  { id: 'ten-slices-back', keys: ['PageUp', 'Shift+ArrowUp'], group: 'Slices' },
  { id: 'ten-slices-on', keys: ['PageDown', 'Shift+ArrowDown'], group: 'Slices' },
  { id: 'first-slice', keys: ['Home'], group: 'Slices' },
  { id: 'last-slice', keys: ['End'], group: 'Slices' },
  { id: 'previous-series', keys: ['Shift+PageUp'], group: 'Slices' },
  { id: 'next-series', keys: ['Shift+PageDown'], group: 'Slices' },
  { id: 'go-to-slice', keys: ['g'], group: 'Slices' },
  { id: 'cine', keys: ['Space'], group: 'Slices' },
  { id: 'cine-slower', keys: ['<'], group: 'Slices' },
  { id: 'cine-faster', keys: ['>'], group: 'Slices' },
  { id: 'cine-way', keys: ['Shift+Space'], group: 'Slices' },

  { id: 'window-dicom', keys: ['0'], group: 'Window' },
  { id: 'window-soft-tissue', keys: ['1'], group: 'Window' },
  { id: 'window-lung', keys: ['2'], group: 'Window' },
  { id: 'window-bone', keys: ['3'], group: 'Window' },
  { id: 'window-brain', keys: ['4'], group: 'Window' },
  { id: 'window-liver', keys: ['5'], group: 'Window' },
  { id: 'window-mediastinum', keys: ['6'], group: 'Window' },
  { id: 'window-auto', keys: ['9'], group: 'Window' },
  { id: 'invert', keys: ['i'], group: 'Window' },

  { id: 'fit', keys: ['f'], group: 'View' },
  { id: 'actual-size', keys: ['u'], group: 'View' },
  { id: 'zoom-in', keys: ['+', '='], group: 'View' },
  { id: 'zoom-out', keys: ['-'], group: 'View' },
  { id: 'turn-left', keys: [','], group: 'View' },
  { id: 'turn-right', keys: ['.'], group: 'View' },
  { id: 'flip-across', keys: ['h'], group: 'View' },
  { id: 'flip-down', keys: ['Shift+h'], group: 'View' },
  { id: 'mpr', keys: ['Shift+p'], group: 'View' },
  { id: 'magnify', keys: ['y'], group: 'View' },
  { id: 'overlay', keys: ['o'], group: 'View' },
  { id: 'tags', keys: ['Shift+t'], group: 'View' },
  { id: 'reset-view', keys: ['r'], group: 'View' },
  { id: 'save-picture', keys: ['Mod+s'], group: 'View' },
  { id: 'copy-picture', keys: ['Mod+c'], group: 'View' },

  { id: 'tool-window', keys: ['w'], group: 'Tools' },
  { id: 'tool-scroll', keys: ['Shift+z'], group: 'Tools' },
  { id: 'tool-pan', keys: ['m'], group: 'Tools' },
  { id: 'tool-zoom', keys: ['z'], group: 'Tools' },
  { id: 'tool-region', keys: ['Shift+r'], group: 'Tools' },

  { id: 'measure-length', keys: ['l'], group: 'Measuring' },
  { id: 'measure-bidirectional', keys: ['x'], group: 'Measuring' },
  { id: 'measure-angle', keys: ['a'], group: 'Measuring' },
  { id: 'measure-cobb', keys: ['k'], group: 'Measuring' },
  { id: 'measure-ellipse', keys: ['e'], group: 'Measuring' },
  { id: 'measure-rectangle', keys: ['s'], group: 'Measuring' },
  { id: 'measure-freehand', keys: ['c'], group: 'Measuring' },
  { id: 'measure-probe', keys: ['p'], group: 'Measuring' },
  { id: 'measure-arrow', keys: ['q'], group: 'Measuring' },
  { id: 'measure-text', keys: ['t'], group: 'Measuring' },
  { id: 'measure-delete', keys: ['Delete', 'Backspace'], group: 'Measuring' },
  { id: 'measure-undo', keys: ['Mod+z'], group: 'Measuring' },
  { id: 'measure-redo', keys: ['Mod+y', 'Mod+Shift+z'], group: 'Measuring' },
  { id: 'measure-cancel', keys: ['Escape'], group: 'Measuring' },

  { id: 'denoise', keys: ['d'], group: 'Denoising' },
  { id: 'hold-original', keys: ['b'], group: 'Denoising' },
  { id: 'next-view', keys: ['v'], group: 'Denoising' },
  { id: 'view-original', keys: ['Shift+o'], group: 'Denoising' },
  { id: 'view-denoised', keys: ['Shift+d'], group: 'Denoising' },
  { id: 'view-side-by-side', keys: ['Shift+s'], group: 'Denoising' },
  { id: 'view-swipe', keys: ['Shift+w'], group: 'Denoising' },
  { id: 'view-flicker', keys: ['Shift+b'], group: 'Denoising' },
  { id: 'view-blend', keys: ['Shift+m'], group: 'Denoising' },
  { id: 'view-difference', keys: ['Shift+n'], group: 'Denoising' },
  { id: 'view-less', keys: ['{'], group: 'Denoising' },
  { id: 'view-more', keys: ['}'], group: 'Denoising' },
  { id: 'noise-overlay', keys: ['n'], group: 'Denoising' },
  { id: 'strength-down', keys: ['['], group: 'Denoising' },
  { id: 'strength-up', keys: [']'], group: 'Denoising' },
  { id: 'strength-automatic', keys: ['Alt+a'], group: 'Denoising' },
  { id: 'contrast-down', keys: ['Alt+['], group: 'Denoising' },
  { id: 'contrast-up', keys: ['Alt+]'], group: 'Denoising' },

  { id: 'layout-1x1', keys: ['Alt+1'], group: 'Layout' },
  { id: 'layout-1x2', keys: ['Alt+2'], group: 'Layout' },
  { id: 'layout-2x1', keys: ['Alt+3'], group: 'Layout' },
  { id: 'layout-2x2', keys: ['Alt+4'], group: 'Layout' },
  { id: 'layout-2x3', keys: ['Alt+6'], group: 'Layout' },
  { id: 'layout-3x3', keys: ['Alt+9'], group: 'Layout' },
  { id: 'choose-layout', keys: ['Shift+g'], group: 'Layout' },
  { id: 'next-cell', keys: ['j'], group: 'Layout' },
  { id: 'previous-cell', keys: ['Shift+j'], group: 'Layout' },
  { id: 'maximise-cell', keys: ['Shift+f'], group: 'Layout' },
  { id: 'link-scroll', keys: ['Shift+u'], group: 'Layout' },
  { id: 'link-zoom', keys: ['Alt+u'], group: 'Layout' },
  { id: 'link-move', keys: ['Alt+Shift+u'], group: 'Layout' },
  { id: 'link-window', keys: ['Shift+y'], group: 'Layout' },
  { id: 'align-by-hand', keys: ['Shift+a'], group: 'Layout' },
  { id: 'full-screen', keys: ['Alt+Enter'], group: 'Layout' },
  { id: 'empty-cell', keys: ['Shift+Delete'], group: 'Layout' },
] as const satisfies readonly Shortcut[];

export type ShortcutId = (typeof shortcuts)[number]['id'];

export interface Command {
  readonly id: ShortcutId;
  run(): void;
  /** When the key goes up again, for commands that last while it is held. */
  release?(): void;
}

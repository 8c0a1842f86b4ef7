/** Every command of Tacet in one table, so that two can't claim the same key and the sheet behind `?` can't be wrong. */
export interface Shortcut {
  readonly id: string;
  /** Unless the reader chose others. As `combinationOf` writes them: modifiers, then the key. Several mean the same. */
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
  { id: 'go-to-slice', keys: ['g'], what: 'Go to a slice by its number or position', group: 'Slices' },
  { id: 'cine', keys: ['Space'], what: 'Play or stop', group: 'Slices' },
  { id: 'cine-slower', keys: ['<'], what: 'Play slower', group: 'Slices' },
  { id: 'cine-faster', keys: ['>'], what: 'Play faster', group: 'Slices' },
  { id: 'cine-way', keys: ['Shift+Space'], what: 'Play around and around, or back and forth', group: 'Slices' },

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
  { id: 'actual-size', keys: ['u'], what: 'Actual size: a pixel of the image on one of the screen', group: 'View' },
  { id: 'zoom-in', keys: ['+', '='], what: 'Zoom in', group: 'View' },
  { id: 'zoom-out', keys: ['-'], what: 'Zoom out', group: 'View' },
  { id: 'turn-left', keys: [','], what: 'Turn left by a quarter', group: 'View' },
  { id: 'turn-right', keys: ['.'], what: 'Turn right by a quarter', group: 'View' },
  { id: 'flip-across', keys: ['h'], what: 'Flip left for right', group: 'View' },
  { id: 'flip-down', keys: ['Shift+h'], what: 'Flip upside down', group: 'View' },
  { id: 'mpr', keys: ['Shift+p'], what: 'Axial, coronal and sagittal planes (MPR), or back', group: 'View' },
  { id: 'magnify', keys: ['y'], what: 'Hold: magnifier', group: 'View' },
  { id: 'overlay', keys: ['o'], what: 'Text and measurements on the image', group: 'View' },
  { id: 'tags', keys: ['Shift+t'], what: 'Attributes of the image (DICOM tags)', group: 'View' },
  { id: 'reset-view', keys: ['r'], what: 'Reset zoom, place, turn and window', group: 'View' },
  { id: 'save-picture', keys: ['Mod+s'], what: 'Save a picture, a series of them, or a GIF', group: 'View' },
  { id: 'copy-picture', keys: ['Mod+c'], what: 'Copy the picture', group: 'View' },

  { id: 'tool-window', keys: ['w'], what: 'Window with the left button', group: 'Tools' },
  { id: 'tool-scroll', keys: ['Shift+z'], what: 'Scroll', group: 'Tools' },
  { id: 'tool-pan', keys: ['m'], what: 'Move', group: 'Tools' },
  { id: 'tool-zoom', keys: ['z'], what: 'Zoom', group: 'Tools' },
  { id: 'tool-region', keys: ['Shift+r'], what: 'Window from a region', group: 'Tools' },

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
  { id: 'choose-layout', keys: ['Shift+g'], what: 'Choose a layout', group: 'Layout' },
  { id: 'next-cell', keys: ['j'], what: 'Next cell', group: 'Layout' },
  { id: 'previous-cell', keys: ['Shift+j'], what: 'Previous cell', group: 'Layout' },
  { id: 'maximise-cell', keys: ['Shift+f'], what: 'Give the cell all the room, or the others theirs back', group: 'Layout' },
  { id: 'link-scroll', keys: ['Shift+u'], what: 'Scroll together, by the place in the patient', group: 'Layout' },
  { id: 'link-zoom', keys: ['Alt+u'], what: 'Zoom together', group: 'Layout' },
  { id: 'link-move', keys: ['Alt+Shift+u'], what: 'Move together', group: 'Layout' },
  { id: 'link-window', keys: ['Shift+y'], what: 'Window together', group: 'Layout' },
  { id: 'align-by-hand', keys: ['Shift+a'], what: 'Link the slices in view, where frames of reference differ', group: 'Layout' },
  { id: 'full-screen', keys: ['Alt+Enter'], what: 'Full screen, and back', group: 'Layout' },
  { id: 'empty-cell', keys: ['Shift+Delete'], what: 'Empty the cell', group: 'Layout' },
] as const satisfies readonly Shortcut[];

export type ShortcutId = (typeof shortcuts)[number]['id'];

export interface Command {
  readonly id: ShortcutId;
  run(): void;
  /** When the key goes up again, for commands that last while it is held. */
  release?(): void;
}

/** The sheet of keys, and what the mouse does. */
export const keyboard = {
  sheet: 'Keys and mouse',
  change: 'Change keys and mouse…',
  noKey: 'no key',
  groups: {
    Application: 'Application',
    Slices: 'Slices',
    Window: 'Window',
    View: 'View',
    Tools: 'Tools',
    Measuring: 'Measuring',
    Denoising: 'Denoising',
    Layout: 'Layout',
  },

  mouse: 'Mouse',
  /** What a drag with each tool does. */
  drags: {
    window: 'Window width and centre; with Shift finer',
    scroll: 'Scroll through the slices',
    pan: 'Move',
    zoom: 'Zoom',
    region: 'Window from a region',
    magnify: 'Magnifier',
  },
  gestures: {
    left: 'Left drag',
    middle: 'Middle drag',
    right: 'Right drag',
    wheel: 'Wheel',
    ctrlWheel: 'Ctrl wheel',
    shiftWheel: 'Shift wheel',
    ctrlShiftWheel: 'Ctrl Shift wheel',
    doubleClick: 'Double click',
  },
  toolInHand: (atFirst: string) => `The tool in hand; at first: ${atFirst}`,
  wheelUses: { scroll: 'Slices', zoom: 'Zoom to the pointer' },
  tenSlices: 'Ten slices',
  doubleClick: 'Give the cell all the room, or fit to the window',

  /** Why a key can't be a command's. */
  typesNothing: 'This key types nothing by itself. Press another one.',
  movesAndPresses: 'This key moves and presses buttons. Press another one.',
  belongsToWindow: 'This key belongs to the window. Press another one.',
};

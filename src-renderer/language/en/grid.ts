/** The cells of the window, and what they do together. */
export const grid = {
  cell: (number: number) => `Cell ${number}`,
  dragSeries: 'Drag a series here',
  /** Why a cell shows, or does not show, the place that the active one shows; '' where nothing has to be said. */
  linked: {
    patient: '',
    'by hand': 'Linked by hand',
    frames: 'Not linked: another frame of reference',
    // The lines of the other slices say it better.
    directions: '',
    unknown: 'Not linked: no slice positions',
  },
  beyond: 'The active slice lies beyond this series',

  linkedCells: 'Linked cells',
  together: {
    scroll: 'Scroll together',
    zoom: 'Zoom together',
    move: 'Move together',
    window: 'Window together',
  },
  linkInView: 'Link the slices in view',

  layout: 'Layout',
  layoutOf: (shape: string) => `Layout ${shape}`,
  chooseLayout: 'Choose a layout',
  rowsAndColumns: 'Rows and columns',
};

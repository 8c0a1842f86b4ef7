import type { Words } from '../words';

export const keyboard: Words['keyboard'] = {
  sheet: 'Tasten und Maus',
  change: 'Tasten und Maus ändern …',
  noKey: 'keine Taste',
  groups: {
    Application: 'Programm',
    Slices: 'Schichten',
    Window: 'Fensterung',
    View: 'Ansicht',
    Tools: 'Werkzeuge',
    Measuring: 'Messen',
    Denoising: 'Entrauschen',
    Layout: 'Aufteilung',
  },

  mouse: 'Maus',
  drags: {
    window: 'Fensterbreite und -mitte; mit Shift feiner',
    scroll: 'Durch die Schichten blättern',
    pan: 'Verschieben',
    zoom: 'Zoom',
    region: 'Fenster aus einem Bereich',
    magnify: 'Lupe',
  },
  gestures: {
    left: 'Links ziehen',
    middle: 'Mitte ziehen',
    right: 'Rechts ziehen',
    wheel: 'Rad',
    ctrlWheel: 'Ctrl Rad',
    shiftWheel: 'Shift Rad',
    ctrlShiftWheel: 'Ctrl Shift Rad',
    doubleClick: 'Doppelklick',
  },
  toolInHand: (atFirst) => `Das gewählte Werkzeug; anfangs: ${atFirst}`,
  wheelUses: { scroll: 'Schichten', zoom: 'Zoom zum Mauszeiger' },
  tenSlices: 'Zehn Schichten',
  doubleClick: 'Der Zelle allen Platz geben oder einpassen',

  typesNothing: 'Diese Taste schreibt allein nichts. Drücken Sie eine andere.',
  movesAndPresses: 'Diese Taste dient zum Bewegen und zum Auslösen von Schaltflächen. Drücken Sie eine andere.',
  belongsToWindow: 'Diese Taste gehört dem Programmfenster. Drücken Sie eine andere.',
};

import type { Words } from '../words';

export const imageText: Words['imageText'] = {
  noName: 'Ohne Namen',
  patientId: (id) => `ID ${id}`,
  series: (number) => `Serie ${number}`,
  slice: (number, total) => `Schicht ${number} von ${total}`,
  thickness: (mm) => `Dicke\u00a0${mm}\u00a0mm`,
  kernel: (kernel) => `Kernel ${kernel}`,
  zoom: (zoom) => `Zoom ${zoom}`,
  turns: {
    'as-stored': ['', 'nach rechts gedreht', 'auf den Kopf gedreht', 'nach links gedreht'],
    mirrored: [
      'gespiegelt',
      'gespiegelt, nach rechts gedreht',
      'gespiegelt, auf den Kopf gedreht',
      'gespiegelt, nach links gedreht',
    ],
  },

  colour: 'Farbe',
  inverted: 'invertiert',
  curves: { LINEAR: '', LINEAR_EXACT: 'exakt', SIGMOID: 'sigmoid' },
  table: (name) => `Tabelle ${name}`,
  tableOfImage: 'des Bildes',

  removed: (value) => `entfernt ${value}`,
  pixel: (column, row) => `Spalte ${column}  Zeile ${row}`,
};

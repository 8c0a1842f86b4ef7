import type { Words } from '../words';

export const grid: Words['grid'] = {
  cell: (number) => `Zelle ${number}`,
  dragSeries: 'Serie hierher ziehen',
  linked: {
    patient: '',
    'by hand': 'Von Hand verknüpft',
    frames: 'Nicht verknüpft: anderes Bezugssystem',
    directions: '',
    unknown: 'Nicht verknüpft: keine Schichtpositionen',
  },
  beyond: 'Die aktive Schicht liegt außerhalb dieser Serie',

  linkedCells: 'Verknüpfte Zellen',
  together: {
    scroll: 'Gemeinsam blättern',
    zoom: 'Gemeinsam zoomen',
    move: 'Gemeinsam verschieben',
    window: 'Gemeinsam fenstern',
  },
  linkInView: 'Sichtbare Schichten verknüpfen',

  layout: 'Aufteilung',
  layoutOf: (shape) => `Aufteilung ${shape}`,
  chooseLayout: 'Aufteilung wählen',
  rowsAndColumns: 'Zeilen und Spalten',
};

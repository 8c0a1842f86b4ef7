import type { Words } from '../words';

export const noise: Words['noise'] = {
  afterDenoising: 'Rauschen vorher und nachher: nach dem Entrauschen.',
  table: 'Rauschen vorher und nachher',
  sdIn: (unit) => `SD, ${unit}`,
  before: 'Vor',
  after: 'Nach',
  change: 'Änderung',
  flatTissue: 'Homogen',
  flatTissueIs:
    'Median der Standardabweichung in den homogensten Quadraten von 9 × 9 Pixeln Weichteilgewebe dieser Schicht: vorher und nachher dieselben Quadrate.',
  tooLittle: 'hier zu wenig davon',
  unmeasurable: 'hier nicht messbar',
  measuring: 'wird gemessen …',
  bodyShift: 'Mittlere Verschiebung, Körper',
  bodyShiftIs: 'Wie viel heller oder dunkler der Körper im Mittel wurde, durch Entrauschen mit der eingestellten Stärke',
  shiftOf: (region) => `Mittlere Verschiebung, ${region}`,
  chooseArea: 'Messen Sie eine Fläche und wählen Sie sie aus, um ihre Werte zu sehen.',

  removed: 'Was entfernt wurde',
  nothingRemoved: 'Hier wurde in keinem Körper etwas entfernt.',
  histogram: (sd) => `Wie oft wie viel entfernt wurde, verglichen mit einer Normalverteilung derselben SD von ${sd}`,
  histogramCaption: (unit, sd) =>
    `Anteil der Körperpixel in %, nach entfernten ${unit}; SD ${sd}. Gestrichelt: eine Normalverteilung dieser SD.`,
  spectrum: (peak, length) => `Rauschleistung des Entfernten nach Frequenz; am höchsten bei ${peak} je ${length}`,
  spectrumCaption: (powerUnit, length, peak, mean, sd) =>
    `Rauschleistung in ${powerUnit}, nach Frequenz in 1/${length}: Maximum ${peak}, Mittel ${mean}. Ihr Integral entspricht einer SD von ${sd}.`,

  looksLikeAnatomy: 'Das Entfernte sieht nach Anatomie aus.',
  followsEdges:
    'Es folgt Kanten des Bildes, dort umkreist: Details können verloren gehen. Sehen Sie sich dort das Original an, oder nehmen Sie weniger Stärke oder ein anderes Modell.',
  places: 'Wo das Entfernte nach Anatomie aussieht',
  place: (number) => `Stelle ${number}`,
  removedAt: (number, removed) => `Stelle ${number}: ${removed} entfernt`,
  correlation: (correlation) => `Korrelation des Entfernten mit den Kanten ${correlation}`,
};

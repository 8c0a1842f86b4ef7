import type { Words } from '../words';

export const models: Words['models'] = {
  what: 'Die vorhandenen Netze. Mit dem verwendeten beginnt das Entrauschen.',
  inUse: 'in Verwendung',
  parameters: (count) => `${count} Parameter`,
  cost: (gmac) => `${gmac} GMAC je Schicht`,
  comesWithTacet: 'gehört zu Tacet',
  fineTunedFrom: (base) => `hier aus ${base} feinabgestimmt`,
  addedHere: 'hier hinzugefügt',
  history: 'historisch',
  historyTitle: (title) => `${title} (historisch)`,
  fromExperiment: 'aus dem Experiment von 2018',
  use: 'Verwenden',
  card: 'Modellkarte',
  hideCard: 'Modellkarte ausblenden',
  cardInEnglish: 'Die Modellkarte liegt nur auf Englisch vor.',
  readingCard: 'Die Modellkarte wird gelesen …',
  remove: 'Entfernen',
  removeForGood: 'Endgültig entfernen?',
  keep: 'Behalten',
};

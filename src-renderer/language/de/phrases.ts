import type { Words } from '../words';

export const phrases: Words['phrases'] = {
  cancel: 'Abbrechen',
  close: 'Schließen',
  copy: 'Kopieren',
  copied: 'Kopiert',
  copyThisMessage: 'Meldung kopieren',
  dismiss: 'Ausblenden',
  delete: 'Löschen',
  showAgain: 'Erneut anzeigen',
  noDescription: 'Ohne Beschreibung',
  openDemo: 'Demostudie öffnen',
  timeLeft: (duration) => `noch ${duration}`,
};

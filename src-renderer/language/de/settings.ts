import type { Words } from '../words';

export const settings: Words['settings'] = {
  settings: 'Einstellungen',
  pagesOfSettings: 'Seiten der Einstellungen',
  pages: {
    'fine-tuning': 'Feinabstimmung',
    models: 'Modelle',
    compute: 'Berechnung',
    appearance: 'Darstellung und Speicher',
    controls: 'Tasten und Maus',
    cases: 'Das Experiment von 2018',
  },
  close: 'Einstellungen schließen',
};

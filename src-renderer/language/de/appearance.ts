import type { Words } from '../words';

export const appearance: Words['appearance'] = {
  language: 'Sprache',
  languageNote: 'Des Fensters. Exportierte Dateien, Berichte und die Befehlszeile bleiben englisch.',
  likeTheSystem: 'Wie das System',
  theme: 'Farbschema',
  themeNote: 'Des Fensters um die Bilder. Die Bilder und ihre Beschriftung sind in jedem Schema gleich.',
  themes: { dark: 'Dunkel', light: 'Hell', 'high-contrast': 'Hoher Kontrast' },
  themesAreFor: { dark: 'für den Befundraum', light: 'für ein helles Büro', 'high-contrast': 'für Augen, die ihn brauchen' },
  textSize: 'Schriftgröße',
  textSizes: { normal: 'Normal', large: 'Groß', 'very-large': 'Sehr groß' },
  imageText: 'Text auf den Bildern',
  imageTextNote:
    'In welcher Ecke jede Zeile steht. Die Taste für den Text blendet alles aus; was entrauscht ist, wird immer gesagt.',
  imageTextItems: {
    patient: 'Patient',
    'patient-id': 'Patienten-ID',
    study: 'Studie',
    series: 'Serie',
    slice: 'Schicht',
    position: 'Position und Dicke',
    exposure: 'Spannung und Strom',
    kernel: 'Faltungskern',
    window: 'Fenster',
    zoom: 'Vergrößerung',
    turn: 'Gedreht oder gespiegelt',
  },
  corners: {
    'top-left': 'oben links',
    'top-right': 'oben rechts',
    'bottom-left': 'unten links',
    'bottom-right': 'unten rechts',
    nowhere: 'nirgends',
  },
  usualPlaces: 'Wie zu Anfang',
  memory: 'Speicher',
  memoryNote:
    'Gelesene Schichten und das in ihnen gefundene Rauschen werden behalten, damit Zurückblättern sofort geht. Was am längsten nicht gebraucht wurde, weicht zuerst; es wird neu gelesen, wenn Sie dorthin zurückkehren.',
  keepAtMost: 'Höchstens behalten',
  memoryOfSlices: 'Eine Schicht von 512 × 512 braucht ein halbes MiB, ihr Rauschen eines.',
};

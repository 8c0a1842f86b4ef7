import type { PictureForm } from '../../../src-main/contract';
import type { Words } from '../words';
import { counted } from './counted';

const images = (count: number) => counted(count, 'Bild', 'Bilder');

const written: Readonly<Record<PictureForm, (count: number) => string>> = {
  png: () => '',
  'png-series': (count) => `${images(count)}: `,
  gif: (count) => `${counted(count, 'Schicht', 'Schichten')}: `,
};

export const pictures: Words['pictures'] = {
  title: 'Bild speichern',
  what: 'Was',
  forms: {
    png: { name: 'Diese Schicht', inFolder: 'ein PNG', inBrowser: 'ein PNG' },
    'png-series': { name: 'Schichten', inFolder: 'je ein PNG, in einem Ordner', inBrowser: 'je ein PNG, in einem ZIP' },
    gif: { name: 'Durchlauf', inFolder: 'ein animiertes GIF', inBrowser: 'ein animiertes GIF' },
  },
  fromSlice: 'Von Schicht',
  toSlice: 'bis',
  ofSlices: (total) => `von ${total}`,
  part: 'Ausschnitt',
  areas: {
    slice: { 'in-view': 'Was zu sehen ist', whole: 'Die ganze Schicht' },
    plane: { 'in-view': 'Was zu sehen ist', whole: 'Die ganze Ebene' },
  },
  textOnIt: 'Beschriftung',
  texts: {
    slice: {
      none: 'Keine',
      image: 'Schicht, Position, Fenster und Maßstab',
      patient: 'Auch Name, ID, Daten und Beschreibungen des Patienten',
    },
    plane: {
      none: 'Keine',
      image: 'Ebene, Position, Dicke, Fenster und Maßstab',
      patient: 'Auch Name, ID, Daten und Beschreibungen des Patienten',
    },
  },
  measurements: 'Messungen',

  size: (panels, width, height) => `${panels > 1 ? `${panels} × ` : ''}${width} × ${height} Pixel`,
  order: {
    png: (_count, size, window) => `${size}, ${window}.`,
    'png-series': (count, size, window) => `${images(count)} mit ${size}, ${window}.`,
    gif: (count, size, window) => `${counted(count, 'Einzelbild', 'Einzelbilder')} mit ${size}, ${window}.`,
  },
  chooseSlices: (window) => `Wählen Sie Schichten dieser Serie, ${window}.`,
  showsPatient: {
    png: 'Das Bild wird zeigen, wer der Patient ist.',
    'png-series': 'Die Bilder werden zeigen, wer der Patient ist.',
    gif: 'Die Bilder werden zeigen, wer der Patient ist.',
  },
  sayDenoised: 'Entrauschte Bilder sagen dies in ihrer linken unteren Ecke und in der Datei. Das lässt sich nicht abschalten.',
  notDenoised: (missing, slices) => {
    const which =
      missing === slices
        ? 'Keine dieser Schichten ist entrauscht'
        : `${missing} dieser Schichten ${missing === 1 ? 'ist' : 'sind'} noch nicht entrauscht`;
    return missing === 1
      ? `${which}: Sie kommt als Original und sagt das auch.`
      : `${which}: Sie kommen als Original und sagen das auch.`;
  },
  save: 'Speichern',
  saveTo: 'Speichern…',
  stillSaving: 'Andere Bilder werden noch gespeichert.',

  saved: (form, count, name) => `${written[form](count)}„${name}“ ist gespeichert.`,
  downloaded: (form, count, name) => `${written[form](count)}„${name}“ ist heruntergeladen.`,
  cancelled: 'Abgebrochen. Es wurde kein Bild gespeichert.',
  slice: (slice) => `Schicht ${slice}`,
  copied: (what, width, height) => `${what} ist kopiert, ${width} × ${height} Pixel.`,
  copiedWithoutText: (what, width, height) => `${what} ist kopiert, ${width} × ${height} Pixel, ohne Beschriftung.`,
  copyRefused: 'Der Browser ließ Tacet das Bild nicht kopieren.',
  copyRefusedRemedy:
    'Erlauben Sie dieser Seite den Zugriff auf die Zwischenablage, oder speichern Sie das Bild stattdessen (Ctrl S).',

  marks: {
    denoisedBefore: 'Schon entrauscht zu Tacet gekommen — nicht für diagnostische Zwecke',
    left: (badge) => `Links: ${badge}`,
    right: (badge) => `Rechts: ${badge}`,
    colours: (rangeHu) => `Farben von −${rangeHu} bis +${rangeHu} HU`,
    coloursOver: (rangeHu, opacity) => `Entferntes Rauschen in Farbe, ±${rangeHu} HU bei ${opacity}`,
  },
};

import type { Words } from '../words';
import { counted } from './counted';

const slices = (count: number) => counted(count, 'Schicht', 'Schichten');
const images = (count: number) => counted(count, 'Bild', 'Bilder');

export const denoise: Words['denoise'] = {
  panel: 'Entrauschen',
  noModel: 'Hier gibt es kein Modell zum Entrauschen.',
  addModel: 'Tacet bringt eines mit: Installieren Sie es neu oder fügen Sie in den Einstellungen ein Modell hinzu.',
  oneMoment: 'Einen Moment …',
  model: 'Modell',
  complete: (count) => (count === 1 ? 'Die eine Schicht ist entrauscht.' : `Alle ${slices(count)} sind entrauscht.`),
  denoise: 'Entrauschen',
  denoiseOthers: (count) => `Übrige ${count} entrauschen`,
  waiting: 'Wartet, bis die ganze Studie gelesen ist.',
  tooNoisy: (noiseHu: number, mostHu: number) =>
    `Das Rauschen dieser Schicht beträgt etwa ${Math.round(noiseHu)} HU; die Modelle kennen bis zu ${mostHu} HU, daher bleibt mehr davon.`,
  history:
    'Ein Netz von 2018, als Zeitdokument aufbewahrt: nicht zum Befunden. Bei 100 % ist das Bild die Ausgabe des Netzes selbst. „Schwachen Kontrast behalten“ wirkt hier nicht, und außerhalb seines Fensters ändert sich nichts.',
  strength: 'Stärke',
  noStrength: 'Original',
  fullStrength: 'alles gefundene Rauschen',
  automaticStrength: (strength: string) => `${strength} · automatisch`,
  automatic: 'Automatisch',
  automaticTip: 'halbiert etwa das Rauschen',
  contrast: 'Schwachen Kontrast behalten',
  textureFirst: 'Textur zuerst',
  faintFirst: 'schwacher Kontrast zuerst',

  slicesDone: (done, total) => `${done} von ${slices(total)}`,
  starting: 'Die Berechnung startet …',
  computesOn: (backend, device) => `${backend} auf ${device}`,
  pace: (milliseconds) => `${milliseconds} ms je Schicht`,

  writing: 'Schreiben',
  startingToWrite: 'Beginnt …',
  imagesDone: (done, total) => `${done} von ${total} geschrieben`,
  pixels: 'Pixel',
  syntaxes: { explicit: 'Unkomprimiert', 'jpeg-ls': 'JPEG-LS, verlustfrei', htj2k: 'HTJ2K, verlustfrei' },
  anonymise: 'Anonymisieren',
  anonymisingLimits:
    'Nur die Kopfdaten werden anonymisiert: In die Bilder eingebrannter Text bleibt, und aus dünnen Schichten eines Kopfes lässt sich ein Gesicht rekonstruieren.',
  exportAsDicom: 'Als DICOM exportieren …',
  nothingToExport: 'Bei Stärke 0 % gibt es nichts zu exportieren: Es wäre das Original.',
  exportWhenDone: 'Sobald das Entrauschen fertig oder abgebrochen ist.',
  exportMakes: (strength, slicesToDenoise) =>
    slicesToDenoise > 0
      ? `Eine neue Serie mit Stärke ${strength}; zuvor ${slicesToDenoise === 1 ? 'wird' : 'werden'} ${slices(slicesToDenoise)} entrauscht. Ihre Dateien bleiben, wie sie sind.`
      : `Eine neue Serie mit Stärke ${strength}. Ihre Dateien bleiben, wie sie sind.`,
  written: (count) => `${images(count)} geschrieben.`,
  writtenTo: (count, place) => `${images(count)} nach „${place}“ geschrieben.`,
  downloadAgain: 'Erneut herunterladen',
  cancelled: 'Abgebrochen. Es wurde nichts geschrieben.',
};

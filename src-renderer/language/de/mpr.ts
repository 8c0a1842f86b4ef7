import type { Words } from '../words';
import { counted } from './counted';

export const mpr: Words['mpr'] = {
  bar: 'Ebenen',
  planesOf: (series) => `Ebenen von ${series}`,
  planesOfSeries: 'Ebenen der Serie',
  planes: { axial: 'Axial', coronal: 'Koronal', sagittal: 'Sagittal' },
  plane: { axial: 'Axiale Ebene', coronal: 'Koronale Ebene', sagittal: 'Sagittale Ebene' },
  back: '← Schichten',
  backTip: (key) => `Zurück zu den Schichten (${key} oder Escape)`,
  backToSlices: 'Zurück zu den Schichten',
  slab: 'Dicke',
  slabTip: 'Dicke der Schicht, die jede Ebene zusammenfasst; 0 ist eine einzelne Ebene',
  slabThickness: 'Schichtdicke in mm',
  slabs: { average: 'Mittelwert', maximum: 'MIP', minimum: 'MinIP' },
  fit: 'Einpassen',
  fitTip: 'Alle Ebenen in ihre Felder einpassen',
  text: 'Text',
  textTip: (key) => `Text und Fadenkreuz (${key})`,
  savePicture: 'Eine Ebene als Bild speichern',
  savePictureOrCopy: (key) => `Eine Ebene als Bild speichern (${key} kopiert sie)`,

  waiting: 'Wartet, bis die ganze Studie gelesen ist …',
  crosshair: 'Fadenkreuz',
  reading: 'Schichten werden gelesen',
  slicesRead: (read, total) => `${read} von ${counted(total, 'Schicht', 'Schichten')} gelesen`,
  unreadable: (slices) => `${counted(slices, 'Schicht ist', 'Schichten sind')} nicht lesbar: Die Ebenen sind dort leer.`,
  tiltCorrected: (degrees) => `Gantry-Neigung von ${degrees}° korrigiert.`,
  uneven: (leastMm, mostMm) => `Schichtabstände von ${leastMm} bis ${mostMm} mm, zwischen den wahren Orten interpoliert.`,

  volume: 'Volumen',
  denoisedTip: (key) => `Entrauscht (${key}: das eine oder das andere)`,
  tooLarge: 'Original · dieses Volumen ist zu groß, um entrauscht gezeigt zu werden',
  loading: (loaded, total) => `Original · entrauschte Schichten werden geladen, ${loaded} von ${total}`,
  notDenoised: (denoised, total) => `Original · ${denoised} von ${counted(total, 'Schicht', 'Schichten')} entrauscht`,

  pictures: 'Dies sind Bilder, keine Schichten durch den Patienten: Es gibt keine anderen Ebenen zu zeigen.',
  otherModality: (modality) => `Ebenen entstehen aus CT-, MR- und PET-Schichten; diese Serie ist ${modality}.`,
  noModality: 'Ebenen entstehen aus CT-, MR- und PET-Schichten; diese Serie nennt keine Modalität.',
  oneSlice: 'Eine einzelne Schicht hat keine anderen Ebenen.',
  chooseSlices: 'Wählen Sie eine Serie aus Schichten.',
  noPositions: 'Die Dateien sagen nicht, wo die Schichten im Patienten liegen.',
  sendOriginal: 'Senden Sie die Originalserie erneut.',
  notParallel: 'Die Schichten dieser Serie liegen nicht parallel.',
  repeated: (slice, next) =>
    `Zwei Bilder liegen am selben Ort, zwischen Schicht ${slice} und Schicht ${next}: Welches davon zum Volumen gehört, ist nicht bekannt.`,
  gap: (gapMm, slice, next, usualMm) =>
    `${gapMm} mm zwischen Schicht ${slice} und Schicht ${next} haben kein Bild, üblich sind ${usualMm} mm: Ebenen durch die Lücke wären erfunden.`,
  askAgain: 'Fordern Sie die ganze Serie erneut an oder lesen Sie sie Schicht für Schicht.',
  needsMemory: (bytes, limit) =>
    `Das Volumen braucht ${bytes} in diesem Fenster, mehr als die ${limit}, die für Bilder behalten werden.`,
  raiseLimit: 'Heben Sie die Speichergrenze in den Einstellungen an, oder zeigen Sie Ebenen einer Serie mit dickeren Schichten.',
};

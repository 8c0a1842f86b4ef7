import type { Words } from '../words';
import { counted } from './counted';

const files = (count: number) => counted(count, 'Datei', 'Dateien');
const images = (count: number) => counted(count, 'Bild', 'Bilder');

export const studies: Words['studies'] = {
  what: 'Liest CT-Studien und dämpft ihr Rauschen mit einem residualen Netz. Nichts verlässt diesen Computer.',
  openStudy: 'Studie öffnen …',
  openFiles: 'Dateien öffnen …',
  orDrop: 'Oder ziehen Sie einen Ordner, DICOM-Dateien oder ein ZIP-Archiv auf dieses Fenster. Tacet verändert Ihre Dateien nie.',
  drop: 'Ordner, DICOM-Dateien oder ZIP-Archiv zum Öffnen hier ablegen',

  readingIn: 'Wird eingelesen:',
  readingInFiles: 'Dateien werden eingelesen',
  readIn: (filesDone, total, bytesDone, bytes) => `${filesDone} von ${files(total)}, ${bytesDone} von ${bytes}`,
  stages: { 'making-demo': 'Die Demostudie entsteht', reading: 'Wird gelesen' },
  demoTakes: 'Etwa eine halbe Minute, nur dieses eine Mal. Ein Thorax, den kein Scanner gesehen hat.',
  found: (filesSeen, imagesFound) => `${files(filesSeen)}, ${images(imagesFound)}`,
  stop: 'Anhalten',
  files,

  recent: 'Zuletzt geöffnete Studien',
  showNames: 'Namen zeigen',
  hideNames: 'Namen verbergen',
  opened: (moment) => `Geöffnet ${moment}`,
  forget: 'Diese Studie vergessen',
  images,

  couldNotOpen: (name) => `${name} konnte nicht geöffnet werden`,
  couldNotOpenThis: 'Diese Studie konnte nicht geöffnet werden',
  openAnother: 'Anderen Ordner öffnen …',
  backToStart: 'Zurück zum Anfang',
  refused: (count) => `${files(count)} ${count === 1 ? 'konnte' : 'konnten'} nicht geöffnet werden`,
  copyRefused: 'Liste kopieren',
  moreRefused: (count) => `und ${counted(count, 'weitere Datei', 'weitere Dateien')}.`,

  series: 'Serien',
  someSeries: (count) => counted(count, 'Serie', 'Serien'),
  seriesNumber: (number) => `Serie ${number}`,
  patients: (count) => `Bilder von ${count} Patienten sind geöffnet.`,
  denoisedBefore: 'Entrauscht',
  notDenoisable: 'Kann nicht entrauscht werden',
  remarks: (count) => counted(count, 'Hinweis', 'Hinweise'),
};

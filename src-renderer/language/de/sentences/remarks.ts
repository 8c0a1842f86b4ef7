import { type Phrase, phrased as inLanguage, type Remarks } from '../../../../src-main/contract';
import { findings } from './findings';
import { phrases } from './phrases';

const phrased = (phrase: Phrase): string => inLanguage(phrase, phrases);
const of =
  (words: string) =>
  ({ count, files }: { count: number; files: number }): string =>
    count === files ? words : `${words} (${count} von ${files} Dateien)`;
const list = (entries: readonly Phrase[]): string =>
  entries
    .map(phrased)
    .join(', ')
    .replace(/, ([^,]*)$/, ' und $1');
const restarted = (how: string): string => `Die Berechnung wurde unerwartet beendet (${how}) und neu gestartet;`;

const withoutPatients = 'trainiert mit synthetischen Bildern bei simulierter Dosis, ohne Patientendaten.';
const comparedOn = (heldBack: number): string =>
  heldBack === 0
    ? 'synthetischen Bildern allein, denn zum Zurückhalten waren es zu wenige Schichten'
    : `${heldBack === 1 ? '1 zurückgehaltenen Schicht' : `${heldBack} zurückgehaltenen Schichten`} und synthetischen Bildern`;

export const remarks: Remarks = {
  ...findings,
  'rescale-missing': of(
    'Die Datei gibt nicht an, wie ihre Werte in Hounsfield-Einheiten umzurechnen sind; sie werden wie gespeichert gezeigt.',
  ),
  'no-series-uid': of('Die Datei nennt keine Serie; sie wird für sich gezeigt.'),
  'bits-stored-missing': of('Die Datei gibt nicht an, wie viele Bits eines Pixels zählen; alle werden verwendet.'),
  'frames-without-positions': of(
    'Mehrere Bilder in einer Datei, ohne Position für jedes: Sie werden in der Reihenfolge der Datei gezeigt.',
  ),
  'orientation-invalid': of(
    'Die Orientierung in der Datei besteht nicht aus rechtwinkligen Einheitsvektoren; sie wird nicht verwendet.',
  ),
  'detector-spacing': of('Nur der Pixelabstand am Detektor ist bekannt: Längen im Patienten sind kürzer als gemessen.'),
  'no-pixel-spacing': of('Die Datei gibt nicht an, wie groß ein Pixel ist: Längen können nicht gemessen werden.'),
  'window-invalid': of('Ein Fenster in der Datei ist unbrauchbar und wird nicht verwendet.'),
  'no-positions': () =>
    'Die Dateien geben nicht an, wo die Schichten liegen: Sie folgen ihren Nummern, und quer zu ihnen wird nichts gemessen.',
  'missing-slices': ({ slices }) => (slices === 1 ? 'In der Serie fehlt 1 Schicht.' : `In der Serie fehlen ${slices} Schichten.`),
  'not-equidistant': ({ medianMm }) => `Die Schichtabstände sind ungleich (Median ${medianMm} mm).`,
  tilted: ({ degrees }) => `Die Gantry war um ${degrees}° geneigt: Der Schichtstapel ist schräg.`,
  'identifiers-shared': ({ images }) =>
    images === 1
      ? '1 Bild trägt die UID eines anderen Bildes der Serie, ist aber verschieden; beide werden gezeigt.'
      : `${images} Bilder tragen UIDs anderer Bilder der Serie, sind aber verschieden; alle werden gezeigt.`,
  duplicates: ({ files }) =>
    files === 1
      ? '1 weitere Datei enthält ein Bild dieser Serie noch einmal; sie wird weggelassen.'
      : `${files} weitere Dateien enthalten Bilder dieser Serie noch einmal; sie werden weggelassen.`,
  'split-series': ({ differences, parts }) =>
    `Die Bilder der Serie unterscheiden sich (${list(differences)}): Sie wird in ${parts} Teilen gezeigt.`,
  'repeated-positions': ({ part, parts, by }) =>
    `Die Serie enthält mehrere Bilder jeder Position: Dies ist Teil ${part} von ${parts} (${by.map(phrased).join(', ')}).`,

  'denoising-goes-on': ({ how }) => `${restarted(how)} die Arbeit geht weiter.`,
  'training-goes-on': ({ how }) => `${restarted(how)} das Training geht weiter.`,
  'comparison-anew': ({ how }) => `${restarted(how)} der Vergleich beginnt von vorn.`,
  'slices-unreadable': ({ slices, last }) =>
    slices === 1
      ? `Eine Schicht konnte nicht gelesen werden: Nummer ${last}.`
      : `${slices} Schichten konnten nicht gelesen werden, zuletzt Nummer ${last}.`,
  'training-better': ({ heldBack, gains }) => `Besser auf ${comparedOn(heldBack)}. ${gains.map(phrased).join('; ')}.`,
  'training-no-worse': ({ heldBack }) => `Auf ${comparedOn(heldBack)} nicht schlechter als das Basismodell, und nicht besser.`,
  'simulating-noise': ({ done, total }) => `Rauschen wird simuliert: Bild ${done} von ${total}`,
  'preparing-slices': ({ done, total }) => `Schichten werden vorbereitet: ${done} von ${total}`,

  'backend-fastest': ({ gflops, device, others }) => `${gflops} GFLOP/s auf ${device}, schneller als ${others}.`,
  'backend-only': ({ gflops, device }) => `${gflops} GFLOP/s auf ${device}; ein anderes schnelles läuft hier nicht.`,
  'backend-slow': () => 'Hier läuft kein schnelles Backend; es bleibt die langsame Referenz.',
  'backend-right-fastest': () => 'Stimmt mit der Referenz überein. Hier das schnellste.',
  'backend-right-slower': ({ times }) => `Stimmt mit der Referenz überein. Um den Faktor ${times} langsamer.`,
  'backend-silent': ({ seconds }) => `Antwortete beim Ausprobieren nicht innerhalb von ${seconds} Sekunden.`,
  'backend-died': ({ how }) => `Sein Prozess wurde beim Ausprobieren unerwartet beendet (${how}).`,

  'model-tacet': () => `Für CT von Thorax, Abdomen und Kopf. 170 k Parameter, ${withoutPatients}`,
  'model-tacet-fast': () =>
    `Für CT von Thorax, Abdomen und Kopf, wenn es auf Geschwindigkeit ankommt. 73 k Parameter, ${withoutPatients}`,
  'model-fine-tuned': ({ base }) => `An einer Serie auf diesem Computer aus „${base}“ feinabgestimmt.`,
  'model-trained': ({ preset }) => `Mit „tacet train“ trainiert, Voreinstellung ${preset}.`,
  'model-trained-adversarially': ({ preset }) =>
    `Mit „tacet train“ trainiert, Voreinstellung ${preset}. Ein Experiment: Gegen einen Diskriminator trainiert, kann es Textur erfinden, die nie gescannt wurde.`,
  'model-history': (of) =>
    `Historisch, nicht zur Anwendung: ein Netz des Artikels von 2018 (Variante ${of.case}, Rezept „${phrased(of.recipe)}“), trainiert mit ${phrased(of.source)}. PSNR seiner Ausgabe, wie sie ist, ${of.psnr} dB; der verrauschten Bilder ${of.noisy} dB, eines Gauß-Filters ${of.blur} dB.`,
};

import type { Words } from '../words';
import { counted } from './counted';

const slices = (count: number) => counted(count, 'Schicht', 'Schichten');

/** A case of the article is a `Variante`: `Fall` would be a patient's. */
export const cases: Words['cases'] = {
  what: 'Wiederholt das Experiment eines Artikels von 2018: dessen vier kleine residuale Netze und als fünftes das dort angekündigte residuale GAN, mit gleichen Bildern, gleichem Rauschen, gleichen Anfangsgewichten und gleichen Startwerten. Es zeigt, was die residuale Funktion und der Weg zum Gradienten bewirken; keines dieser Netze ist für diagnostische Zwecke bestimmt.',
  recipes: { 'as-written': 'Wie beschrieben', mended: 'Berichtigt' },
  recipeMeanings: {
    'as-written':
      'Das Training des Artikels: Grauwerte mit 8 Bit, eine Lernrate von 1e-9, Gewichte aus N(0, 1) und Adam mit dem Versehen des Artikels.',
    mended:
      'Dieselben Netze, wie man sie heute trainieren würde: normierte Grauwerte, Gewichte vernünftiger Größe und Adam wie veröffentlicht.',
  },
  caseMeanings: {
    1: 'Multiplikation, Gradient von Hand',
    2: 'Multiplikation und Addition, Gradient von Hand',
    3: 'Multiplikation und Addition, dilatierter Gradient von Hand',
    4: 'Multiplikation und Addition, automatisches Differenzieren',
    5: 'Multiplikation und Addition gegen einen Diskriminator: ein Experiment, das Textur erfinden kann',
  },

  pictures: 'Bilder',
  picturesHint: 'Bis zu zwölf Schichten, durch Mittelung auf 128 × 128 verkleinert. Ihre Dateien bleiben, wie sie sind.',
  phantom: 'Thoraxphantom von Tacet',
  recipe: 'Rezept',
  recipeHint: 'Wie alle trainiert werden.',
  recipeChoices: {
    both: 'Beide nacheinander',
    'as-written': 'Wie beschrieben: das des Artikels samt seinen Versehen',
    mended: 'Berichtigt: wie man heute trainieren würde',
  },
  epochs: 'Epochen',
  epochsHint: (ofArticle) => `Im Artikel waren es ${ofArticle}; das dauert einige Minuten je Rezept.`,
  moreSettings: 'Weitere Einstellungen',
  seed: 'Startwert',
  seedHint: 'Der gleiche Startwert ergibt gleiche Gewichte, gleiches Rauschen und gleiche Zahlen.',
  channels: 'Kanäle der verborgenen Lagen',
  channelsHint: (ofArticle) => `Im Artikel waren es ${ofArticle}; mehr dauern länger.`,
  activation: 'Aktivierung',
  activationOfRecipe: 'Wie im Rezept, in jeder Lage eine andere',
  inEveryLayer: (activation) => `${activation} in jeder Lage`,
  activations: {
    identity: 'Identität',
    relu: 'ReLU',
    'leaky-relu': 'Leaky ReLU',
    sigmoid: 'Sigmoid',
    tanh: 'Tangens hyperbolicus',
    arctan: 'Arkustangens',
  },
  start: 'Varianten vergleichen',

  onSeries: (description) => `an der Serie ${description}`,
  onTheSeries: 'an der Serie',
  onThePhantom: 'am Thoraxphantom',
  meaningOn: (meaning, on) => `${meaning}, ${on}`,
  starting: 'Wird gestartet …',
  caseAtWork: (number, recipe) => `Variante ${number} nach dem Rezept „${recipe}“`,
  progress: 'Varianten werden verglichen',
  progressFigures: { epoch: 'Epoche', loss: 'Verlust', allCases: 'Alle Varianten', timeLeft: 'Restzeit' },
  epochOf: (epoch, epochs) => `${epoch} von ${epochs}`,
  noisy: 'Verrauscht',
  clean: 'Rauschfrei',
  outputAt: (epoch) => `Ausgabe, Epoche ${epoch}`,
  cancelled: 'Der Vergleich wurde abgebrochen.',
  cancelledRemedy: 'Was bis dahin gefunden wurde, steht unten; einen Bericht darüber gibt es nicht.',

  compared: 'Die Varianten sind verglichen',
  compareAgain: 'Erneut vergleichen …',
  saveReport: 'Bericht speichern',
  savedAs: (name) => `Gespeichert als ${name}.`,
  savedIn: (name, place) => `Gespeichert als ${name} in „${place}“.`,
  downloadAgain: 'Erneut herunterladen',
  measuredApart: (training, test) =>
    `Trainiert mit ${slices(training)} und gemessen an ${slices(test)}, die nicht im Training waren.`,
  measuredOnTheSame: (training, test) =>
    `Trainiert mit ${slices(training)} und gemessen an ${slices(test)} aus denselben: Die Serie hat zu wenige, um welche zurückzuhalten.`,
  window: (widthHu, centerHu) => `Von Schwarz bis Weiß reicht ein Fenster von ${widthHu} HU um ${centerHu} HU.`,
  computedOn: (backend, device) => `Gerechnet mit ${backend} (${device}).`,

  recipeNamed: (recipe) => `Rezept: ${recipe}`,
  whichOutput: 'Welche Ausgabe gezeigt und gemessen wird',
  views: { normalised: 'Ausgabe auf den Anzeigebereich gestreckt', 'as-it-is': 'Ausgabe, wie sie ist' },
  caseNumber: (number) => `Variante ${number}`,
  caseCouldNotRun: (number) => `Variante ${number} konnte nicht laufen`,
  caseBegins: (number) => `Variante ${number} beginnt`,
  pause: 'Pause',
  play: 'Über die Epochen abspielen',
  afterEpoch: 'Nach Epoche',

  figures: {
    picture: 'Bild',
    psnr: 'PSNR, dB',
    ssim: 'SSIM',
    noise: 'Restrauschen, HU',
    meanShift: 'Verschiebung, HU',
    contrast: 'Kontrast erhalten',
    detail: 'Details erhalten',
    time: 'Zeit',
  },
  couldNotRunHere: (why) => `Konnte hier nicht laufen. ${why}`,
  notMeasured: 'Noch nicht gemessen',
  brokeDown: (number, epoch) =>
    `Variante ${number} brach in Epoche ${epoch} zusammen: Ihr Verlust war keine Zahl mehr. Gemessen wurde davor.`,
  blur: 'Weichzeichnung',
  blurMeaning: (sigmaPx) => `Gauß-Filter mit ${sigmaPx} px, am rauschfreien Bild abgestimmt`,

  findings: 'Was es zeigt',
  articleSaw: (what) => `Der Artikel sah: ${what}.`,
  verdicts: {
    agrees: 'Das stimmt überein.',
    'agrees in part': 'Das stimmt teilweise überein.',
    'does not agree': 'Das stimmt nicht überein.',
    'has nothing to agree with': 'Dafür gibt es keinen Vergleich.',
  },
  keepAsModel: 'Als Modell behalten',
  keepCase: (number) => `Variante ${number} als Modell behalten`,
  nameOfModel: 'Name des Modells',
  keptAsHistory:
    'In der Liste steht es als historisches Netz: um zu sehen, was ein solches Netz aus einer Aufnahme macht, nicht um sie damit zu befunden.',
  keep: 'Behalten',
  keptAs: (name) => `Behalten als ${name}, als historisch gekennzeichnet.`,
  keptAndUsed: (name) => `Behalten als ${name}, als historisch gekennzeichnet; zum Entrauschen wird es nun verwendet.`,
  useNow: 'Jetzt verwenden',
  lossPlot: 'Verlust jeder Variante über den Epochen',
  caseLoss: (number, loss) => `Variante ${number}: ${loss}`,
  lossCaption: 'Verlust jeder Epoche, logarithmisch; niedriger ist besser.',
};

import { type Phrase, phrased as inLanguage, type Remarks } from '../../../../src-main/contract';
import { phrases } from './phrases';

const phrased = (phrase: Phrase): string => inLanguage(phrase, phrases);

/** A case of the article is a `Variante`, as on the page of the experiment. */
export const findings = {
  'case-may-invent': () =>
    'Ein Experiment: Ein Diskriminator verlangt Bilder, die rauschfrei aussehen; Textur darin kann erfunden sein. Nie eine Voreinstellung.',
  'case-black': () => 'Schwarzes Bild.',
  'case-white': () => 'Weißes Bild.',
  'case-does-nothing': () => 'Bewirkt nichts: Die Ausgabe ist das verrauschte Bild.',
  'case-no-contrast': () => 'Fast kein Kontrast mehr: Es ist kaum noch etwas zu erkennen.',
  'case-noise-gone': () => 'Rauschen entfernt.',
  'case-most-noise-gone': () => 'Rauschen größtenteils entfernt.',
  'case-half-the-noise-gone': () => 'Etwa die Hälfte des Rauschens entfernt.',
  'case-noise-as-before': () => 'Rauschen wie zuvor.',
  'case-more-noise': () => 'Mehr Rauschen als zuvor, gemessen am verbliebenen Kontrast.',
  'case-detail-kept': () => 'Alle Details erhalten.',
  'case-some-detail-gone': () => 'Einige Details verloren.',
  'case-much-detail-gone': () => 'Auch viel Information verloren.',
  'case-most-detail-gone': () => 'Der größte Teil der Information verloren.',
  'case-as-it-is-unchanged': () => 'Wie sie ist, ist die Ausgabe das verrauschte Bild, unverändert.',
  'case-as-it-is-black': () => 'Wie sie ist, ist die Ausgabe schwarz.',
  'case-as-it-is-white': () => 'Wie sie ist, ist die Ausgabe weiß.',
  'case-stretched-unchanged': () => 'Auf den Anzeigebereich gestreckt, ist die Ausgabe das verrauschte Bild, unverändert.',
  'case-stretched-black': () => 'Auf den Anzeigebereich gestreckt, ist die Ausgabe schwarz.',
  'case-stretched-white': () => 'Auf den Anzeigebereich gestreckt, ist die Ausgabe weiß.',
  'case-no-closer': () => 'Nicht näher am rauschfreien Bild als das verrauschte.',
  'case-closer': ({ db }) => `${db} dB näher am rauschfreien Bild als das verrauschte.`,
  'case-further': ({ db }) => `${db} dB weiter vom rauschfreien Bild entfernt als das verrauschte.`,
  'case-as-a-blur': () => 'So gut wie eine Weichzeichnung.',
  'case-above-a-blur': ({ db }) => `${db} dB besser als eine Weichzeichnung.`,
  'case-below-a-blur': ({ db }) => `${db} dB schlechter als eine Weichzeichnung.`,
  'case-stood-still': ({ moved }) =>
    `Das Training bewirkte nichts: Die Gewichte änderten sich um ${moved} ihrer Größe, dies ist also das untrainierte Netz.`,
  'case-broke-down': ({ epoch }) =>
    `Das Training brach in Epoche ${epoch} zusammen: Verlust oder Gradient überstieg, was eine 32-Bit-Zahl fasst. Gemessen wurde der Stand davor.`,
  'case-cut-short': ({ epochs, wanted, backend }) =>
    `Es lief nur über ${epochs} von ${wanted} Epochen, denn automatisches Differenzieren ist mit ${backend} langsam.`,

  'article-case-1': () => 'Rauschen entfernt, aber auch viel Information verloren',
  'article-case-2': () => 'Fehlschlag, ein schwarzes Bild',
  'article-case-3': () => 'sieht gut aus, verliert nützliche Details; besser nach Normierung der Ausgabe',
  'article-case-4': () => 'das Modell schien nichts zu bewirken',
  'article-case-5': () => 'noch nichts; ein residuales GAN war als nächster Schritt angekündigt',

  'cases-none-learns': ({ moved }) =>
    `Nach dem Rezept „Wie beschrieben“ lernt keine Variante: Eine Lernrate von 1e-9 ändert die Gewichte um höchstens ${moved} ihrer Größe, was 32-Bit-Zahlen kaum auflösen. Die Bilder zeigen das untrainierte Netz; was sie unterscheidet, sind die residuale Funktion und der Zufall der Anfangsgewichte, nicht der Gradient.`,
  'cases-first-weights': ({ residual, draws, unchanged, blackAsItIs, whiteAsItIs, blackNormalised }) =>
    `Von ${draws} Ziehungen der Anfangsgewichte zeigt das untrainierte Netz (${phrased(residual)}) bei ${unchanged} das verrauschte Bild unverändert; wie sie ist, ist die Ausgabe bei ${blackAsItIs} schwarz und bei ${whiteAsItIs} weiß, auf den Anzeigebereich gestreckt bei ${blackNormalised} schwarz.`,
  'cases-two-draws': () =>
    'Das schwarze Bild von Variante 2 und das wirkungslose Modell von Variante 4 können also zwei Ziehungen ein und desselben untrainierten Netzes sein.',
  'cases-best-mended': ({ case: number, db, blur }) =>
    `Nach dem Rezept „Berichtigt“ ist Variante ${number} die beste: ${db} dB näher am rauschfreien Bild als das verrauschte und ${phrased(blur)}.`,
  'cases-none-closer': () => 'Nach dem Rezept „Berichtigt“ kommt keine Variante dem rauschfreien Bild näher als das verrauschte.',

  'slices-as-they-are': ({ sizePx }) => `Schichten von ${sizePx} × ${sizePx} Pixeln, wie sie sind.`,
  'slices-averaged': ({ fromPx, toPx }) =>
    `Schichten von ${fromPx} × ${fromPx} Pixeln, durch Mittelung auf ${toPx} × ${toPx} verkleinert, damit der Vergleich in Minuten endet.`,
} satisfies Partial<Remarks>;

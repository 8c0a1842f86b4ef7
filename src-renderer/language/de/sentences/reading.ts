import { type Phrase, phrased as inLanguage, type ReadingTroubles } from '../../../../src-main/contract';
import { phrases } from './phrases';

const phrased = (phrase: Phrase): string => inLanguage(phrase, phrases);
const copyAgain = 'Kopieren Sie die Datei erneut von ihrer Quelle.';
const sendAgain = 'Senden Sie die Originalbilder erneut.';
const sendUncompressed = 'Senden Sie die Bilder erneut, unkomprimiert.';
const sendSeries = 'Senden Sie die Original-CT-Serie erneut.';
const chooseAxial = 'Wählen Sie eine axiale Serie der Studie.';
const unpack = 'Entpacken Sie das Archiv und öffnen Sie den Ordner.';
const openAgain = 'Öffnen Sie die Studie erneut.';

export const readingSentences: ReadingTroubles = {
  'not-found': () => ['An diesem Ort ist nichts.', 'Prüfen Sie den Pfad.'],
  'not-a-file': () => ['Dies ist weder eine Datei noch ein Ordner.', 'Wählen Sie den Ordner mit den Bildern.'],
  unreadable: ({ why }) => [
    `Diese Datei kann nicht gelesen werden (${phrased(why)}).`,
    'Prüfen Sie, ob sie noch da ist und Sie sie lesen dürfen, und öffnen Sie sie erneut.',
  ],
  'empty-file': () => ['Diese Datei ist leer.', copyAgain],
  'not-dicom': () => [
    'Dies ist keine DICOM-Datei.',
    'Nichts zu tun: Tacet öffnet DICOM-Bilder und lässt andere Dateien in Ruhe.',
  ],
  duplicate: () => [
    'Dasselbe Bild liegt bereits in einer anderen Datei dieser Studie.',
    'Nichts zu tun: Es wird einmal gezeigt.',
  ],
  'too-large': ({ why }) => [`Diese Datei ist zu groß: ${phrased(why)}.`, 'Tacet öffnet sie nicht: Kein CT-Bild ist so groß.'],
  dicomdir: () => ['Dies ist ein DICOMDIR, ein Inhaltsverzeichnis.', 'Öffnen Sie es für sich oder mit seinem Ordner.'],
  'not-a-dicomdir': () => ['Diese Datei ist kein DICOMDIR.', 'Öffnen Sie den Ordner, in dem die Bilder liegen.'],
  'dicomdir-missing': () => [
    'Das DICOMDIR nennt diese Datei, aber sie ist nicht da.',
    'Kopieren Sie den ganzen Datenträger erneut.',
  ],

  'dicom-damaged': ({ why }) => [
    `Diese DICOM-Datei bricht vor ihrem Bild ab oder ist davor beschädigt (${phrased(why)}).`,
    copyAgain,
  ],
  'deflate-damaged': ({ why }) => [`Der gepackte Teil dieser Datei ist beschädigt (${phrased(why)}).`, copyAgain],
  'not-an-image': ({ what }) => [
    `Diese DICOM-Datei ist ${phrased(what)}, kein Bild.`,
    'Öffnen Sie die CT-Bilder der Studie; alles andere lässt Tacet in Ruhe.',
  ],
  'no-pixels': () => ['Diese DICOM-Datei enthält kein Bild.', 'Kopieren Sie sie erneut, falls sie eines enthalten sollte.'],
  'no-size': () => ['Diese DICOM-Datei gibt nicht an, wie groß ihr Bild ist.', sendAgain],
  'too-many-frames': ({ count }) => [`Laut ihrem Kopf enthält diese Datei ${count} Bilder.`, sendAgain],
  'frames-unclear': ({ frames, pieces }) => [
    `Laut ihrem Kopf enthält die Datei ${frames} ${frames === 1 ? 'Bild' : 'Bilder'}, und ihre ${pieces} komprimierten Fragmente lassen sich nicht zuordnen.`,
    sendUncompressed,
  ],
  'unsupported-bits': ({ what }) => [
    `Dieses Bild hat ${phrased(what)}; Tacet liest 1, 8, 16 oder 32.`,
    'Senden Sie die Originalbilder.',
  ],
  'colour-unknown': ({ said }) => [
    `Dies ist ein Farbbild einer Art, die Tacet nicht zeigt${said === '' ? '' : ` (${said})`}.`,
    'Senden Sie es erneut als RGB.',
  ],
  'palette-damaged': () => ['Die Farbtabelle dieses Bildes fehlt oder ist beschädigt.', sendAgain],
  'lut-damaged': () => ['Die Tabelle, die gespeicherte Werte umrechnet (Modality LUT), ist beschädigt.', sendAgain],
  'unknown-syntax': ({ uid }) => [
    uid === '' ? 'Der Name der Transfersyntax ist nicht lesbar.' : `Die Transfersyntax ${uid} kennt Tacet nicht.`,
    'Senden Sie die Bilder erneut als Explicit VR Little Endian.',
  ],
  compressed: ({ syntax }) => [
    `Die Bilder sind als ${syntax} komprimiert; das liest Tacet nicht.`,
    'Senden Sie sie erneut unkomprimiert (Explicit VR Little Endian), oder wandeln Sie sie um, z. B. mit „gdcmconv --raw EIN AUS“.',
  ],
  'codec-missing': ({ syntax, why }) => [
    `Der Decoder für ${syntax} startet nicht (${phrased(why)}).`,
    'Installieren Sie Tacet erneut; bleibt es dabei, melden Sie den Fehler mit diesem Text.',
  ],
  'pixels-cut-off': ({ why }) => [`Das Bild ist abgeschnitten oder beschädigt (${phrased(why)}).`, copyAgain],
  'stream-damaged': ({ why }) => [`Das komprimierte Bild ist beschädigt: ${phrased(why)}.`, copyAgain],
  'decode-endless': () => [
    'Das Dekomprimieren dieses Bildes nimmt kein Ende: Seine komprimierten Daten sind beschädigt.',
    copyAgain,
  ],
  'decode-stopped': ({ why }) => [
    `Das Dekomprimieren eines Bildes brach unerwartet ab (${phrased(why)}).`,
    'Öffnen Sie die Studie erneut; bleibt es dabei, melden Sie den Fehler mit diesem Text.',
  ],
  'no-such-frame': ({ image, count }) => [`Die Datei hat kein Bild ${image}: Sie enthält ${count}.`, openAgain],
  'tag-gone': () => [
    'Die Datei hat dieses Attribut nicht mehr.',
    'Öffnen Sie die Studie erneut: Ihre Dateien haben sich geändert.',
  ],

  'zip-damaged': ({ why }) => [
    `Dieses ZIP-Archiv ist beschädigt (${phrased(why)}).`,
    'Kopieren Sie es erneut, oder entpacken Sie es und öffnen Sie den Ordner.',
  ],
  'zip-too-large': () => ['Dieses ZIP-Archiv soll mehr als 128 GB enthalten.', unpack],
  'zip-too-many': ({ entries }) => [`Dieses ZIP-Archiv soll ${entries} Dateien enthalten.`, unpack],
  'zip-unsafe-name': () => ['Dieser Eintrag des ZIP-Archivs trägt einen Namen, der aus dem Archiv hinausführt.', unpack],
  'zip-double-name': () => ['Das ZIP-Archiv enthält einen weiteren Eintrag mit demselben Namen.', unpack],
  'zip-nested': () => ['Dies ist ein ZIP-Archiv innerhalb des ZIP-Archivs.', unpack],
  'zip-encrypted': () => ['Dieser Eintrag des ZIP-Archivs ist mit einem Kennwort geschützt.', unpack],
  'zip-method': ({ method }) => [
    `Dieser Eintrag des ZIP-Archivs ist auf eine Art gepackt, die Tacet nicht liest (Methode ${method}).`,
    unpack,
  ],
  'zip-entry-too-large': () => ['Dieser Eintrag des ZIP-Archivs ist größer als 1 GB.', unpack],
  'zip-bomb': () => ['Dieser Eintrag des ZIP-Archivs wird entpackt hundertfach größer, was bei keinem Bild vorkommt.', unpack],

  'not-ct': ({ modality }) => [
    modality === ''
      ? 'Diese Serie nennt keine Modalität, und Tacet entrauscht nur CT.'
      : `Diese Serie ist ${modality}, und Tacet entrauscht nur CT.`,
    'Wählen Sie eine CT-Serie.',
  ],
  scout: () => ['Dies ist ein Topogramm (Scout): eine Projektion, keine Schicht.', chooseAxial],
  'secondary-capture': () => ['Dies ist eine Bildschirmaufnahme, keine rekonstruierte Schicht.', chooseAxial],
  colour: () => ['Dies ist ein Farbbild: Es enthält keine CT-Werte.', 'Wählen Sie die CT-Serie, aus der es entstanden ist.'],
  'no-rescale': () => ['Die Dateien geben nicht an, wie ihre Werte in Hounsfield-Einheiten umzurechnen sind.', sendSeries],
  'not-hu': ({ unit }) => [
    `Die Werte dieser Serie sind keine Hounsfield-Einheiten (${phrased(unit)}).`,
    'Wählen Sie eine Serie in Hounsfield-Einheiten.',
  ],
  'no-tissue': ({ mostHu }) => [
    `Nichts in dieser Serie ist dichter als ${mostHu} HU, wie Gewebe es wäre: Ihre Werte sind keine Hounsfield-Einheiten.`,
    sendSeries,
  ],
  'identifiers-shared': () => [
    'Verschiedene Bilder dieser Serie tragen dieselbe UID: Ein abgeleitetes Bild könnte seine Quelle nicht nennen.',
    sendSeries,
  ],
  'wide-values': () => ['Die Bilder haben 32 Bit je Pixel; Tacet zeigt sie, schreibt aber höchstens 16.', sendSeries],
  'display-values': () => ['Die Bilder haben 8 Bit je Pixel: Die CT-Werte wurden auf Graustufen reduziert.', sendSeries],

  'no-images': ({ label, files }) => [
    files === 0 ? `„${label}“ ist leer.` : `„${label}“ enthält kein Bild, das Tacet zeigen kann.`,
    'Wählen Sie den Ordner mit den Bildern; DICOM-Dateien dürfen beliebig heißen und in einem ZIP-Archiv liegen.',
  ],
  'reading-stopped': ({ images }) => [
    images > 0
      ? 'Das Einlesen wurde angehalten: Gezeigt wird, was bis dahin gefunden wurde.'
      : 'Das Einlesen wurde angehalten, bevor ein Bild gefunden wurde.',
    'Öffnen Sie die Studie erneut, um sie ganz zu lesen.',
  ],
  'series-unknown': () => [
    'Diese Serie ist nicht mehr geöffnet.',
    'Öffnen Sie ihre Studie erneut und wählen Sie die Serie in der Liste.',
  ],
  'slice-unknown': ({ image, count }) => [
    `Die Serie hat kein Bild ${image}: Sie enthält ${count}.`,
    'Wählen Sie die Serie erneut in der Liste.',
  ],
  'study-replaced': () => ['Stattdessen wurde eine andere Studie geöffnet.', 'Öffnen Sie diese erneut, um mit ihr fortzufahren.'],
  'study-closed': () => ['Es ist keine Studie geöffnet.', 'Öffnen Sie zuerst eine.'],
  'place-unknown': () => ['Tacet kennt diesen Ort nicht mehr.', 'Wählen Sie den Ordner oder die Dateien erneut.'],
  'upload-unknown': () => ['Diese Übertragung ist beendet.', 'Öffnen Sie die Dateien erneut.'],
  'upload-name': ({ name }) => [
    `Eine Datei kann nicht „${name}“ heißen.`,
    'Benennen Sie die Datei um und öffnen Sie sie erneut.',
  ],
  'upload-too-large': ({ files, mebibytes }) => [
    `Das ist mehr, als ein Browser übergeben kann: ${files} Dateien oder ${mebibytes} MiB.`,
    'Nennen Sie den Ordner stattdessen auf der Kommandozeile: tacet open ORDNER.',
  ],
  'upload-not-kept': ({ name, why }) => [
    `„${name}“ konnte nicht in den temporären Ordner gelegt werden (${phrased(why)}).`,
    'Schaffen Sie Platz auf dem Datenträger, oder nennen Sie den Ordner auf der Kommandozeile: tacet open ORDNER.',
  ],
  'upload-needless': () => ['Auf dem Desktop werden Dateien dort geöffnet, wo sie liegen.', 'Ziehen Sie sie auf das Fenster.'],
};

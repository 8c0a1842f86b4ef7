import { type Phrase, phrased as inLanguage, type WorkTroubles } from '../../../../src-main/contract';
import { phrases } from './phrases';

const phrased = (phrase: Phrase): string => inLanguage(phrase, phrases);
const chooseAnotherBackend = 'Versuchen Sie es erneut; bleibt es dabei, wählen Sie ein anderes Backend.';
const learnOtherwise =
  'Lernen Sie stattdessen aus simulierter niedrigerer Dosis, oder wählen Sie eine Serie überlappender Schichten.';
const chooseTwins =
  'Wählen Sie zwei Serien desselben Scanbereichs mit demselben Faltungskern, die sich in der Dosis unterscheiden.';
const buildTensorFlow = 'Führen Sie im Projektordner „npm run native“ aus, um es zu bauen, oder verwenden Sie onnxruntime.';

export const workSentences: WorkTroubles = {
  'model-unknown': ({ name }) => [`Es gibt kein Modell namens „${name}“.`, 'Wählen Sie eines aus der Liste.'],
  'model-broken': ({ name, why }) => [
    `Das Modell „${name}“ kann nicht verwendet werden: ${phrased(why)}.`,
    'Wählen Sie ein anderes Modell, oder beschaffen Sie dieses erneut.',
  ],
  'weights-broken': ({ why }) => [
    `Die Datei mit den Gewichten ist beschädigt: ${phrased(why)}.`,
    'Beschaffen Sie das Modell erneut, oder wählen Sie ein anderes.',
  ],
  'model-name': ({ title }) => [
    `Ein Modell kann nicht „${title}“ heißen.`,
    'Verwenden Sie Buchstaben oder Ziffern, z. B. „thorax niedrigdosis“.',
  ],
  'model-name-taken': ({ name }) => [`Es gibt bereits ein Modell namens „${name}“.`, 'Wählen Sie einen anderen Namen.'],
  'model-built-in': ({ name }) => [
    `Das Modell „${name}“ gehört zu Tacet und bleibt.`,
    'Entfernen lassen sich nur eigene Modelle.',
  ],
  'history-not-trained': ({ name }) => [
    `Das Modell „${name}“ ist ein Netz von 2018, das als Zeitdokument aufbewahrt wird: Es wird nicht weiter trainiert.`,
    'Wählen Sie ein anderes Basismodell.',
  ],
  'history-no-onnx': ({ name }) => [
    `Das Modell „${name}“ ist ein Netz von 2018, das als Zeitdokument aufbewahrt wird: Als ONNX wird es nicht exportiert.`,
    'Exportieren Sie es als .zip, das Tacet wieder importieren kann.',
  ],

  'engine-stopped': ({ how }) => [
    `Die Berechnung wurde unerwartet beendet (${how}).`,
    'Versuchen Sie es erneut; bleibt es dabei, schließen Sie andere Programme, da der Speicher nicht gereicht haben könnte, oder wählen Sie ein anderes Backend.',
  ],
  'engine-closed': () => ['Die Berechnung wurde mit dem beendet, was sie verwendete.', 'Öffnen Sie die Studie erneut.'],
  'out-of-memory': () => [
    'Der Arbeitsspeicher reichte dafür nicht.',
    'Schließen Sie andere Programme und versuchen Sie es erneut; ein Training kann an seinem letzten Zwischenstand weitergehen.',
  ],
  'backend-not-a-number': () => ['Es ergibt bei einer kleinen Prüfung NaN.', chooseAnotherBackend],
  'backend-wrong': ({ off }) => [`Es weicht bei einer kleinen Prüfung um ${off} ab.`, chooseAnotherBackend],
  'backend-missing': ({ backend, why }) => [
    `Das Backend „${backend}“ läuft hier nicht: ${phrased(why)}`,
    'Wählen Sie in den Einstellungen „auto“.',
  ],
  'no-backend': ({ why }) => [`Hier kann nichts rechnen: ${phrased(why)}`, 'Installieren Sie Tacet neu.'],
  'tensorflow-not-built': () => ['Das TensorFlow-Addon ist auf diesem Computer nicht gebaut.', buildTensorFlow],
  'tensorflow-broken': ({ why }) => [`TensorFlow lässt sich nicht laden: ${phrased(why)}`, buildTensorFlow],
  'onnxruntime-no-provider': ({ wanted, variable, here }) => [
    `onnxruntime hat auf diesem Computer keinen Provider „${wanted}“, wie ihn ${variable} verlangt.`,
    `Wählen Sie dort einen von diesen, oder setzen Sie die Variable nicht: ${here}.`,
  ],
  'onnxruntime-provider': ({ provider, why, variable }) => [
    `Der Provider „${provider}“ von onnxruntime ist auf diesem Computer nicht verwendbar: ${phrased(why)}.`,
    `Setzen Sie ${variable} nicht: Dann rechnet der Prozessor.`,
  ],
  'no-automatic-differentiation': ({ why }) => [
    `Hier läuft nichts, was automatisch differenziert: ${phrased(why)}.`,
    'Bauen Sie TensorFlow mit „npm run native“ im Projektordner.',
  ],
  'too-large-for-automatic-differentiation': ({ count, height, width }) => [
    `${count} Ausschnitte von ${height} × ${width} Pixeln auf einmal sind zu viel für das langsame automatische Differenzieren, das hier läuft.`,
    'Wählen Sie kleinere Ausschnitte, oder bauen Sie TensorFlow mit „npm run native“ im Projektordner.',
  ],
  'wasm-stopped': () => [
    'Ein Thread des wasm-Backends wurde unerwartet beendet; in der Regel braucht es mehr Speicher, als WebAssembly hat.',
    chooseAnotherBackend,
  ],
  'wasm-failed': ({ why }) => [`WebAssembly konnte es nicht berechnen: ${phrased(why)}`, chooseAnotherBackend],

  stopped: () => ['Das Entrauschen wurde vor seinem Ende angehalten.', 'Starten Sie es erneut.'],
  'not-denoised': ({ image, model }) => [
    `Bild ${image} wurde nicht mit „${model}“ entrauscht.`,
    'Entrauschen Sie zuerst die Serie.',
  ],

  'encoding-failed': ({ why }) => [
    `Das Bild konnte nicht komprimiert werden: ${phrased(why)}.`,
    'Exportieren Sie es unkomprimiert.',
  ],
  'export-no-identity': () => [
    'Dieses Bild hat keine eigene UID (SOP Instance UID), mit der eine Kopie es als Quelle nennen könnte.',
    'Senden Sie die Originalbilder erneut.',
  ],
  'export-no-hu': () => [
    'Dieses Bild enthält keine CT-Werte, die eine entrauschte Kopie behalten könnte.',
    'Wählen Sie eine Original-CT-Serie.',
  ],
  'no-place': () => ['Zum Schreiben wird ein Ort gebraucht.', 'Wählen Sie einen Ordner.'],
  'disk-full': ({ place }) => [
    `In „${place}“ ist nicht genug Platz; es wurde nichts davon behalten.`,
    'Schaffen Sie dort Platz, oder wählen Sie einen anderen Ort.',
  ],
  'not-writable': ({ place }) => [
    `In „${place}“ kann nicht geschrieben werden.`,
    'Wählen Sie einen Ordner, in den Sie schreiben dürfen.',
  ],
  'place-gone': ({ place }) => [
    `Der Ort „${place}“ ist nicht mehr da.`,
    'Verbinden Sie ihn wieder, oder wählen Sie einen anderen Ort.',
  ],
  'not-a-folder': ({ place }) => [`„${place}“ ist kein Ordner.`, 'Wählen Sie einen Ordner zum Schreiben.'],
  'name-too-long': ({ place }) => [
    `Das Dateisystem nimmt keinen so langen Namen an: ${place}`,
    'Wählen Sie einen Ordner mit kürzerem Pfad.',
  ],

  'training-runs': () => ['Ein Training läuft bereits.', 'Halten Sie es an, oder warten Sie, bis es fertig ist.'],
  'neighbours-few': ({ slices, least }) => [
    `Die Serie hat ${slices} Schichten; um von Nachbarn zu lernen, sind mindestens ${least} nötig.`,
    learnOtherwise,
  ],
  'neighbours-unplaced': () => [
    'Die Schichten haben keine gleichmäßigen Abstände, also ist von keiner zu sagen, welche ihre Nachbarin ist.',
    learnOtherwise,
  ],
  'neighbours-apart': ({ thickness, spacing }) => [
    `Die Schichten überlappen nicht (${thickness} dick, alle ${spacing}), und das Modell kennt ihr Rauschen: Eine Nachbarin zeigt andere Anatomie, nicht dasselbe noch einmal.`,
    learnOtherwise,
  ],
  'neighbours-smeared': ({ reach, thickness }) => [
    `Schichten teilen ihr Rauschen bis ${reach} Abstand, und weiter voneinander entfernt teilen sie bei ${thickness} Dicke keine Anatomie.`,
    learnOtherwise,
  ],
  'neighbours-common-noise': ({ percent }) => [
    `Schichten teilen in jedem Abstand mehr als ${percent} % ihres Rauschens: Es würde als Anatomie gelernt.`,
    learnOtherwise,
  ],
  'neighbours-unlike': ({ percent, apart }) => [
    `Nur ${percent} % des Körpers sehen in Schichten mit ${apart} Abstand gleich aus: zu wenig, um daraus zu lernen.`,
    learnOtherwise,
  ],
  'pairs-not-two': ({ series }) => [
    `Ein Paar besteht aus zwei Serien derselben Stellen, und hier ${series === 1 ? 'ist es 1' : `sind es ${series}`}.`,
    chooseTwins,
  ],
  'pairs-kernels': ({ kernels }) => [
    `Die beiden Serien sind mit verschiedenen Faltungskernen rekonstruiert (${kernels}): Sie unterscheiden sich in der Schärfe, nicht nur im Rauschen.`,
    chooseTwins,
  ],
  'pairs-elsewhere': ({ slices, least }) => [
    `Nur ${slices} ${slices === 1 ? 'Schicht der beiden Serien zeigt' : 'Schichten der beiden Serien zeigen'} dieselbe Stelle; mindestens ${least} sind nötig.`,
    chooseTwins,
  ],
  'pairs-unlike': ({ percent }) => [
    `Nur ${percent} % des Körpers sehen in beiden Serien gleich aus: Er hat sich bewegt, oder sie zeigen etwas anderes.`,
    chooseTwins,
  ],
  'pairs-common-noise': ({ percent }) => [
    `Die beiden Serien teilen ${percent} % ihres Rauschens: Es würde als Anatomie gelernt.`,
    chooseTwins,
  ],
  'training-diverged': ({ step }) => [
    `Das Training brach bei Schritt ${step} zusammen: Der Verlust ist keine Zahl mehr.`,
    'Beginnen Sie mit kleinerer Lernrate von vorn; der letzte Zwischenstand ist heil.',
  ],
  'training-harmed': ({ base, harms }) => [
    `Das Modell wurde schlechter und wird nicht behalten. ${harms.map(phrased).join('; ')}.`,
    `Arbeiten Sie mit „${base}“ weiter, oder trainieren Sie an einer anderen Serie.`,
  ],
  'nothing-learnt': () => [
    'Es gibt nichts zu behalten: Dieses Training hat nichts gelernt, oder ein weiteres folgte.',
    'Trainieren Sie erneut.',
  ],
  'data-not-finite': ({ image, count }) => [
    `Bild ${image} von ${count} der Trainingsbilder enthält Werte, die keine Zahlen sind.`,
    'Lassen Sie seine Serie weg.',
  ],
  'image-small': ({ leastPx, patchPx }) => [
    `Ein Trainingsbild ist ${leastPx} Pixel breit, ein Ausschnitt daraus wäre ${patchPx}.`,
    'Wählen Sie eine Serie mit größeren Bildern.',
  ],
  'weights-not-finite': ({ name }) => [
    `Das Netz kann nicht trainiert werden: Seine Gewichte „${name}“ enthalten Werte, die keine Zahlen sind.`,
    'Wählen Sie ein anderes Basismodell.',
  ],

  'cases-run': () => ['Die Varianten werden bereits verglichen.', 'Brechen Sie das ab, oder warten Sie, bis es fertig ist.'],
  'cases-empty': () => [
    'Es gibt keine Schicht, an der die Varianten verglichen werden könnten.',
    'Wählen Sie eine CT-Serie mit Bildern.',
  ],
  'cases-small': ({ sizePx, leastPx }) => [
    `Die Schichten haben ${sizePx} × ${sizePx} Pixel, die Varianten brauchen mindestens ${leastPx} × ${leastPx}.`,
    'Wählen Sie eine Serie mit größeren Bildern.',
  ],
  'cases-not-finite': () => [
    'Die Schichten enthalten Werte, die keine Zahlen sind (NaN oder unendlich).',
    'Wählen Sie eine andere Serie.',
  ],
  'cases-blank': () => [
    'Eine Schicht ist überall gleich grau, in ihr ist nichts zu finden.',
    'Wählen Sie eine Serie eines Körpers oder eines Phantoms.',
  ],
  'no-case': () => [
    'Diese Variante kann nicht behalten werden: Der Vergleich wurde nicht fertig, oder ein weiterer folgte.',
    'Vergleichen Sie erneut.',
  ],
  'no-report': () => [
    'Es gibt keinen Bericht zu speichern: Dieser Vergleich wurde nicht fertig, oder ein weiterer folgte.',
    'Vergleichen Sie erneut.',
  ],
  'report-unwritten': ({ folder, why }) => [
    `Der Bericht konnte nicht nach „${folder}“ geschrieben werden (${phrased(why)}).`,
    'Wählen Sie einen anderen Ordner.',
  ],

  'saving-unknown': () => ['Diese Bilder werden nicht mehr gespeichert.', 'Speichern Sie sie erneut.'],
  'pictures-not-saved': ({ why }) => [
    `Die Bilder konnten nicht gespeichert werden (${phrased(why)}).`,
    'Wählen Sie einen anderen Ort, oder schaffen Sie Platz.',
  ],
  'no-clipboard': () => ['Im Browser kopiert die Seite selbst.', 'Speichern Sie das Bild stattdessen.'],

  'measurements-damaged': ({ file, folder }) => [
    'Die Datei mit den Messungen dieser Studie ist beschädigt.',
    `Sie wurde als ${file} in ${folder} aufbewahrt; das Messen beginnt von vorn.`,
  ],
  'measurements-not-kept': ({ folder, why }) => [
    `Die Messungen konnten nicht gespeichert werden: ${phrased(why)}.`,
    `Sorgen Sie dafür, dass in ${folder} Platz ist und geschrieben werden darf; die nächste Änderung speichert alle erneut.`,
  ],
  'measurements-unreadable': ({ why }) => [
    `Die zu dieser Studie aufbewahrten Messungen konnten nicht gelesen werden: ${phrased(why)}.`,
    'Solange wird nichts darüber gespeichert: Öffnen Sie die Studie erneut, sobald der Ordner lesbar ist.',
  ],

  'settings-unreadable': ({ which }) => [
    which.length === 0
      ? 'Die gespeicherten Einstellungen konnten nicht gelesen werden; es gelten die üblichen.'
      : `Einige gespeicherte Einstellungen konnten nicht gelesen werden; dafür gelten die üblichen: ${which.map(phrased).join(', ')}.`,
    'Wählen Sie sie in den Einstellungen erneut.',
  ],
  'no-dialog': () => [
    'Ein Browser zeigt Tacet keinen Ort auf dem Datenträger.',
    'Wählen Sie Dateien oder einen Ordner zur Übergabe, oder legen Sie sie hier ab.',
  ],
  'call-unknown': ({ name }) => [`Tacet kennt den Aufruf „${name}“ nicht.`, 'Laden Sie das Fenster neu.'],
  'request-invalid': ({ name }) => [`Tacet versteht den Aufruf „${name}“ in dieser Form nicht.`, 'Laden Sie das Fenster neu.'],
  'sender-unknown': () => ['Tacet antwortet nur seinem eigenen Fenster.', 'Starten Sie Tacet erneut.'],
  unexpected: ({ why }) => [
    `Etwas Unerwartetes ist geschehen: ${phrased(why)}`,
    'Versuchen Sie es erneut; bleibt es dabei, melden Sie den Fehler mit diesem Text.',
  ],
};

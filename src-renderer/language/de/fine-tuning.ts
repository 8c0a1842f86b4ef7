import type { Words } from '../words';

export const fineTuning: Words['fineTuning'] = {
  what: 'Trainiert ein Modell an einer Ihrer eigenen Serien weiter; rauschfreie Bilder sind nicht nötig. Es läuft auf diesem Computer und geht weiter, während Sie lesen.',
  baseModel: 'Basismodell',
  baseModelHint: 'Der Ausgangspunkt. Das Basismodell selbst bleibt, wie es ist.',
  series: 'Serie',
  seriesHint: 'Von der Art, die entrauscht werden soll: gleicher Scanner, gleicher Faltungskern, gleiche Region.',
  learnsFrom: 'Gelernt wird aus',
  ways: {
    simulated: {
      name: 'der Serie mit simulierter niedrigerer Dosis',
      hint: 'Ihren Schichten wird Rauschen hinzugefügt, und das Netz lernt, es zu finden. Geht mit jeder Serie.',
    },
    neighbours: {
      name: 'benachbarten Schichten',
      hint: 'Für eine verrauschte Serie überlappender Schichten: Das Netz lernt, was zwei Nachbarn gemeinsam haben.',
    },
    pairs: {
      name: 'derselben Aufnahme mit zwei Dosen',
      hint: 'Zwei Serien derselben Stellen mit demselben Faltungskern: Das Netz lernt, in der verrauschteren die andere zu finden.',
    },
  },
  twin: 'Dasselbe mit anderer Dosis',
  twinHint: 'Welche der beiden stärker rauscht, wird gemessen.',
  looking: 'Es wird geprüft, was die Schichten lehren können …',
  learnsFromSlices: (learnt, heldBack) =>
    heldBack === 0
      ? `Gelernt wird aus ${learnt} Schichten; zu wenige, um welche für den Vergleich mit dem Basismodell zurückzuhalten.`
      : `Gelernt wird aus ${learnt} Schichten; ${heldBack} weitere ${heldBack === 1 ? 'wird' : 'werden'} für den Vergleich mit dem Basismodell zurückgehalten.`,
  steps: 'Schritte',
  takesAbout: (duration) => `Etwa ${duration} bei der Geschwindigkeit des letzten Trainings.`,
  stepsHint: 'Einige hundert passen ein Modell an; die nötige Zeit zeigt sich nach den ersten Schritten.',
  start: 'Feinabstimmung starten',
  nothingToLearnFrom: 'Aus keiner der geöffneten Serien kann gelernt werden.',
  needsHounsfield: 'Die Feinabstimmung braucht eine CT-Serie in Hounsfield-Einheiten.',
  openStudyFirst: 'Öffnen Sie zuerst eine Studie: Ein Modell wird auf eine ihrer Serien abgestimmt.',
  cancelled: 'Das Training wurde abgebrochen; nichts wurde behalten.',

  preparing: 'Die Schichten werden vorbereitet …',
  stopping: 'Wird angehalten …',
  running: 'Feinabstimmung läuft …',
  stoppedAfter: (step, steps) => `Angehalten nach ${step} von ${steps} Schritten`,
  done: 'Die Feinabstimmung ist fertig',
  onSeries: (description) => `an der Serie ${description}`,
  onTheSeries: 'an der Serie',
  stopAndKeep: 'Anhalten und behalten',
  throwAway: 'Abbrechen und verwerfen',
  progress: 'Feinabstimmung',
  figures: { step: 'Schritt', loss: 'Verlust, Trend', rate: 'Tempo', timeLeft: 'Restzeit' },
  stepOf: (step, steps) => `${step} von ${steps}`,
  stepsPerSecond: (rate) => `${rate} Schritte/s`,
  lossPlot: 'Verlust über den Schritten; er fällt, während gelernt wird',
  lossCaption: 'Verlust jedes Schritts und sein Trend; niedriger ist besser.',

  nameOfNew: 'Name des neuen Modells',
  keep: 'Modell behalten',
  discard: 'Verwerfen',
  keptAs: (name) => `Behalten als ${name}.`,
  keptAndUsed: (name) => `Behalten als ${name}; zum Entrauschen wird es nun verwendet.`,
  useNow: 'Jetzt verwenden',
  again: 'Erneut feinabstimmen',

  original: 'Original',
  tunedAtStep: (step) => `Feinabgestimmt, Schritt ${step}`,
  differenceShown: 'Feinabgestimmt − Basis, −30 bis 30 HU',
  atFullStrength: 'Stärke 100 %: Alles Rauschen, das das jeweilige Netz findet, wird abgezogen.',
  rightImage: 'Rechtes Bild',
  tuned: 'Feinabgestimmt',
  difference: 'Differenz zum Basismodell',
};

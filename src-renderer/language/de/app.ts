import type { Words } from '../words';

export const app: Words['app'] = {
  showSeries: 'Serien einblenden',
  hideSeries: 'Serien ausblenden',
  openFolder: 'Ordner öffnen',
  openFiles: 'Dateien öffnen',
  closeStudy: 'Studie schließen',
  fullScreen: 'Vollbild',
  showDenoising: 'Entrauschen einblenden',
  hideDenoising: 'Entrauschen ausblenden',
  showAttributes: 'Attribute des Bildes',
  hideAttributes: 'Attribute ausblenden',
  showMeasurements: 'Messungen einblenden',
  hideMeasurements: 'Messungen ausblenden',
  settings: 'Einstellungen und Feinabstimmung',
  keys: 'Tasten',

  status: 'Status',
  connectionLost: 'Verbindung zu Tacet verloren. Neuer Versuch …',
  jobs: {
    denoise: 'Entrauschen',
    export: 'Exportieren',
    train: 'Feinabstimmung',
    cases: 'Vergleich der Varianten',
    pictures: 'Bilder speichern',
  },
  cancelJob: (job) => `Abbrechen: ${job}`,
  computesOn: (backend) => `Rechnet mit ${backend}`,
  measuringComputer: 'Dieser Computer wird vermessen …',
  researchOnly: 'Nur für Forschungszwecke — nicht für diagnostische Zwecke',
  memory: 'Speicher',
  memoryKept: (kept, limit) =>
    `Schichten und Rauschen, die zum Blättern behalten werden: ${kept} von ${limit}. Zu ändern in den Einstellungen.`,
  memoryFor: 'Speicher für Schichten und Rauschen',

  demoStudy: 'Demostudie',
  droppedNothing: 'Das Abgelegte konnte nicht geöffnet werden.',
  openInstead: 'Verwenden Sie stattdessen „Studie öffnen“.',
  disconnected: 'Die Verbindung zu Tacet ging verloren.',
  reconnects:
    'Sie wird von selbst neu versucht. Falls Tacet beendet wurde, starten Sie es neu und öffnen Sie die Adresse, die es ausgibt.',
  replyUnreadable: (call) => `Die Seite von Tacet und sein Hauptprozess verstehen einander nicht (${call}).`,
  reload:
    'Laden Sie das Fenster neu. Bleibt es dabei, installieren Sie Tacet neu: Die beiden Teile haben verschiedene Versionen.',
  uploadCancelled: 'Das Öffnen wurde abgebrochen.',
  fileUnreadable: (file) => `Der Browser konnte ${file} nicht lesen.`,
  checkFile: 'Prüfen Sie, ob die Datei noch da ist und gelesen werden darf.',
};

import * as app from './app';
import type { CallOf, PayloadOf } from './call';
import * as cases from './cases';
import * as jobs from './jobs';
import * as measurements from './measurements';
import * as pictures from './pictures';
import * as study from './study';
import * as tags from './tags';

export * from './app';
export * from './call';
export * from './cases';
export * from './controls';
export * from './jobs';
export * from './measurements';
export * from './outcome';
export * from './pictures';
export * from './sentences';
export * from './study';
export * from './tags';
export * from './window';
export * from './wire';

/** Every request, by the name it has in code. */
export const contract = {
  hello: app.hello,
  choosePlace: app.choosePlace,
  listRecent: app.listRecent,
  forgetRecent: app.forgetRecent,
  readSettings: app.readSettings,
  writeSettings: app.writeSettings,
  probeBackends: app.probeBackends,
  openStudy: study.openStudy,
  stopReading: study.stopReading,
  closeStudy: study.closeStudy,
  rememberDesk: study.rememberDesk,
  listSlices: study.listSlices,
  readSlice: study.readSlice,
  readThumbnail: study.readThumbnail,
  listTags: tags.listTags,
  readTag: tags.readTag,
  beginUpload: study.beginUpload,
  uploadFile: study.uploadFile,
  cancelJob: jobs.cancelJob,
  startDenoising: jobs.startDenoising,
  focusDenoising: jobs.focusDenoising,
  readNoise: jobs.readNoise,
  exportSeries: jobs.exportSeries,
  checkTraining: jobs.checkTraining,
  startTraining: jobs.startTraining,
  stopTraining: jobs.stopTraining,
  keepModel: jobs.keepModel,
  listModels: jobs.listModels,
  readModelCard: jobs.readModelCard,
  removeModel: jobs.removeModel,
  startCases: cases.startCases,
  saveCasesReport: cases.saveCasesReport,
  keepCase: cases.keepCase,
  readMeasurements: measurements.readMeasurements,
  writeMeasurements: measurements.writeMeasurements,
  beginPictures: pictures.beginPictures,
  addPicture: pictures.addPicture,
  finishPictures: pictures.finishPictures,
  abandonPictures: pictures.abandonPictures,
  copyPicture: pictures.copyPicture,
} as const;

/** Every event, by the name it has in code. */
export const events = {
  commandChosen: app.commandChosen,
  studyProgress: study.studyProgress,
  studySeries: study.studySeries,
  studySeriesGone: study.studySeriesGone,
  studyRefused: study.studyRefused,
  jobProgress: jobs.jobProgress,
  sliceDenoised: jobs.sliceDenoised,
  exportDone: jobs.exportDone,
  trainingStep: jobs.trainingStep,
  trainingPreview: jobs.trainingPreview,
  casesEpoch: cases.casesEpoch,
  casesPictures: cases.casesPictures,
  casesOutput: cases.casesOutput,
  casesMeasured: cases.casesMeasured,
  casesDone: cases.casesDone,
} as const;

export type CallName = keyof typeof contract;
export type EventName = keyof typeof events;
/** The page's side: one function a call. */
export type Client = { readonly [K in CallName]: CallOf<(typeof contract)[K]> };
/** Main's side: the same functions, implemented. */
export type Handlers = Client;
export type EventPayload<K extends EventName> = PayloadOf<(typeof events)[K]>;
/** How main's jobs speak to the page. */
export type Emit = <K extends EventName>(name: K, payload: EventPayload<K>) => void;

/** What the desktop preload puts on `window.tacet`. Absent in a browser, which speaks WebSocket instead. */
export interface DesktopBridge {
  call(name: string, request: unknown): Promise<unknown>;
  onEvent(listener: (message: unknown) => void): () => void;
  /** A grant for files that were dropped on the window: the preload asks Electron for their paths, the page never sees them. */
  grantFiles(files: readonly File[]): Promise<string>;
}

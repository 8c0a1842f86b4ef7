/**
 * The engine's edge: what jobs (through the engine process) and the command line may use. Runs in a process of its own; knows nothing of
 * DICOM, patients' files or Electron.
 */
export type * from './engine';

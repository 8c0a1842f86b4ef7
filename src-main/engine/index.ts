/**
 * The engine's edge: what the engine process and the tests may use. Knows nothing of DICOM, patients' files or Electron.
 */
export type * from './engine';
export { breath } from './breath';
export { estimateNoiseHu } from './inference/noise-level';
export { residualCnn, type ModelDefinition } from './networks/definition';
export { gmacPerSlice, initialWeights, parameterCount, tacetDefinition, weightShapes } from './networks/tacet';
export { readSafetensors, writeSafetensors } from './networks/safetensors';
export { engineOn, openEngine } from './open';
export { plainly } from './out-of-memory';
export { seededRandom, type Random } from './random';
export { readCheckpointRecord, type TrainingRecord } from './training/checkpoint';
export { train, type TrainingEnd, type TrainingPlan, type TrainingStep } from './training/loop';
export type { BatchSource } from './training/source';

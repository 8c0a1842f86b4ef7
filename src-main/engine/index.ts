/**
 * The engine's edge: what the engine process and the tests may use. Knows nothing of DICOM, patients' files or Electron.
 */
export type * from './engine';
export { breath } from './breath';
export { withoutFaint } from './inference/faint-bands';
export { onnxModel } from './inference/onnx-model';
export { estimateNoiseHu } from './inference/noise-level';
export { modelDefinition, type ModelDefinition, type ResidualCnn, type Seo2018Definition } from './networks/definition';
export { gmacPerSlice, parameterCount, weightShapes } from './networks/of-definition';
export { initialWeights, tacetDefinition } from './networks/tacet';
export { readSafetensors, writeSafetensors } from './networks/safetensors';
export { engineOn, openEngine } from './open';
export { plainly } from './out-of-memory';
export { seededRandom, type Random } from './random';
export { readCheckpointRecord, type TrainingRecord } from './training/checkpoint';
export type { FoursTerms } from './training/losses/fours';
export { train, type TrainingEnd, type TrainingPlan, type TrainingStep } from './training/loop';
export type { BatchSource } from './training/source';

/** The model library: model folders on disk, read, checked and written. */
export { cardOf } from './card';
export { readModelFolder, writeModelFolder, type LoadedModel, type NewModel } from './folder';
export { openModelLibrary, type ModelLibrary, type ModelPlaces } from './library';
export type { ModelFile, TrainingRecord } from './model-file';

/** The model library: model folders on disk, read, checked and written. */
export { cardOf } from './card';
export { readModelFolder, setModelAside, writeModelFolder, type LoadedModel, type NewModel } from './folder';
export { asBase, asOnnx, isHistorical, type LoadedResidualModel } from './history';
export { openModelLibrary, type ModelLibrary, type ModelPlaces } from './library';
export { summaryOf, type ModelFile, type TrainingRecord } from './model-file';

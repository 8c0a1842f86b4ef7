export { createBatchSource, trainingTruths, withNoiseFields, type BatchOptions, type TrainingImage, type Truth } from './batches';
export { noiseOfDose, type DoseOptions } from './noise';
export { makePhantom, phantomKinds, type Phantom, type PhantomKind } from './phantom';
export { kernelCutoffs, type KernelName, scanner } from './scanner';

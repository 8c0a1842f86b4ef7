export {
  createBatchSource,
  noisyImage,
  trainingTruths,
  withNoiseFields,
  type BatchOptions,
  type PairImage,
  type TrainingImage,
  type Truth,
} from './batches';
export { noiseOfDose, referencePhotons, type DoseOptions } from './noise';
export { cutBack, fitScan, kernelOfName, type ScanFit, scanSlice, type ScanSlice } from './scan-fit';
export { makePhantom, phantomKinds, type Phantom, type PhantomKind } from './phantom';
export { kernelWindows, type KernelName, scanner } from './scanner';
export { movingStock, type Stock } from '../training/stock';

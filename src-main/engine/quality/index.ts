/** Image quality as medical physics measures it: pure functions over HU. */
export { contrastKept, type Disc, discImage } from './disc';
export { displayWindows, type DisplayWindow } from './display-window';
export { psnr, rmseHu } from './error';
export { correlationEnd, fallenPatches, type FallenPatches, largestNewErrorHu, residualStructure } from './hallucination';
export { bestLinearFilter, effectOf, filterTask, type FilterTask, gaussianOfNoise, type LinearFilter } from './linear-filter';
export { areaUnderRoc, channelOutputs, type Channels, type Detectability, hotelling, laguerreGauss } from './observer';
export { noisePower, type NoisePower } from './noise-power';
export {
  bodyRegion,
  discRegion,
  interior,
  meanShiftHu,
  type Region,
  regionStatistics,
  type RegionStatistics,
  tissueRegion,
} from './region';
export { flatResidue, type Residue } from './residue';
export { ssim, ssimConstants } from './ssim';
export { taskTransfer, type Transfer } from './transfer';
export { type Comparison, tunedGaussian, type TunedGaussian } from './tuned-gaussian';

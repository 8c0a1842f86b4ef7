/** Image quality as medical physics measures it: pure functions over HU. */
export { displayWindows, type DisplayWindow } from './display-window';
export { psnr, rmseHu } from './error';
export { noisePower, type NoisePower } from './noise-power';
export { discRegion, meanShiftHu, type Region, regionStatistics, type RegionStatistics, tissueRegion } from './region';
export { ssim, ssimConstants } from './ssim';
export { type Comparison, tunedGaussian, type TunedGaussian } from './tuned-gaussian';

/** Two images of one place as input and target: where they may be compared, and what of their noise they have in common. */
export { alikeMask, alikeShare } from './alike';
export { commonNoise, grainOf } from './common-noise';

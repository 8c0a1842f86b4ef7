/** The checks of everything that was derived by hand. */
export type { Check } from './check';
export { checkGradients, type CheckDone, type Checked, type GradientReport } from './gradcheck';

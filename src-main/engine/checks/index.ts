/** The checks of everything that was derived by hand. */
export type { Check } from './check';
export { type CheckDone, type CheckedPart, checkGradients, type PartChecked } from './gradcheck';

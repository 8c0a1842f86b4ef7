/** HU of an unenhanced chest. */
export const tissue = {
  air: -1000,
  lung: -868,
  fat: -105,
  muscle: 54,
  skin: 5,
  blood: 42,
  myocardium: 48,
  airwayWall: 15,
  lumen: -985,
  liver: 58,
  spleen: 50,
  disc: 80,
  cartilage: 105,
  cortex: 820,
  marrow: 185,
} as const;

export const clamp01 = (t: number): number => Math.max(0, Math.min(1, t));
export const mix = (from: number, to: number, share: number): number => from + (to - from) * clamp01(share);
/** 0 below `from`, 1 above `to` (or the other way round), smooth between. */
export const smoothStep = (from: number, to: number, value: number): number => {
  const t = clamp01((value - from) / (to - from));
  return t * t * (3 - 2 * t);
};
/** A smooth hump: 1 between the inner two numbers, 0 outside the outer two. */
export const hump = (a: number, b: number, c: number, d: number, value: number): number =>
  smoothStep(a, b, value) * (1 - smoothStep(c, d, value));

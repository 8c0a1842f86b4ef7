import { gaussianBlur } from '../inference/gaussian';

/** A round insert; its middle may lie between pixels. */
export interface Disc {
  readonly row: number;
  readonly column: number;
  readonly radiusPx: number;
  /** Above its surroundings. */
  readonly hu: number;
}

/**
 * Discs on nothing, HU, size × size: pixels of the rim by the share that is covered, then a Gaussian blur to the resolution of a scan (none at 0
 * px). Added to an image it inserts them.
 */
export function discImage(size: number, discs: readonly Disc[], blurPx: number): Float32Array {
  const image = new Float32Array(size * size);
  for (const { row, column, radiusPx, hu } of discs)
    for (let y = Math.max(0, Math.floor(row - radiusPx - 1)); y <= Math.min(size - 1, row + radiusPx + 1); y++)
      for (let x = Math.max(0, Math.floor(column - radiusPx - 1)); x <= Math.min(size - 1, column + radiusPx + 1); x++)
        image[y * size + x] += hu * Math.max(0, Math.min(1, radiusPx + 0.5 - Math.hypot(y - row, x - column)));
  return blurPx === 0 ? image : gaussianBlur(image, size, size, blurPx);
}

/** Where the surroundings of a disc begin and end, px from its rim: the blur of a scan does not reach that far. */
const ringPx = { from: 3, to: 8 } as const;

/** What a measured contrast weighs a pixel with: 1 / pixels in the disc, −1 / pixels in the ring around it, 0 elsewhere. Size × size. */
export function contrastWeights(size: number, disc: Disc): Float32Array {
  const weights = new Float32Array(size * size);
  const distance = (i: number): number => Math.hypot(Math.floor(i / size) - disc.row, (i % size) - disc.column) - disc.radiusPx;
  let [inside, around] = [0, 0];
  for (let i = 0; i < weights.length; i++) {
    const px = distance(i);
    weights[i] = px <= 0 ? 1 : px >= ringPx.from && px <= ringPx.to ? -1 : 0;
    if (weights[i] > 0) inside++;
    if (weights[i] < 0) around++;
  }
  return weights.map((weight) => (weight > 0 ? weight / inside : weight / Math.max(1, around)));
}

/**
 * The share of a disc's contrast that a method keeps, 1 for all of it: "mean of the disc less mean of the ring 3 to 8 px around it" of
 * f(x + disc) − f(x), over the same of the disc as inserted. The noise cancels in the difference, so a few draws are enough.
 */
export function contrastKept(difference: Float32Array, inserted: Float32Array, size: number, disc: Disc): number {
  const weights = contrastWeights(size, disc);
  let [kept, whole] = [0, 0];
  for (let i = 0; i < weights.length; i++) {
    kept += weights[i] * difference[i];
    whole += weights[i] * inserted[i];
  }
  return kept / whole;
}

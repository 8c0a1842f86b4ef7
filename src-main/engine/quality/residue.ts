import { gaussianBlur } from '../inference/gaussian';

/** What is left in flat water, beside its strength: normal noise has kurtosis 3 and, of a hundred thousand pixels, extremes of 4.4 SD. */
export interface Residue {
  readonly sdHu: number;
  /** Fourth moment over the square of the second. Above 3: quiet with rare blobs, which look like lesions. */
  readonly kurtosis: number;
  /** The farthest pixel from the mean, SD. */
  readonly extremeSd: number;
  /** The farthest from the mean after a Gaussian blur of 2 px, HU: the largest blob. */
  readonly largestBlobHu: number;
}

const blobPx = 2;

/** Of flat regions, size × size each, HU; moments about the mean of all. Blobs are looked for 6 px inside, where the blur sees no edge. */
export function flatResidue(regions: readonly Float32Array[], size: number): Residue {
  const pixels = regions.length * size * size;
  const over = (value: (hu: number) => number): number =>
    regions.reduce((sum, region) => sum + region.reduce((part, hu) => part + value(hu), 0), 0) / pixels;
  const mean = over((hu) => hu);
  const variance = over((hu) => (hu - mean) ** 2);
  const sdHu = Math.sqrt(variance);
  const farthest = (image: Float32Array, margin: number): number => {
    let most = 0;
    for (let row = margin; row < size - margin; row++)
      for (let column = margin; column < size - margin; column++)
        most = Math.max(most, Math.abs(image[row * size + column] - mean));
    return most;
  };
  return {
    sdHu,
    kurtosis: over((hu) => (hu - mean) ** 4) / variance ** 2,
    extremeSd: Math.max(...regions.map((region) => farthest(region, 0))) / sdHu,
    largestBlobHu: Math.max(...regions.map((region) => farthest(gaussianBlur(region, size, size, blobPx), 3 * blobPx))),
  };
}

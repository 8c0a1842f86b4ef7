/** How the removed values of the body are spread, at a strength of 1: at strength a every HU is a times as large. */
export interface Histogram {
  /** Mean of what is removed, HU: the picture's mean changes by as much, the other way. */
  readonly meanHu: number;
  readonly sdHu: number;
  /** How many pixels in each bin, from mean - 4 SD on. */
  readonly counts: Uint32Array;
  readonly binHu: number;
  /** Pixels in all, with those beyond the ends. */
  readonly pixels: number;
}

const reachSd = 4;
const bins = 48;

/** Null where there is no body, or nothing was found in it. */
export function histogramOf(noise: Float32Array, body: Uint8Array): Histogram | null {
  let [pixels, sum] = [0, 0];
  for (let at = 0; at < noise.length; at += 1) {
    if (!body[at]) continue;
    pixels += 1;
    sum += noise[at]!;
  }
  if (pixels < 2) return null;
  const meanHu = sum / pixels;
  let squares = 0;
  for (let at = 0; at < noise.length; at += 1) if (body[at]) squares += (noise[at]! - meanHu) ** 2;
  const sdHu = Math.sqrt(squares / (pixels - 1));
  if (sdHu === 0) return null;
  const binHu = (2 * reachSd * sdHu) / bins;
  const counts = new Uint32Array(bins);
  for (let at = 0; at < noise.length; at += 1) {
    if (!body[at]) continue;
    const bin = Math.floor((noise[at]! - meanHu) / binHu + bins / 2);
    if (bin >= 0 && bin < bins) counts[bin]! += 1;
  }
  return { meanHu, sdHu, counts, binHu, pixels };
}

/** The middle of a bin, HU. */
export const middleOf = ({ meanHu, binHu, counts }: Histogram, bin: number): number =>
  meanHu + (bin + 0.5 - counts.length / 2) * binHu;

/** How many pixels a normal distribution of the same mean, SD and number would put into a bin, by its density in the middle. */
export function expectedIn(histogram: Histogram, bin: number): number {
  const { meanHu, sdHu, binHu, pixels } = histogram;
  const z = (middleOf(histogram, bin) - meanHu) / sdHu;
  return (pixels * binHu * Math.exp(-(z * z) / 2)) / (sdHu * Math.sqrt(2 * Math.PI));
}

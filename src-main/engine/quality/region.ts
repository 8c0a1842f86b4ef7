import { gaussianBlur } from '../inference/gaussian';

/** A part of an image, as large as it: 1 inside, 0 outside. */
export type Region = Uint8Array;

/** Pixels whose middle is no farther than `radiusPx` from a point. */
export function discRegion(
  { rows, columns }: { readonly rows: number; readonly columns: number },
  disc: { readonly row: number; readonly column: number; readonly radiusPx: number },
): Region {
  const region = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      if ((row - disc.row) ** 2 + (column - disc.column) ** 2 <= disc.radiusPx ** 2) region[row * columns + column] = 1;
  return region;
}

/** Pixels of a truth from one HU up to another, both in. */
export const tissueRegion = (truth: Float32Array, fromHu: number, toHu: number): Region =>
  Uint8Array.from(truth, (hu) => Number(hu >= fromHu && hu <= toHu));

/** A region without its rim: there, a blurred edge would count as a shift of HU. */
export function interior(region: Region, rows: number, columns: number, marginPx: number): Region {
  const share = gaussianBlur(Float32Array.from(region), rows, columns, marginPx);
  return Uint8Array.from(share, (value) => Number(value > 0.999));
}

export interface RegionStatistics {
  readonly pixels: number;
  readonly meanHu: number;
  /** Standard deviation of the sample (n − 1), HU. In a uniform region this is the noise. */
  readonly sdHu: number;
}

/** Mean and SD in two passes, so that a large mean costs no digits. NaN where there are too few pixels. */
export function regionStatistics(image: Float32Array, region: Region): RegionStatistics {
  let [pixels, sum] = [0, 0];
  for (let i = 0; i < image.length; i++) {
    if (!region[i]) continue;
    pixels++;
    sum += image[i];
  }
  const meanHu = sum / pixels;
  let squares = 0;
  for (let i = 0; i < image.length; i++) if (region[i]) squares += (image[i] - meanHu) ** 2;
  return { pixels, meanHu, sdHu: Math.sqrt(squares / (pixels - 1)) };
}

/** By how much the mean of a region differs from that of another image, HU: against the truth the bias, against the input the mean shift. */
export function meanShiftHu(image: Float32Array, from: Float32Array, region: Region): number {
  let [pixels, sum] = [0, 0];
  for (let i = 0; i < image.length; i++) {
    if (!region[i]) continue;
    pixels++;
    sum += image[i] - from[i];
  }
  return sum / pixels;
}

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

/** What is thinner is air, or lung. */
const airHu = -500;

/** The body in a truth, lungs and bowel gas in it: all but the air that the edge of the image can be reached through. */
export function bodyRegion(truth: Float32Array, rows: number, columns: number): Region {
  const region = new Uint8Array(rows * columns).fill(1);
  const open: number[] = [];
  const enter = (row: number, column: number): void => {
    const at = row * columns + column;
    if (row < 0 || row >= rows || column < 0 || column >= columns || region[at] === 0 || truth[at] > airHu) return;
    region[at] = 0;
    open.push(at);
  };
  for (let row = 0; row < rows; row++) for (const column of [0, columns - 1]) enter(row, column);
  for (let column = 0; column < columns; column++) for (const row of [0, rows - 1]) enter(row, column);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const [row, column] = [Math.floor(at / columns), at % columns];
    enter(row - 1, column);
    enter(row + 1, column);
    enter(row, column - 1);
    enter(row, column + 1);
  }
  return region;
}

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

import type { Size } from './slice-noise';

/** A Gaussian blur of `sigma` px, cut off at 3 sigma, with the picture mirrored at its edges. A new array. */
export function blurred(values: Float32Array, { rows, columns }: Size, sigma: number): Float32Array {
  const reach = Math.ceil(3 * sigma);
  const raw = Float64Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-((at - reach) ** 2) / (2 * sigma * sigma)));
  const sum = raw.reduce((total, value) => total + value, 0);
  const kernel = raw.map((value) => value / sum);
  const across = alongLines(values, { lines: rows, length: columns, between: columns, step: 1 }, kernel);
  return alongLines(across, { lines: columns, length: rows, between: 1, step: columns }, kernel);
}

interface Lines {
  readonly lines: number;
  readonly length: number;
  /** From a line to the next, and from a pixel to the next on it. */
  readonly between: number;
  readonly step: number;
}

function alongLines(values: Float32Array, { lines, length, between, step }: Lines, kernel: Float64Array): Float32Array {
  const reach = (kernel.length - 1) / 2;
  const out = new Float32Array(values.length);
  const padded = new Float64Array(length + 2 * reach);
  for (let line = 0; line < lines; line += 1) {
    for (let at = 0; at < padded.length; at += 1) padded[at] = values[line * between + mirrored(at - reach, length) * step]!;
    for (let at = 0; at < length; at += 1) {
      let total = 0;
      for (let tap = 0; tap < kernel.length; tap += 1) total += kernel[tap]! * padded[at + tap]!;
      out[line * between + at * step] = total;
    }
  }
  return out;
}

/** A place beyond an end, mirrored at the pixel there; also where the line is shorter than the kernel. */
function mirrored(at: number, length: number): number {
  const period = Math.max(1, 2 * (length - 1));
  const place = Math.abs(at) % period;
  return place < length ? place : period - place;
}

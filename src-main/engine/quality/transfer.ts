import type { Disc } from './disc';

/** A task transfer function: how much of each frequency a method passes on, at the contrast of the disc that it was measured with. */
export interface Transfer {
  readonly stepPerMm: number;
  /** At 0, 1 step, 2 steps, …; 1 at frequency 0. */
  readonly values: Float64Array;
  /** Where it first falls below one half, 1/mm; the last frequency where it does not. */
  readonly f50PerMm: number;
}

/** Finer than a pixel, so that the bins blur nothing that is to be seen; a circle's pixels lie at all distances. */
const binPx = 0.2;
const stepPerMm = 0.004;
const lastPerMm = 1.2;

/**
 * TTF from an edge (Richard et al. 2012, Med Phys 39:4115): the mean over rings round the disc's middle is its edge-spread function, that
 * one's slope the line-spread function, and its Fourier transform's size, over that at frequency 0, the TTF. `difference`: the disc alone, as a
 * method shows it (f(x + disc) − f(x), mean over draws), size × size. The edge is read to `reachPx` on both sides.
 */
export function taskTransfer(difference: Float32Array, size: number, pixelMm: number, disc: Disc, reachPx: number): Transfer {
  const edge = edgeSpread(difference, size, disc, reachPx);
  const line = Float64Array.from({ length: edge.length - 1 }, (_, i) => edge[i] - edge[i + 1]);
  const total = line.reduce((sum, value) => sum + value, 0);
  const values = Float64Array.from({ length: Math.round(lastPerMm / stepPerMm) + 1 }, (_, k) => {
    let [re, im] = [0, 0];
    for (let i = 0; i < line.length; i++) {
      const phase = 2 * Math.PI * k * stepPerMm * i * binPx * pixelMm;
      re += line[i] * Math.cos(phase);
      im += line[i] * Math.sin(phase);
    }
    return Math.hypot(re, im) / Math.abs(total);
  });
  return { stepPerMm, values, f50PerMm: halfwayPerMm(values) };
}

/** Mean over rings `binPx` wide, from inside out; a ring that no pixel's middle lies on takes what lies between its neighbours. */
function edgeSpread(image: Float32Array, size: number, disc: Disc, reachPx: number): Float64Array {
  const bins = Math.round((2 * reachPx) / binPx);
  const [sums, counts] = [new Float64Array(bins), new Float64Array(bins)];
  for (let i = 0; i < image.length; i++) {
    const distance = Math.hypot(Math.floor(i / size) - disc.row, (i % size) - disc.column) - disc.radiusPx;
    const bin = Math.floor((distance + reachPx) / binPx);
    if (bin < 0 || bin >= bins) continue;
    sums[bin] += image[i];
    counts[bin]++;
  }
  const known = Array.from(counts.keys()).filter((bin) => counts[bin] > 0);
  return sums.map((sum, bin) => {
    if (counts[bin] > 0) return sum / counts[bin];
    const after = known.findIndex((one) => one > bin);
    const [low, high] = [known[Math.max(0, after - 1)], known[after < 0 ? known.length - 1 : after]];
    const [a, b] = [sums[low] / counts[low], sums[high] / counts[high]];
    return high === low ? a : a + ((b - a) * (bin - low)) / (high - low);
  });
}

function halfwayPerMm(values: Float64Array): number {
  const below = values.findIndex((value) => value < 0.5);
  if (below < 0) return stepPerMm * (values.length - 1);
  const [above, under] = [values[below - 1], values[below]];
  return stepPerMm * (below - 1 + (above - 0.5) / (above - under));
}

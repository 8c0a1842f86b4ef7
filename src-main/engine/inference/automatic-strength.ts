import type { AutomaticStrengths, FaintBands, SliceHu } from '../engine';
import { weightsAt } from './faint-bands';
import { doubledAt } from './half-size';

/** Noise left, as a share of what there was: "about halved". */
const targetShare = 0.53;
/** Fewer flat pixels tell nothing. */
const leastPixels = 200;

/** The settings of the contrast dial that strengths are found for; between them they run straight (`strengthAt` of the contract). */
export const strengthKnots = [0, 0.5, 1] as const;

/**
 * The strengths that bring the noise in flat tissue to 0.53 of itself, at the dial's `strengthKnots`. There the prediction n is the noise, and what is
 * left at strength a is n − a·m, with m = n − w₁ broad − w₂ narrow (`withoutFaint`):
 *
 *     a² E[m²] − 2a E[nm] + (1 − 0.53²) E[n²] = 0,
 *
 * its smaller root; where there is none, the strength that leaves least. From 0 to 1. Null where too little is flat, or nothing is noise.
 */
export function automaticStrengths(
  noise: Float32Array,
  bands: FaintBands,
  size: Pick<SliceHu, 'rows' | 'columns'>,
  flat: Int32Array,
): AutomaticStrengths | null {
  if (flat.length < leastPixels) return null;
  const of = momentsOf(noise, doubledAt(bands.broad, flat, size), doubledAt(bands.narrow, flat, size), flat);
  const at = (contrast: number): number => {
    const { broad, narrow } = weightsAt(contrast);
    const nm = of.nn - broad * of.nb - narrow * of.ns;
    const mm = nm - broad * (of.nb - broad * of.bb - narrow * of.bs) - narrow * (of.ns - broad * of.bs - narrow * of.ss);
    if (of.nn === 0 || mm === 0) return NaN;
    const inside = nm * nm - mm * of.nn * (1 - targetShare ** 2);
    const root = inside > 0 ? (nm - Math.sqrt(inside)) / mm : nm / mm;
    return Math.min(1, Math.max(0, root));
  };
  const [texture, middle, faint] = strengthKnots.map(at);
  return [texture, middle, faint].every(Number.isFinite) ? [texture, middle, faint] : null;
}

/** Sums of products of noise (n), broad (b) and narrow band (s) over the pixels with noise: all that any setting of the dial asks. */
function momentsOf(noise: Float32Array, broad: Float64Array, narrow: Float64Array, flat: Int32Array) {
  const of = { nn: 0, nb: 0, ns: 0, bb: 0, bs: 0, ss: 0 };
  for (let k = 0; k < flat.length; k++) {
    const n = noise[flat[k]];
    if (n === 0) continue;
    const b = broad[k];
    const s = narrow[k];
    of.nn += n * n;
    of.nb += n * b;
    of.ns += n * s;
    of.bb += b * b;
    of.bs += b * s;
    of.ss += s * s;
  }
  return of;
}

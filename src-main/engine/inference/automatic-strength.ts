import type { AutomaticStrengths, FaintBands, SliceHu } from '../engine';
import { faintAt } from './faint-bands';

/** Noise left, as a share of what there was: "about halved". */
const targetShare = 0.53;
/** Fewer flat pixels tell nothing. */
const leastPixels = 200;

/** The settings of the contrast dial that strengths are found for; between them they run straight (`strengthAt` of the contract). */
export const strengthKnots = [0, 0.5, 1] as const;

/**
 * The strengths that bring the noise in flat tissue to 0.53 of itself, at the dial's `strengthKnots`. There the prediction n is the noise, and what is
 * left at strength a is n − a·m with m = n less what the dial gives back:
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
  const at = (contrast: number): number => {
    let [nn, nm, mm] = [0, 0, 0];
    for (const i of flat) {
      const n = noise[i];
      if (n === 0) continue;
      const m = n - faintAt(i, bands, size, contrast);
      nn += n * n;
      nm += n * m;
      mm += m * m;
    }
    if (nn === 0 || mm === 0) return NaN;
    const inside = nm * nm - mm * nn * (1 - targetShare ** 2);
    const root = inside > 0 ? (nm - Math.sqrt(inside)) / mm : nm / mm;
    return Math.min(1, Math.max(0, root));
  };
  const [texture, middle, faint] = strengthKnots.map(at);
  return [texture, middle, faint].every(Number.isFinite) ? [texture, middle, faint] : null;
}

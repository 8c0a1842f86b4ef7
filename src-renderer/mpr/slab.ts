import type { Grid } from './grid';
import type { PatientAxis } from './patient';
import { emptySheet, type Sheet } from './voxels';

/** How the planes of a slab become one picture. */
export type SlabMode = 'average' | 'maximum' | 'minimum';
export const slabModes = ['average', 'maximum', 'minimum'] as const satisfies readonly SlabMode[];

/** Thickness 0: a single plane. */
export interface Slab {
  readonly thicknessMm: number;
  readonly mode: SlabMode;
}

/** A plane within a slab, and its share of the average. */
export interface SlabPlane {
  readonly atMm: number;
  readonly weight: number;
}

/**
 * The planes of a slab around `atMm`: its two faces and every stop between them, cut off where the volume ends. In an upright volume HU follow a
 * straight line between stops, so their greatest and least are among these planes, and their mean through the slab is what the
 * trapezoidal rule makes of them, however uneven the stops. Along the pixels of an upright slice the faces lie on pixels.
 */
export function slabPlanes(
  { axes, aligned }: Grid,
  normal: PatientAxis,
  atMm: number,
  thicknessMm: number,
): readonly SlabPlane[] {
  const { stops, stepMm } = axes[normal];
  const onPixels = aligned !== null && aligned[normal].index !== 'slice';
  const half = onPixels ? Math.round(thicknessMm / 2 / stepMm) * stepMm : thicknessMm / 2;
  const low = Math.max(stops[0]!, atMm - half);
  const high = Math.min(stops[stops.length - 1]!, atMm + half);
  const tolerance = 1e-6 * stepMm;
  if (!(high - low > tolerance)) return [{ atMm, weight: 1 }];
  const inside = stops.filter((stop) => stop > low + tolerance && stop < high - tolerance);
  const knots = [low, ...inside, high];
  const reach = (from: number, to: number) => (knots[to] ?? high) - (knots[from] ?? low);
  return knots.map((knot, at) => ({ atMm: knot, weight: reach(at - 1, at + 1) / (2 * (high - low)) }));
}

/** One plane of so many, and both faces: through a slab a coarse picture looks as coarsely as across it. */
export function thinned(planes: readonly SlabPlane[], coarseness: number): readonly SlabPlane[] {
  return planes.filter((_, at) => at % coarseness === 0 || at === planes.length - 1);
}

/** Takes in the planes of a slab one after the other. Samples that a plane lacks count for nothing. */
export class SlabSum {
  readonly #mode: SlabMode;
  readonly #hu: Float32Array;
  readonly #weight: Float32Array;

  constructor(mode: SlabMode, samples: number) {
    this.#mode = mode;
    this.#hu = new Float32Array(samples);
    this.#weight = new Float32Array(samples);
  }

  add({ hu, missing }: Sheet, weight: number): void {
    const [sum, weights] = [this.#hu, this.#weight];
    if (this.#mode === 'average') {
      for (let at = 0; at < sum.length; at += 1) {
        if (missing[at]) continue;
        sum[at] = sum[at]! + weight * hu[at]!;
        weights[at] = weights[at]! + weight;
      }
      return;
    }
    const sense = this.#mode === 'maximum' ? 1 : -1;
    for (let at = 0; at < sum.length; at += 1) {
      if (missing[at] || (weights[at]! > 0 && sense * hu[at]! <= sense * sum[at]!)) continue;
      sum[at] = hu[at]!;
      weights[at] = 1;
    }
  }

  result(): Sheet {
    const sheet = emptySheet(this.#hu.length);
    for (let at = 0; at < this.#hu.length; at += 1) {
      const weight = this.#weight[at]!;
      if (weight === 0) continue;
      sheet.hu[at] = this.#mode === 'average' ? this.#hu[at]! / weight : this.#hu[at]!;
      sheet.missing[at] = 0;
    }
    return sheet;
  }
}

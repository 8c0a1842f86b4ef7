import { blurred } from './gaussian';
import type { SliceNoise } from './slice-noise';

/** Where the removed part follows an edge of the picture. At a strength of 1; the correlation is the same at every strength. */
export interface StructurePlace {
  readonly row: number;
  readonly column: number;
  /** Local correlation of the removed part with the edges, 0.6 to 1. */
  readonly correlation: number;
  /** Local root mean square of what is removed there, HU. */
  readonly removedHu: number;
}

/** Edges: what lies between these two scales of the denoised picture, px. */
const edgeSigmas = [1, 2] as const;
/** Of the window in which removed part and edges are compared, px. */
const windowSigma = 6;
/** Such a ring is drawn around a place, and holds all that its window sees. */
export const placeRadiusPx = 3 * windowSigma;
/** Edges count where they stand out so far from what the flattest fifth of the body holds. */
const edgeContrast = 4;
const flattestShare = 0.2;
/**
 * Measured on 28 slices of a chest, heads and a head phantom: the shipped model's removed part stays below both everywhere, and so does white and
 * smooth noise of its SD; a Gaussian blur of 0.7 px goes beyond them at most edges, the shipped model with a tenth of a blur of 1 px at some.
 */
const leastCorrelation = 0.6;
const leastShare = 0.05;
/** Pixels within a ring that have to agree. */
const leastArea = 100;
const mostPlaces = 5;

/**
 * Places where the removed part looks like anatomy: "method noise" should hold no structure (Buades, Coll and Morel 2005), and what leaks into it
 * is found by its local similarity with the denoised picture (Chen and Fomel 2015). With r the removed part, e = G₁∗d - G₂∗d the edges
 * of the denoised picture d, and ⟨·⟩ the mean in a Gaussian window:
 *
 *     correlation = ⟨r e⟩ / √(⟨r²⟩ ⟨e²⟩)        share = ⟨r e⟩ / ⟨e²⟩
 *
 * Edges, and not the picture itself: noise that was left in d resembles the noise that was taken. The strongest places, apart from each other.
 */
export function structureIn({ hu, noise, rows, columns }: SliceNoise, body: Uint8Array): readonly StructurePlace[] {
  const size = { rows, columns };
  const denoised = Float32Array.from(noise, (value, at) => hu[at]! - value);
  const coarse = blurred(denoised, size, edgeSigmas[1]);
  const edges = blurred(denoised, size, edgeSigmas[0]).map((value, at) => value - coarse[at]!);
  const within = (values: Float32Array): Float32Array => blurred(values, size, windowSigma);
  const ee = within(edges.map((value) => value * value));
  const re = within(edges.map((value, at) => value * noise[at]!));
  const rr = within(noise.map((value) => value * value));

  const inBody = ee.filter((_, at) => body[at] === 1).sort();
  const flat = inBody[Math.floor(flattestShare * inBody.length)] ?? 0;
  const correlation = (at: number): number => re[at]! / Math.sqrt(rr[at]! * ee[at]!);
  const suspect = Uint8Array.from(
    body,
    (inside, at) =>
      +(
        inside === 1 &&
        ee[at]! > edgeContrast ** 2 * flat &&
        re[at]! > leastShare * ee[at]! &&
        correlation(at) > leastCorrelation
      ),
  );
  // The structure that is lost there, HU: share · √⟨e²⟩.
  const lost = (at: number): number => re[at]! / Math.sqrt(ee[at]!);
  const order = Array.from(suspect.keys())
    .filter((at) => suspect[at])
    .sort((a, b) => lost(b) - lost(a));

  const places: StructurePlace[] = [];
  for (const at of order) {
    if (places.length === mostPlaces) break;
    const [row, column] = [Math.floor(at / columns), at % columns];
    const apart = places.every((place) => Math.hypot(place.row - row, place.column - column) > 2 * placeRadiusPx);
    if (!apart || areaAround(suspect, row, column, { rows, columns }) < leastArea) continue;
    places.push({ row, column, correlation: correlation(at), removedHu: Math.sqrt(rr[at]!) });
  }
  return places;
}

function areaAround(
  marks: Uint8Array,
  row: number,
  column: number,
  { rows, columns }: Pick<SliceNoise, 'rows' | 'columns'>,
): number {
  let area = 0;
  for (let y = Math.max(0, row - placeRadiusPx); y <= Math.min(rows - 1, row + placeRadiusPx); y += 1)
    for (let x = Math.max(0, column - placeRadiusPx); x <= Math.min(columns - 1, column + placeRadiusPx); x += 1)
      area += marks[y * columns + x]!;
  return area;
}

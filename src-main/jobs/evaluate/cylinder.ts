import type { SliceHu } from '../../engine';
import { type Disc, discImage } from '../../engine/quality';
import { makePhantom, noiseOfDose } from '../../engine/simulation';

/** A 200 mm cylinder of water at a quarter of the dose, as 384 × 384 pixels of 0.65 mm: where noise, edges and faint discs are measured. */
const size = 384;
const phantom = makePhantom({ kind: 'water', slices: 1, seed: 1, size });
const doseFraction = 0.25;
const kernel = 'standard';
/** A Gaussian as sharp as the scan (the kernel's own f50 is 0.375 /mm): f50 = 0.1874 / sigma. */
const scanBlurMm = 0.5;

const middle = (size - 1) / 2;
const radiiPx = [3, 5, 8] as const;
const lowContrastsHu = [3, 5, 7, 10, 14] as const;
const edgeContrastsHu = [1000, 100, 21, 7] as const;
export type DiscRadius = (typeof radiiPx)[number];
export type EdgeContrast = (typeof edgeContrastsHu)[number];

/** On a grid 50 px wide, so that the ring about one holds nothing of another. */
const lowContrastDiscs: readonly (Disc & { readonly radiusPx: DiscRadius })[] = radiiPx.flatMap((radiusPx, r) =>
  lowContrastsHu.map((hu, c) => {
    const place = r * lowContrastsHu.length + c;
    return { row: middle + 50 * (Math.floor(place / 4) - 1.5), column: middle + 50 * ((place % 4) - 1.5), radiusPx, hu };
  }),
);
const edgeDiscs: readonly (Disc & { readonly hu: EdgeContrast })[] = edgeContrastsHu.map((hu, i) => {
  const angle = (i * Math.PI) / 2;
  return { row: middle + 70 * Math.sin(angle), column: middle + 70 * Math.cos(angle), radiusPx: 18, hu };
});

/** Four flat regions about the middle of the cylinder. */
const regionSize = 64;
const corners = [-1, 0].flatMap((row) =>
  [-1, 0].map((column) => ({ row: size / 2 + row * regionSize, column: size / 2 + column * regionSize })),
);

const scanBlurPx = scanBlurMm / phantom.pixelMm;
const water = phantom.slice(0);

export const cylinder = {
  size,
  pixelMm: phantom.pixelMm,
  doseFraction,
  kernel,
  scanBlurPx,
  radiiPx,
  edgeContrastsHu,
  lowContrast: { discs: lowContrastDiscs, image: discImage(size, lowContrastDiscs, scanBlurPx) },
  edges: { discs: edgeDiscs, image: discImage(size, edgeDiscs, scanBlurPx), reachPx: 16 },
  regionSize,
} as const;

/** The four flat regions of an image of the cylinder. */
export const flatRegions = (image: Float32Array): readonly Float32Array[] =>
  corners.map(({ row, column }) =>
    Float32Array.from(
      { length: regionSize ** 2 },
      (_, i) => image[(row + Math.floor(i / regionSize)) * size + column + (i % regionSize)]!,
    ),
  );

/** One draw of the noise over water alone, water with faint discs, and water with discs to read edges from. */
export interface CylinderDraw {
  readonly water: SliceHu;
  readonly lowContrast: SliceHu;
  readonly edges: SliceHu;
}

export function drawCylinder(seed: number): CylinderDraw {
  const { pixelMm } = phantom;
  const noise = noiseOfDose({ hu: water, size, pixelMm, doseFraction, from: 'noise-free', kernel, seed });
  const slice = (inserted: Float32Array | null): SliceHu => ({
    rows: size,
    columns: size,
    hu: water.map((hu, i) => Math.max(-1024, hu + noise[i]! + (inserted?.[i] ?? 0))),
    padding: null,
  });
  return { water: slice(null), lowContrast: slice(cylinder.lowContrast.image), edges: slice(cylinder.edges.image) };
}

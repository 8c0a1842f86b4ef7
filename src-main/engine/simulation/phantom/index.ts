import { abdomenPhantom } from './abdomen';
import { blobDistance, Canvas } from './canvas';
import { chestPhantom } from './chest';
import { headPhantom } from './head';

export const phantomKinds = ['chest', 'abdomen', 'head', 'water', 'discs'] as const;
export type PhantomKind = (typeof phantomKinds)[number];

/** A synthetic object in space. Slices run from foot to head. */
export interface Phantom {
  readonly kind: PhantomKind;
  readonly slices: number;
  readonly size: number;
  readonly pixelMm: number;
  readonly sliceSpacingMm: number;
  /** Height of a slice, mm. */
  readonly zMm: (index: number) => number;
  /** HU without noise, row-major, size × size. */
  readonly slice: (index: number) => Float32Array;
}

/** What of each kind is covered, mm, and the pixel that takes it in. */
const extents: Readonly<Record<PhantomKind, { readonly from: number; readonly to: number; readonly fieldMm: number }>> = {
  chest: { from: -118, to: 122, fieldMm: 372 },
  abdomen: { from: -16, to: 188, fieldMm: 400 },
  head: { from: 4, to: 112, fieldMm: 235 },
  water: { from: 0, to: 100, fieldMm: 250 },
  discs: { from: 0, to: 100, fieldMm: 250 },
};

export function makePhantom(options: {
  readonly kind: PhantomKind;
  readonly slices: number;
  readonly seed: number;
  readonly size?: number;
}): Phantom {
  const { kind, slices, seed, size = 512 } = options;
  const { from, to, fieldMm } = extents[kind];
  const pixelMm = fieldMm / size;
  const sliceSpacingMm = Math.round((10 * (to - from)) / Math.max(slices, 2)) / 10;
  const zMm = (index: number): number => from + (index + 0.5) * sliceSpacingMm;
  const painter = painters[kind](seed);
  return {
    kind,
    slices,
    size,
    pixelMm,
    sliceSpacingMm,
    zMm,
    slice: (index) => painter(zMm(index), size, pixelMm, sliceSpacingMm),
  };
}

type Painter = (z: number, size: number, pixelMm: number, thicknessMm: number) => Float32Array;
const painters: Readonly<Record<PhantomKind, (seed: number) => Painter>> = {
  chest: (seed) => chestPhantom(seed).slice,
  abdomen: (seed) => abdomenPhantom(seed).slice,
  head: (seed) => headPhantom(seed).slice,
  water: () => (_, size, pixelMm) => cylinder(size, pixelMm).hu,
  discs: () => (_, size, pixelMm) => discs(size, pixelMm).hu,
};

const round = (x: number, y: number, radius: number) => ({ x, y, rx: radius, ry: radius, waves: [] });

function cylinder(size: number, pixelMm: number): Canvas {
  const canvas = new Canvas(size, pixelMm, -1000);
  const water = round(0, 0, 100);
  canvas.paint(water, (x, y) => blobDistance(water, x, y), 0);
  return canvas;
}

/** The FDA's low-contrast set-up: in 200 mm of water, at 40 mm radius, discs of 3 mm/14 HU, 5/7, 7/5 and 10/3 (diameter/contrast). */
function discs(size: number, pixelMm: number): Canvas {
  const canvas = cylinder(size, pixelMm);
  for (const [i, [diameter, hu]] of [
    [3, 14],
    [5, 7],
    [7, 5],
    [10, 3],
  ].entries()) {
    const disc = round(40 * Math.cos((i * Math.PI) / 2), 40 * Math.sin((i * Math.PI) / 2), diameter / 2);
    canvas.paint(disc, (x, y) => blobDistance(disc, x, y), hu);
  }
  return canvas;
}

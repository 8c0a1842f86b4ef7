import type { Picture } from '../viewer/pane';
import { sampleAligned } from './aligned';
import type { Grid } from './grid';
import { sampleLeaning } from './leaning';
import { samplesAlong, sizeOf, type Plane } from './plane';
import { SlabSum, slabPlanes, thinned, type Slab } from './slab';
import type { Volume } from './volume';
import { emptySheet, type Sheet, type Voxels } from './voxels';

/** What a picture is made of. */
export interface Cut {
  readonly volume: Volume;
  readonly grid: Grid;
  readonly voxels: Voxels;
  readonly plane: Plane;
  /** Along the plane's normal. */
  readonly atMm: number;
  readonly slab: Slab;
}

/**
 * Cuts a picture out of a volume. Yields between the planes of a slab, some milliseconds apart, so that whoever runs it can let the reader go on.
 * HU are as interpolated, not rounded. `coarseness`: one sample for so many lines in every direction, for a picture that is not looked at for long.
 */
export function* cutting({ volume, grid, voxels, plane, atMm, slab }: Cut, coarseness = 1): Generator<void, Picture> {
  const { spacing, ...size } = sizeOf(grid, plane);
  const [rows, columns] = [samplesAlong(size.rows, coarseness), samplesAlong(size.columns, coarseness)];
  const sample = grid.aligned ? sampleAligned : sampleLeaning;
  const sheet = emptySheet(rows * columns);
  const planes = thinned(slabPlanes(grid, plane.normal, atMm, slab.thicknessMm), coarseness);
  const pictureOf = ({ hu, missing }: Sheet): Picture => ({
    hu,
    padding: missing,
    rgba: null,
    removed: null,
    rows,
    columns,
    spacing,
    tint: null,
    coarseness,
  });
  if (planes.length === 1) {
    sample(volume, grid, plane, atMm, voxels, sheet, coarseness);
    return pictureOf(sheet);
  }
  const sum = new SlabSum(slab.mode, rows * columns);
  for (const { atMm: place, weight } of planes) {
    sample(volume, grid, plane, place, voxels, sheet, coarseness);
    sum.add(sheet, weight);
    yield;
  }
  return pictureOf(sum.result());
}

/** All at once. */
export function cut(what: Cut): Picture {
  const work = cutting(what);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** A portion of work between two rests: a sixtieth of a second then has time for the pointer and for the other planes. */
export const portionMs = 6;
export const rest = () => new Promise((rested) => setTimeout(rested));

/** As `cut`, while the reader goes on. */
export async function cutInPortions(what: Cut): Promise<Picture> {
  const work = cutting(what);
  let began = performance.now();
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - began < portionMs) continue;
    await rest();
    began = performance.now();
  }
}

import type { Picture } from '../viewer/pane';
import { sampleAligned } from './aligned';
import type { Grid } from './grid';
import { sampleLeaning } from './leaning';
import { sizeOf, type Plane } from './plane';
import { SlabSum, slabPlanes, type Slab } from './slab';
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
 * HU are as interpolated, not rounded.
 */
export function* cutting({ volume, grid, voxels, plane, atMm, slab }: Cut): Generator<void, Picture> {
  const { rows, columns, spacing } = sizeOf(grid, plane);
  const sample = grid.aligned ? sampleAligned : sampleLeaning;
  const sheet = emptySheet(rows * columns);
  const planes = slabPlanes(grid, plane.normal, atMm, slab.thicknessMm);
  const pictureOf = ({ hu, missing }: Sheet): Picture => ({
    hu,
    padding: missing,
    rgba: null,
    removed: null,
    rows,
    columns,
    spacing,
    tint: null,
  });
  if (planes.length === 1) {
    sample(volume, grid, plane, atMm, voxels, sheet);
    return pictureOf(sheet);
  }
  const sum = new SlabSum(slab.mode, rows * columns);
  for (const { atMm: place, weight } of planes) {
    sample(volume, grid, plane, place, voxels, sheet);
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

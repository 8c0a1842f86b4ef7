import { dot } from './patient';
import { lineOfSample, samplesAlong, startMm, type Plane } from './plane';
import type { Grid } from './grid';
import type { PatientPointMm } from '../viewer/geometry';
import type { Volume } from './volume';
import type { Sheet, VoxelSlice, Voxels } from './voxels';

/** Beyond the first and the last slice by no more than this, mm, is on them. */
const toleranceMm = 1e-4;

/**
 * A plane of a volume that leans (tilted gantry) or lies oblique, at `atMm` along its normal: each sample is looked up by its place in the
 * patient. It lies between two slices; the straight line from voxel to voxel leads to the same column and row of both, and there
 * eight voxels are weighed. A pixel reaches half a pixel beyond its centre at the slice's edge. Writes all of `sheet`.
 */
export function sampleLeaning(
  volume: Volume,
  { axes }: Grid,
  plane: Plane,
  atMm: number,
  { slices, strength }: Voxels,
  sheet: Sheet,
  coarseness: number,
): void {
  const { alongRow, downColumn, normal, spacing, positions, places, rows, columns } = volume;
  const { across, down } = plane;
  const start = [0, 0, 0] as [number, number, number];
  start[plane.normal] = atMm;
  const lines = lineOfSample(0, coarseness);
  start[across.axis] = startMm(axes[across.axis], across.sense) + across.sense * lines * axes[across.axis].stepMm;
  start[down.axis] = startMm(axes[down.axis], down.sense) + down.sense * lines * axes[down.axis].stepMm;
  const stepAcross = across.sense * coarseness * axes[across.axis].stepMm;
  const stepDown = down.sense * coarseness * axes[down.axis].stepMm;
  /** In columns, in rows, in mm along the normal: of a point, and what a step of the picture adds. */
  const inVoxels = (axis: PatientPointMm, unitMm: number) => ({
    start: dot(start, axis) / unitMm,
    across: (axis[across.axis] * stepAcross) / unitMm,
    down: (axis[down.axis] * stepDown) / unitMm,
    origins: Float64Array.from(positions, (position) => dot(position, axis) / unitMm),
  });
  const column = inVoxels(alongRow, spacing.betweenColumnsMm);
  const row = inVoxels(downColumn, spacing.betweenRowsMm);
  const along = inVoxels(normal, 1);
  const width = samplesAlong(axes[across.axis].count, coarseness);
  const height = samplesAlong(axes[down.axis].count, coarseness);
  const last = places.length - 1;
  sheet.missing.fill(1);
  sheet.hu.fill(0);

  let slice = 0;
  for (let v = 0; v < height; v += 1) {
    for (let u = 0; u < width; u += 1) {
      const place = along.start + u * along.across + v * along.down;
      if (place < places[0]! - toleranceMm || place > places[last]! + toleranceMm) continue;
      while (slice < last - 1 && place >= places[slice + 1]!) slice += 1;
      while (slice > 0 && place < places[slice]!) slice -= 1;
      const first = places[slice]!;
      const fraction = Math.max(0, Math.min(1, (place - first) / (places[slice + 1]! - first)));
      const origin = (of: Float64Array) => of[slice]! + fraction * (of[slice + 1]! - of[slice]!);
      const x = column.start + u * column.across + v * column.down - origin(column.origins);
      const y = row.start + u * row.across + v * row.down - origin(row.origins);
      if (x < -0.5 || y < -0.5 || x > columns - 0.5 || y > rows - 0.5) continue;
      const before = slices[slice];
      const after = slices[slice + 1];
      if (!before || !after) continue;
      weighEight(
        before,
        after,
        fraction,
        clamp(x, columns - 1),
        clamp(y, rows - 1),
        columns,
        rows,
        strength,
        sheet,
        v * width + u,
      );
    }
  }
}

const clamp = (value: number, highest: number): number => (value < 0 ? 0 : value > highest ? highest : value);

function weighEight(
  before: VoxelSlice,
  after: VoxelSlice,
  fraction: number,
  x: number,
  y: number,
  columns: number,
  rows: number,
  strength: number,
  { hu, missing }: Sheet,
  to: number,
): void {
  const column = Math.min(Math.floor(x), columns - 2);
  const row = Math.min(Math.floor(y), rows - 2);
  const right = x - column;
  const below = y - row;
  const at = row * columns + column;
  if ((before.padding && anyOfFour(before.padding, at, columns)) || (after.padding && anyOfFour(after.padding, at, columns))) {
    // A line between tissue and padding would make tissue up: there the nearest voxel stands for itself.
    const nearer = fraction < 0.5 ? before : after;
    const nearest = at + (right < 0.5 ? 0 : 1) + (below < 0.5 ? 0 : columns);
    hu[to] = nearer.hu[nearest]! - (nearer.noise ? strength * nearer.noise[nearest]! : 0);
    missing[to] = nearer.padding?.[nearest] ?? 0;
    return;
  }
  let value = lerp(weighFour(before.hu, at, columns, right, below), weighFour(after.hu, at, columns, right, below), fraction);
  if (before.noise && after.noise && strength > 0)
    value -=
      strength *
      lerp(weighFour(before.noise, at, columns, right, below), weighFour(after.noise, at, columns, right, below), fraction);
  hu[to] = value;
  missing[to] = 0;
}

const lerp = (from: number, to: number, fraction: number): number => from + fraction * (to - from);

const weighFour = (of: Int16Array | Float32Array, at: number, columns: number, right: number, below: number): number =>
  lerp(lerp(of[at]!, of[at + 1]!, right), lerp(of[at + columns]!, of[at + columns + 1]!, right), below);

const anyOfFour = (of: Uint8Array, at: number, columns: number): boolean =>
  (of[at]! | of[at + 1]! | of[at + columns]! | of[at + columns + 1]!) !== 0;

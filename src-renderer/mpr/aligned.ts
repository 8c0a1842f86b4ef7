import type { Along, Grid } from './grid';
import type { PatientAxis } from './patient';
import type { Plane } from './plane';
import type { Volume } from './volume';
import { lineOfSample, samplesAlong } from './plane';
import { betweenPlaces, type Between, type Sheet, type VoxelSlice, type Voxels } from './voxels';

/** A run of samples through one or two slices: the same voxels of both. */
interface Run {
  /** The first voxel within a slice, and from one sample to the next. */
  readonly from: number;
  readonly stride: number;
  readonly count: number;
  /** The first sample within the sheet, and on to the next. */
  readonly to: number;
  readonly toStride: number;
}

/**
 * A plane of an upright volume at `atMm` along its normal. In-plane samples are voxels, so a picture costs one line between two slices for
 * each of its samples, and none where it lies on a slice. Writes all of `sheet`.
 */
export function sampleAligned(
  volume: Volume,
  { axes, aligned }: Grid,
  plane: Plane,
  atMm: number,
  voxels: Voxels,
  sheet: Sheet,
  coarseness: number,
): void {
  const columns = samplesAlong(axes[plane.across.axis].count, coarseness);
  const rows = samplesAlong(axes[plane.down.axis].count, coarseness);
  const lineOf = (sample: number) => lineOfSample(sample, coarseness);
  const through = (axis: PatientAxis): Along => aligned![axis];
  const sliceAxis = ([0, 1, 2] as const).find((axis) => through(axis).index === 'slice')!;
  const places = volume.positions.map((position) => through(sliceAxis).sense * position[sliceAxis]);
  const between = (mm: number): Between | null => betweenPlaces(places, through(sliceAxis).sense * mm);
  const strideOf = (axis: PatientAxis): number => ({ column: 1, row: volume.columns, slice: 0 })[through(axis).index];
  /** The first voxel of a picture's side, and the way to the next. */
  const side = ({ axis, sense }: Plane['across']) => {
    const grows = sense === through(axis).sense;
    const stride = grows ? strideOf(axis) : -strideOf(axis);
    const from = grows ? 0 : (axes[axis].count - 1) * -stride;
    return { from: from + lineOf(0) * stride, stride: coarseness * stride };
  };
  const across = side(plane.across);
  const down = side(plane.down);
  const fixed =
    plane.normal === sliceAxis ? 0 : voxelAt(axes[plane.normal], through(plane.normal), atMm) * strideOf(plane.normal);

  if (plane.across.axis === sliceAxis) {
    const { firstMm, stepMm, count } = axes[sliceAxis];
    for (let column = 0; column < columns; column += 1) {
      const mm = firstMm + (plane.across.sense === 1 ? lineOf(column) : count - 1 - lineOf(column)) * stepMm;
      sampleRun(
        voxels,
        between(mm),
        { from: fixed + down.from, stride: down.stride, count: rows, to: column, toStride: columns },
        sheet,
      );
    }
    return;
  }
  const { firstMm, stepMm, count } = axes[plane.down.axis];
  const constant = plane.normal === sliceAxis ? between(atMm) : null;
  for (let row = 0; row < rows; row += 1) {
    const mm = firstMm + (plane.down.sense === 1 ? lineOf(row) : count - 1 - lineOf(row)) * stepMm;
    const from = fixed + across.from + down.from + row * down.stride;
    const where = plane.down.axis === sliceAxis ? between(mm) : constant;
    sampleRun(voxels, where, { from, stride: across.stride, count: columns, to: row * columns, toStride: 1 }, sheet);
  }
}

function voxelAt({ firstMm, stepMm, count }: Grid['axes'][number], { sense }: Along, mm: number): number {
  const line = Math.max(0, Math.min(count - 1, Math.round((mm - firstMm) / stepMm)));
  return sense === 1 ? line : count - 1 - line;
}

function sampleRun({ slices, strength }: Voxels, between: Between | null, run: Run, sheet: Sheet): void {
  const before = between && slices[between.slice];
  const after = between && between.fraction > 0 ? slices[between.slice + 1] : before;
  if (!between || !before || !after) return blank(run, sheet);
  const { fraction } = between;
  const { stride, count, toStride } = run;
  const { hu, missing } = sheet;
  const [first, second] = [before.hu, after.hu];
  let { from, to } = run;
  for (let at = 0; at < count; at += 1, from += stride, to += toStride) {
    const value = first[from]!;
    hu[to] = value + fraction * (second[from]! - value);
    missing[to] = 0;
  }
  if (before.noise && after.noise && strength > 0) takeNoise(before.noise, after.noise, fraction, strength, run, hu);
  if (before.padding || after.padding) keepPadding(before, after, fraction, strength, run, sheet);
}

function blank({ count, to: first, toStride }: Run, { missing, hu }: Sheet): void {
  for (let at = 0, to = first; at < count; at += 1, to += toStride) {
    hu[to] = 0;
    missing[to] = 1;
  }
}

function takeNoise(
  first: Float32Array,
  second: Float32Array,
  fraction: number,
  strength: number,
  run: Run,
  hu: Float32Array,
): void {
  const { stride, count, toStride } = run;
  let { from, to } = run;
  for (let at = 0; at < count; at += 1, from += stride, to += toStride) {
    const value = first[from]!;
    hu[to] = hu[to]! - strength * (value + fraction * (second[from]! - value));
  }
}

/** A line between tissue and padding would make tissue up: there the nearer voxel stands for itself. */
function keepPadding(
  before: VoxelSlice,
  after: VoxelSlice,
  fraction: number,
  strength: number,
  run: Run,
  { hu, missing }: Sheet,
): void {
  const nearer = fraction < 0.5 ? before : after;
  const { stride, count, toStride } = run;
  let { from, to } = run;
  for (let at = 0; at < count; at += 1, from += stride, to += toStride) {
    if (!before.padding?.[from] && !after.padding?.[from]) continue;
    hu[to] = nearer.hu[from]! - (nearer.noise ? strength * nearer.noise[from]! : 0);
    missing[to] = nearer.padding?.[from] ?? 0;
  }
}

import type { PatientPointMm } from '../viewer/geometry';
import { dot, patientAxes, type PatientAxis } from './patient';
import type { Volume } from './volume';

/** Which index of the voxels runs along a patient axis, and whether they grow together. */
export interface Along {
  readonly index: 'column' | 'row' | 'slice';
  readonly sense: 1 | -1;
}

/** How one patient axis is divided: the lines of every picture along it, and where the crosshair may stand. */
export interface GridAxis {
  readonly firstMm: number;
  readonly stepMm: number;
  readonly count: number;
  /** Growing, mm. Where the axis runs through the slices of an upright volume: the slices themselves. */
  readonly stops: readonly number[];
}

/**
 * The patient's own axes, divided for a volume. Pictures of all three planes share these divisions. `aligned`: the voxels' directions
 * are the patient's, so that in-plane samples are voxels and the planes of the slices are the slices; null where they have to be found by
 * their place in the patient (tilted gantry, oblique slices).
 */
export interface Grid {
  readonly axes: readonly [GridAxis, GridAxis, GridAxis];
  readonly aligned: readonly [Along, Along, Along] | null;
}

/** In pixels: a volume that strays less than this over its whole extent is upright. */
const strayPixels = 0.1;
/** Of a picture, so that a long thin series does not make pictures larger than a screen can show. */
const mostLines = 2048;

export function gridOf(volume: Volume): Grid {
  const aligned = alignmentOf(volume);
  const axes = patientAxes.map((axis) => (aligned ? alignedAxis(volume, aligned[axis], axis) : boxAxis(volume, axis)));
  return { axes: axes as unknown as Grid['axes'], aligned };
}

function alignmentOf(volume: Volume): Grid['aligned'] {
  const { alongRow, downColumn, normal, spacing, positions, rows, columns } = volume;
  const stray = strayPixels / Math.max(rows, columns);
  const first = positions[0]!;
  const leans = positions.some((position) => {
    const moved: PatientPointMm = [position[0] - first[0], position[1] - first[1], position[2] - first[2]];
    const across = Math.abs(dot(moved, alongRow)) / spacing.betweenColumnsMm;
    return Math.max(across, Math.abs(dot(moved, downColumn)) / spacing.betweenRowsMm) > strayPixels;
  });
  if (leans) return null;
  const directions = { column: alongRow, row: downColumn, slice: normal } as const;
  const found = patientAxes.map((axis): Along | null => {
    for (const index of ['column', 'row', 'slice'] as const) {
      const cosine = directions[index][axis];
      if (1 - Math.abs(cosine) < (stray * stray) / 2 + 1e-12) return { index, sense: cosine > 0 ? 1 : -1 };
    }
    return null;
  });
  return found.includes(null) ? null : (found as unknown as Grid['aligned']);
}

function alignedAxis(volume: Volume, { index, sense }: Along, axis: PatientAxis): GridAxis {
  const { spacing, positions } = volume;
  if (index === 'slice') return sliceAxis(volume, axis);
  const stepMm = index === 'column' ? spacing.betweenColumnsMm : spacing.betweenRowsMm;
  const count = index === 'column' ? volume.columns : volume.rows;
  const start = positions[0]![axis];
  return evenAxis(sense === 1 ? start : start - (count - 1) * stepMm, stepMm, count);
}

/** Lines about as far apart as the pixels of a slice; where slices are even, each of them is on a line. */
function sliceAxis({ spacing, positions, steps }: Volume, axis: PatientAxis): GridAxis {
  const stops = positions.map((position) => position[axis]).sort((a, b) => a - b);
  const extent = stops[stops.length - 1]! - stops[0]!;
  const finest = Math.max(Math.min(spacing.betweenRowsMm, spacing.betweenColumnsMm), extent / (mostLines - 1));
  const stepMm = steps === 'even' ? evenPart(extent / (stops.length - 1), finest) : finest;
  return { ...evenAxis(stops[0]!, stepMm, Math.floor(extent / stepMm + 1e-6) + 1), stops };
}

/** The whole part of a step that comes closest to `finest` from below, or the step itself where it is finer. */
const evenPart = (step: number, finest: number): number => step / Math.max(1, Math.ceil(step / finest - 1e-6));

/** The box around a volume that leans. */
function boxAxis(volume: Volume, axis: PatientAxis): GridAxis {
  const { alongRow, downColumn, spacing, positions, rows, columns } = volume;
  const across = alongRow[axis] * spacing.betweenColumnsMm * (columns - 1);
  const down = downColumn[axis] * spacing.betweenRowsMm * (rows - 1);
  const starts = positions.map((position) => position[axis]);
  const first = Math.min(...starts) + Math.min(0, across) + Math.min(0, down);
  const last = Math.max(...starts) + Math.max(0, across) + Math.max(0, down);
  const stepMm = Math.max(Math.min(spacing.betweenRowsMm, spacing.betweenColumnsMm), (last - first) / (mostLines - 1));
  return evenAxis(first, stepMm, Math.floor((last - first) / stepMm + 1e-6) + 1);
}

const evenAxis = (firstMm: number, stepMm: number, count: number): GridAxis => ({
  firstMm,
  stepMm,
  count,
  stops: Array.from({ length: count }, (_, at) => firstMm + at * stepMm),
});

/** The stop closest to a place. */
export function nearestStop({ stops }: GridAxis, mm: number): number {
  return stops.reduce((best, stop, at) => (Math.abs(stop - mm) < Math.abs(stops[best]! - mm) ? at : best), 0);
}

/** The point of the grid closest to a point of the patient. */
export const onGrid = ({ axes }: Grid, point: PatientPointMm): PatientPointMm =>
  patientAxes.map((axis) => axes[axis].stops[nearestStop(axes[axis], point[axis])]!) as unknown as PatientPointMm;

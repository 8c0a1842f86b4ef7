import { fail, ok, type Outcome, type PixelSpacing, type SeriesInfo, type SliceInfo } from '../../src-main/contract';
import { say } from '../language/language.svelte';
import type { PatientPointMm } from '../viewer/geometry';
import { cross, dot } from './patient';

/**
 * Where the voxels of a series lie. Voxel (column i, row j, slice k) is at
 * `positions[k] + i · betweenColumnsMm · alongRow + j · betweenRowsMm · downColumn` (PS3.3 C.7.6.2.1.1). Between two slices the line of
 * voxels (i, j) is straight, so a tilted gantry leans the volume and an uneven step stretches it, as they did the patient.
 */
export interface Volume {
  readonly rows: number;
  readonly columns: number;
  readonly spacing: PixelSpacing;
  readonly alongRow: PatientPointMm;
  readonly downColumn: PatientPointMm;
  /** alongRow × downColumn; `places` are the slices' distances along it, mm, and grow. */
  readonly normal: PatientPointMm;
  readonly positions: readonly PatientPointMm[];
  readonly places: readonly number[];
  /** The reader has to know that values were interpolated between places that are not even. */
  readonly steps: 'even' | 'uneven';
}

/** A step larger than this many medians hides too much to be bridged by a straight line. */
const largestStep = 2.5;
/** Positions closer than this are one place. */
const samePlaceMm = 1e-3;
/** Directions that differ by more than this, in any cosine, are two. As in the display sets. */
const sameDirection = 1e-3;
/** Modalities whose series of slices fill a volume. */
const sliceModalities = ['CT', 'MR', 'PT'];
const pictureCodes = ['scout', 'secondary-capture', 'colour'];

type Described = Pick<SeriesInfo, 'rows' | 'columns' | 'pixelSpacingMm' | 'unit' | 'modality' | 'notDenoisable'>;
type Placed = Pick<SliceInfo, 'positionMm' | 'orientation'>;

/** The volume that the slices make, or in one sentence why they make none. `slices` in anatomical order, as main lists them. */
export function volumeOf(series: Described, slices: readonly Placed[]): Outcome<Volume> {
  const words = say().mpr;
  const { modality, notDenoisable, pixelSpacingMm: spacing, unit } = series;
  if (unit === 'brightness' || (notDenoisable && pictureCodes.includes(notDenoisable.code)))
    return fail('mpr-no-slices', words.pictures, words.chooseSlices);
  if (!sliceModalities.includes(modality))
    return fail('mpr-modality', modality ? words.otherModality(modality) : words.noModality, words.chooseSlices);
  if (slices.length < 2) return fail('mpr-one-slice', words.oneSlice, words.chooseSlices);
  const { orientation } = slices[0]!;
  if (!spacing || !orientation || slices.some((slice) => !slice.positionMm || !slice.orientation))
    return fail('mpr-no-positions', words.noPositions, words.sendOriginal);
  if (slices.some((slice) => slice.orientation!.some((cosine, at) => Math.abs(cosine - orientation[at]!) > sameDirection)))
    return fail('mpr-orientations', words.notParallel, words.chooseSlices);

  const alongRow: PatientPointMm = [orientation[0], orientation[1], orientation[2]];
  const downColumn: PatientPointMm = [orientation[3], orientation[4], orientation[5]];
  const normal = cross(alongRow, downColumn);
  const positions = slices.map(({ positionMm }) => positionMm!);
  const places = positions.map((position) => dot(position, normal));
  const steps = stepsOf(places);
  if (!steps.ok) return steps;
  const { rows, columns } = series;
  return ok({ rows, columns, spacing, alongRow, downColumn, normal, positions, places, steps: steps.value });
}

function stepsOf(places: readonly number[]): Outcome<Volume['steps']> {
  const steps = places.slice(1).map((place, at) => place - places[at]!);
  const median = [...steps].sort((a, b) => a - b)[steps.length >> 1]!;
  const repeated = steps.findIndex((step) => step <= samePlaceMm);
  if (repeated !== -1) return fail('mpr-repeated', say().mpr.repeated(repeated + 1, repeated + 2), say().mpr.askAgain);
  const even = (step: number, of: number) => Math.abs(step - of) <= Math.max(0.01 * of, 0.01);
  if (steps.every((step) => even(step, median))) return ok('even');
  const whole = steps.every((step) => Math.round(step / median) >= 1 && even(step, Math.round(step / median) * median));
  const gap = steps.indexOf(Math.max(...steps));
  if (steps[gap]! <= (whole ? 1.5 : largestStep) * median) return ok('uneven');
  const { gap: said, askAgain } = say().mpr;
  return fail('mpr-gap', said(steps[gap]!.toFixed(1), gap + 1, gap + 2, median.toFixed(1)), askAgain);
}

/** The slice whose place along the normal is closest to a point. */
export function nearestSlice({ places, normal }: Volume, point: PatientPointMm): number {
  const along = dot(point, normal);
  return places.reduce((best, place, at) => (Math.abs(place - along) < Math.abs(places[best]! - along) ? at : best), 0);
}

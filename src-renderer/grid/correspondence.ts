import type { SeriesInfo, SliceInfo } from '../../src-main/contract';
import { dot } from '../mpr/patient';
import type { PatientPointMm } from '../viewer/geometry';
import { cutAlike, minus, slicePlane, type SlicePlane } from './slice-plane';

/**
 * How two series know the same place. `patient`: one patient coordinate system, and cut alike. `frames`: cut alike, but each in a system
 * of its own, so that only the reader can say which slices belong together. `directions`: cut in other directions. `unknown`: one of them
 * does not say where its slices lie.
 */
export type Correspondence = 'patient' | 'frames' | 'directions' | 'unknown';

interface Placed {
  readonly series: SeriesInfo;
  readonly info: SliceInfo | null;
}

const planeOf = ({ series, info }: Placed): SlicePlane | null => info && slicePlane(info, series);

export function correspondence(a: Placed, b: Placed): Correspondence {
  const [one, other] = [planeOf(a), planeOf(b)];
  if (!one || !other) return 'unknown';
  if (!cutAlike(one, other)) return 'directions';
  return sameFrame(a.series, b.series) ? 'patient' : 'frames';
}

/** A series without a Frame of Reference UID shares its coordinates with nothing but itself. */
export const sameFrame = (a: SeriesInfo, b: SeriesInfo): boolean =>
  a.seriesId === b.seriesId || (a.frameOfReferenceUid !== '' && a.frameOfReferenceUid === b.frameOfReferenceUid);

/** The slice of a series at a place, and whether the place lies within the series at all. */
export interface Nearest {
  readonly index: number;
  readonly place: 'within' | 'beyond';
}

type Positioned = Pick<SliceInfo, 'positionMm' | 'thicknessMm'>;

/** The slice whose plane lies nearest to a point of the patient, along the normal of the series. Null where a slice has no position. */
export function nearestSlice(point: PatientPointMm, slices: readonly Positioned[], { normal }: SlicePlane): Nearest | null {
  if (slices.length === 0 || slices.some(({ positionMm }) => !positionMm)) return null;
  return nearestTo(
    dot(point, normal),
    slices.map(({ positionMm }) => dot(positionMm!, normal)),
    slices[0]!.thicknessMm ?? 1,
  );
}

/** Of places along a normal, in ascending or descending order, the one nearest to `mm`. A slice reaches half of the gap to its neighbour beyond itself. */
export function nearestTo(mm: number, places: readonly number[], thicknessMm: number): Nearest {
  const distances = places.map((place) => Math.abs(place - mm));
  const index = distances.indexOf(Math.min(...distances));
  const neighbour = places[index === 0 ? 1 : index - 1];
  const reach = (neighbour === undefined ? thicknessMm : Math.abs(neighbour - places[index]!)) / 2;
  const isEnd = index === 0 || index === places.length - 1;
  return { index, place: isEnd && distances[index]! > reach + 1e-3 ? 'beyond' : 'within' };
}

/** How far a point lies from the plane along its normal, mm. */
export const heightOver = (plane: SlicePlane, point: PatientPointMm): number => dot(minus(point, plane.corner), plane.normal);

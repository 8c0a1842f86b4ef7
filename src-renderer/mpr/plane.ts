import { planeName, type PixelSpacing, type PlaneName, type SliceInfo } from '../../src-main/contract';
import type { PatientPointMm, PixelPoint } from '../viewer/geometry';
import type { Grid, GridAxis } from './grid';
import { movedTo, type PatientAxis } from './patient';

export type { PlaneName };
export const planeNames = planeName.options;

/** A direction of the screen in the patient. */
interface Side {
  readonly axis: PatientAxis;
  readonly sense: 1 | -1;
}

/** A plane as it hangs in a reading room: the patient's right on the left, the front above or on the left, the head up. */
export interface Plane {
  readonly name: PlaneName;
  readonly across: Side;
  readonly down: Side;
  readonly normal: PatientAxis;
}

export const planes: Readonly<Record<PlaneName, Plane>> = {
  axial: { name: 'axial', across: { axis: 0, sense: 1 }, down: { axis: 1, sense: 1 }, normal: 2 },
  coronal: { name: 'coronal', across: { axis: 0, sense: 1 }, down: { axis: 2, sense: -1 }, normal: 1 },
  sagittal: { name: 'sagittal', across: { axis: 1, sense: 1 }, down: { axis: 2, sense: -1 }, normal: 0 },
};

/** The plane that is cut along this axis. */
export const planeAcross = (axis: PatientAxis): Plane => planes[planeNames.find((name) => planes[name].normal === axis)!];

/** As Image Orientation (Patient): the cosines of a row, then of a column. */
export function orientationOf({ across, down }: Plane): NonNullable<SliceInfo['orientation']> {
  const cosines = [0, 0, 0, 0, 0, 0] as [number, number, number, number, number, number];
  cosines[across.axis] = across.sense;
  cosines[3 + down.axis] = down.sense;
  return cosines;
}

/** Rows, columns and spacing of a plane's picture. */
export function sizeOf(
  { axes }: Grid,
  { across, down }: Plane,
): { readonly rows: number; readonly columns: number; readonly spacing: PixelSpacing } {
  const [u, v] = [axes[across.axis], axes[down.axis]];
  return { rows: v.count, columns: u.count, spacing: { betweenRowsMm: v.stepMm, betweenColumnsMm: u.stepMm } };
}

const lastMm = ({ firstMm, stepMm, count }: GridAxis): number => firstMm + (count - 1) * stepMm;
/** The place of the first pixel's centre along a side, mm. */
export const startMm = (axis: GridAxis, sense: Side['sense']): number => (sense === 1 ? axis.firstMm : lastMm(axis));

/** A coarse picture takes one line of so many, in the middle of those that it stands for; at coarseness 1 every line. */
export const lineOfSample = (sample: number, coarseness: number): number => sample * coarseness + (coarseness >> 1);
export const samplesAlong = (lines: number, coarseness: number): number =>
  Math.max(1, Math.floor((lines - 1 - (coarseness >> 1)) / coarseness) + 1);

/** Where a point of the patient lies in the plane's picture. */
export function inPlane({ axes }: Grid, { across, down }: Plane, point: PatientPointMm): PixelPoint {
  const place = ({ axis, sense }: Side) => (sense * (point[axis] - startMm(axes[axis], sense))) / axes[axis].stepMm + 0.5;
  return { column: place(across), row: place(down) };
}

/** A point of the picture in millimetres along the plane's sides: what it is kept as, and back. Along a side that runs against the patient's axis they are negative. */
export function mmOf({ axes }: Grid, { across, down }: Plane, { column, row }: PixelPoint): PixelPoint {
  const mm = ({ axis, sense }: Side, place: number) => sense * startMm(axes[axis], sense) + (place - 0.5) * axes[axis].stepMm;
  return { column: mm(across, column), row: mm(down, row) };
}
export function pixelOf({ axes }: Grid, { across, down }: Plane, { column, row }: PixelPoint): PixelPoint {
  const place = ({ axis, sense }: Side, mm: number) => (mm - sense * startMm(axes[axis], sense)) / axes[axis].stepMm + 0.5;
  return { column: place(across, column), row: place(down, row) };
}

/** The point of the patient that a point of the picture shows, in the plane through `through`. */
export function inPatient({ axes }: Grid, { across, down }: Plane, pixel: PixelPoint, through: PatientPointMm): PatientPointMm {
  const mm = ({ axis, sense }: Side, place: number) => startMm(axes[axis], sense) + sense * (place - 0.5) * axes[axis].stepMm;
  return movedTo(movedTo(through, across.axis, mm(across, pixel.column)), down.axis, mm(down, pixel.row));
}

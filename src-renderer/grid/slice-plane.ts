import type { PixelSpacing, SeriesInfo, SliceInfo } from '../../src-main/contract';
import { cross, dot } from '../mpr/patient';
import type { PatientPointMm, PixelPoint } from '../viewer/geometry';

/** Where a slice lies in the patient: PS3.3 C.7.6.2.1.1. Directions are unit vectors; lengths in mm. */
export interface SlicePlane {
  /** The corner of the picture, half a pixel before the centre of its first pixel. */
  readonly corner: PatientPointMm;
  readonly alongRow: PatientPointMm;
  readonly downColumn: PatientPointMm;
  readonly normal: PatientPointMm;
  readonly spacing: PixelSpacing;
  readonly rows: number;
  readonly columns: number;
}

/** Null where the file gives no geometry. */
export function slicePlane(
  { positionMm, orientation }: Pick<SliceInfo, 'positionMm' | 'orientation'>,
  { pixelSpacingMm, rows, columns }: Pick<SeriesInfo, 'pixelSpacingMm' | 'rows' | 'columns'>,
): SlicePlane | null {
  if (!positionMm || !orientation || !pixelSpacingMm) return null;
  const [rx, ry, rz, cx, cy, cz] = orientation;
  const alongRow = [rx, ry, rz] as const;
  const downColumn = [cx, cy, cz] as const;
  const half = { across: -pixelSpacingMm.betweenColumnsMm / 2, down: -pixelSpacingMm.betweenRowsMm / 2 };
  return {
    corner: moved(moved(positionMm, alongRow, half.across), downColumn, half.down),
    alongRow,
    downColumn,
    normal: cross(alongRow, downColumn),
    spacing: pixelSpacingMm,
    rows,
    columns,
  };
}

/** The point so many mm on in a direction. */
export const moved = (point: PatientPointMm, direction: PatientPointMm, mm: number): PatientPointMm => [
  point[0] + direction[0] * mm,
  point[1] + direction[1] * mm,
  point[2] + direction[2] * mm,
];

export const minus = (a: PatientPointMm, b: PatientPointMm): PatientPointMm => moved(a, b, -1);

/** The point of the patient that a point of the picture shows. */
export const patientPoint = (plane: SlicePlane, { column, row }: PixelPoint): PatientPointMm =>
  moved(
    moved(plane.corner, plane.alongRow, column * plane.spacing.betweenColumnsMm),
    plane.downColumn,
    row * plane.spacing.betweenRowsMm,
  );

/** Where a point of the patient, seen along the normal, lies in the picture. */
export function picturePoint(plane: SlicePlane, point: PatientPointMm): PixelPoint {
  const from = minus(point, plane.corner);
  return {
    column: dot(from, plane.alongRow) / plane.spacing.betweenColumnsMm,
    row: dot(from, plane.downColumn) / plane.spacing.betweenRowsMm,
  };
}

export const middleOf = (plane: SlicePlane): PatientPointMm =>
  patientPoint(plane, { column: plane.columns / 2, row: plane.rows / 2 });

/** Within so much of each other, in degrees, two series are cut alike: a place along one means a place along the other. */
const alikeDegrees = 5;
const alikeCosine = Math.cos((alikeDegrees * Math.PI) / 180);

/** Nearly parallel, whichever way the slices face. */
export const cutAlike = (a: Pick<SlicePlane, 'normal'>, b: Pick<SlicePlane, 'normal'>): boolean =>
  Math.abs(dot(a.normal, b.normal)) >= alikeCosine;

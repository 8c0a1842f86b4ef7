export type Vector = readonly [number, number, number];
/** Image Orientation (Patient): the cosines of a row's direction, then of a column's. */
export type Orientation = readonly [number, number, number, number, number, number];

export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const lengthOf = (a: Vector): number => Math.sqrt(dot(a, a));

/** The slice normal, row x column. */
export function normalOf([rx, ry, rz, cx, cy, cz]: Orientation): Vector {
  return [ry * cz - rz * cy, rz * cx - rx * cz, rx * cy - ry * cx];
}

/** The position of a slice along its own normal, mm: what slices are sorted by. */
export const alongNormal = (positionMm: Vector, orientation: Orientation): number => dot(positionMm, normalOf(orientation));

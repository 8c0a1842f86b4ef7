import type { PatientPointMm, ScreenPoint } from '../viewer/geometry';
import { patientAxes } from './patient';
import type { Plane } from './plane';

/** What a press takes hold of: the crosshair's middle, one of its lines, or nothing of it. */
export type Grip = 'middle' | 'upright line' | 'level line' | null;

const lineReachPx = 6;
const middleReachPx = 14;
/** Around the middle the lines leave what is looked at in sight. */
export const gapPx = 12;
/** A press that moved less than this was a click. */
export const clickPx = 3;

export function gripAt(pointer: ScreenPoint, middle: ScreenPoint): Grip {
  const dx = Math.abs(pointer.x - middle.x);
  const dy = Math.abs(pointer.y - middle.y);
  if (Math.hypot(dx, dy) <= middleReachPx) return 'middle';
  if (dx <= lineReachPx) return 'upright line';
  return dy <= lineReachPx ? 'level line' : null;
}

/** The crosshair after its grip was brought to where `to` is: a line moves one plane, the middle two. */
export function dragged(
  from: PatientPointMm,
  to: PatientPointMm,
  grip: Exclude<Grip, null>,
  { across, down }: Plane,
): PatientPointMm {
  const moves = { middle: [across.axis, down.axis], 'upright line': [across.axis], 'level line': [down.axis] }[grip];
  return patientAxes.map((axis) => (moves.includes(axis) ? to[axis] : from[axis])) as unknown as PatientPointMm;
}

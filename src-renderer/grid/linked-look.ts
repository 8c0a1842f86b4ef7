import { scaleOf, type Look, type Stage } from '../viewer/geometry';
import { zoomWithin } from '../viewer/gestures';
import { patientPoint, picturePoint, type SlicePlane } from './slice-plane';

/** Screen pixels a millimetre along a row. Pixels without a spacing count as millimetres. */
const pxPerMm = (stage: Stage, look: Look): number => scaleOf(stage, look).x / (stage.spacing?.betweenColumnsMm ?? 1);

/** The zoom at which a millimetre of the follower is as long on the screen as one of the leader. */
export function linkedZoom(stage: Stage, look: Look, followerStage: Stage, followerLook: Look): number {
  return zoomWithin((followerLook.zoom * pxPerMm(stage, look)) / pxPerMm(followerStage, followerLook));
}

/** The middle of the follower's viewport, as a fraction of its picture, at which it shows the point of the patient that the leader has in its middle. */
export function linkedCentre(plane: SlicePlane, centre: Look['centre'], follower: SlicePlane): Look['centre'] {
  const point = patientPoint(plane, { column: centre.x * plane.columns, row: centre.y * plane.rows });
  const there = picturePoint(follower, point);
  const within = (fraction: number): number => Math.min(1, Math.max(0, fraction));
  return { x: within(there.column / follower.columns), y: within(there.row / follower.rows) };
}

import type { PixelPoint } from '../../viewer/geometry';
import { degreesBetween, wayBetween, type Metric } from '../metric';

/** At the middle one of three points, 0 to 180 degrees; null where an arm has no length. */
export function angleDegrees([one, vertex, other]: readonly PixelPoint[], metric: Metric): number | null {
  return degreesBetween(wayBetween(vertex!, one!, metric), wayBetween(vertex!, other!, metric));
}

import type { PixelPoint } from '../../viewer/geometry';
import { degreesBetween, wayBetween, type Metric } from '../metric';

/** Between two lines, 0 to 90 degrees, whichever way each was drawn; null where one has no length. */
export function cobbDegrees([a, b, c, d]: readonly PixelPoint[], metric: Metric): number | null {
  const degrees = degreesBetween(wayBetween(a!, b!, metric), wayBetween(c!, d!, metric));
  return degrees === null ? null : Math.min(degrees, 180 - degrees);
}

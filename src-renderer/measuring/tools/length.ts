import type { PixelPoint } from '../../viewer/geometry';
import { wayBetween, type Metric } from '../metric';

/** From one point to another, in the metric's unit: each direction by its own spacing, so that pixels need not be square. */
export function lengthOf(from: PixelPoint, to: PixelPoint, metric: Metric): number {
  const { across, down } = wayBetween(from, to, metric);
  return Math.hypot(across, down);
}

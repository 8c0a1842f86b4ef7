import type { PixelPoint } from '../../viewer/geometry';
import { pointAlong, wayBetween, type Metric, type Way } from '../metric';

/**
 * A long axis and a short one that stands on it, as RECIST and WHO measure a lesion. The short axis is told by where it crosses the long one
 * and how far it reaches to either side; so it stays at a right angle (in the patient, not on the screen) whatever is moved.
 */
interface Cross {
  /** A share of the long axis, from its first end. */
  readonly crossing: number;
  /** In the metric's unit, along `aside`; the first end's is on the positive side. */
  readonly reaches: readonly [number, number];
}

/** Right-angled to the axis, of length 1. */
const aside = ({ across, down }: Way): Way => {
  const length = Math.hypot(across, down) || 1;
  return { across: -down / length, down: across / length };
};
const dot = (a: Way, b: Way): number => a.across * b.across + a.down * b.down;
const times = (way: Way, factor: number): Way => ({ across: way.across * factor, down: way.down * factor });

function crossOf([from, to, one, other]: readonly PixelPoint[], metric: Metric): Cross {
  const axis = wayBetween(from!, to!, metric);
  const side = aside(axis);
  const foot = wayBetween(from!, one!, metric);
  return {
    crossing: dot(foot, axis) / (dot(axis, axis) || 1),
    reaches: [dot(foot, side), dot(wayBetween(from!, other!, metric), side)],
  };
}

function withCross(from: PixelPoint, to: PixelPoint, { crossing, reaches }: Cross, metric: Metric): readonly PixelPoint[] {
  const axis = wayBetween(from, to, metric);
  const foot = pointAlong(from, times(axis, crossing), metric);
  const side = aside(axis);
  return [from, to, ...reaches.map((reach) => pointAlong(foot, times(side, reach), metric))];
}

/** From the long axis alone: a short one half as long through its middle, to be set by its ends. */
export function bidirectionalFrom(from: PixelPoint, to: PixelPoint, metric: Metric): readonly PixelPoint[] {
  const { across, down } = wayBetween(from, to, metric);
  const quarter = Math.hypot(across, down) / 4;
  return withCross(from, to, { crossing: 0.5, reaches: [quarter, -quarter] }, metric);
}

/** With one of its four ends elsewhere. An end of the short axis takes its crossing along, and never through the long axis. */
export function bidirectionalMoved(
  points: readonly PixelPoint[],
  end: number,
  to: PixelPoint,
  metric: Metric,
): readonly PixelPoint[] {
  const cross = crossOf(points, metric);
  const [from, until] = [points[0]!, points[1]!];
  if (end === 0) return withCross(to, until, cross, metric);
  if (end === 1) return withCross(from, to, cross, metric);
  const moved = crossOf([from, until, to, to], metric);
  const crossing = Math.min(1, Math.max(0, moved.crossing));
  const reach = moved.reaches[0];
  const reaches =
    end === 2 ? ([Math.max(0, reach), cross.reaches[1]] as const) : ([cross.reaches[0], Math.min(0, reach)] as const);
  return withCross(from, until, { crossing, reaches }, metric);
}

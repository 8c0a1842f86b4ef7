import type { PixelPoint } from '../../viewer/geometry';
import { wayBetween, type Metric } from '../metric';
import { lengthOf } from './length';

/**
 * The area inside, by the even-odd rule, as pixels are counted. Where the outline does not cross itself that is the shoelace formula; where
 * it does, the formula takes one loop from the other, and there is no figure: null.
 */
export function polygonArea(points: readonly PixelPoint[], metric: Metric): number | null {
  if (crossesItself(points)) return null;
  let twice = 0;
  for (let at = 0; at < points.length; at += 1) {
    const a = wayBetween(points[0]!, points[at]!, metric);
    const b = wayBetween(points[0]!, points[(at + 1) % points.length]!, metric);
    twice += a.across * b.down - a.down * b.across;
  }
  return Math.abs(twice) / 2;
}

/** Positive where c lies to one side of the line from a to b, negative on the other, 0 on it. */
const side = (a: PixelPoint, b: PixelPoint, c: PixelPoint): number =>
  (b.column - a.column) * (c.row - a.row) - (b.row - a.row) * (c.column - a.column);

function crossesItself(points: readonly PixelPoint[]): boolean {
  const count = points.length;
  const edge = (at: number) => [points[at]!, points[(at + 1) % count]!] as const;
  for (let first = 0; first < count; first += 1) {
    for (let second = first + 2; second < count; second += 1) {
      if (first === 0 && second === count - 1) continue;
      const [a, b] = edge(first);
      const [c, d] = edge(second);
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) return true;
    }
  }
  return false;
}

const square: Metric = { betweenColumns: 1, betweenRows: 1, unit: 'px', where: 'patient' };

/** Fewer corners for the same outline: each one left out lies within `tolerance` pixels of the line that takes its place (Douglas and Peucker 1973). */
export function simplified(points: readonly PixelPoint[], tolerance: number): readonly PixelPoint[] {
  const [first, last] = [points[0]!, points[points.length - 1]!];
  let farthest = 0;
  let distance = 0;
  const length = lengthOf(first, last, square);
  for (let at = 1; at < points.length - 1; at += 1) {
    const point = points[at]!;
    // A closed outline begins where it ends: there the distance to that point counts.
    const away = length === 0 ? lengthOf(first, point, square) : Math.abs(side(first, last, point)) / length;
    if (away > distance) [farthest, distance] = [at, away];
  }
  if (distance <= tolerance) return points.length > 1 ? [first, last] : points;
  return [...simplified(points.slice(0, farthest + 1), tolerance).slice(0, -1), ...simplified(points.slice(farthest), tolerance)];
}

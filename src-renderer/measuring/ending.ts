import type { ScreenPoint } from '../viewer/geometry';
import type { Sketch } from './sketch';

/** The head of an arrow, whose first point is its tip, or the four arms of a cross, as lines. `unit`: how long a pixel of the screen is there. */
export function endingLines(
  ending: Sketch['ending'],
  [tip, tail]: readonly ScreenPoint[],
  unit = 1,
): readonly (readonly ScreenPoint[])[] {
  if (!tip || ending === 'plain') return [];
  const beside = (x: number, y: number): ScreenPoint => ({ x: tip.x + x * unit, y: tip.y + y * unit });
  if (ending === 'cross')
    return [
      [beside(-7, 0), beside(-2, 0)],
      [beside(2, 0), beside(7, 0)],
      [beside(0, -7), beside(0, -2)],
      [beside(0, 2), beside(0, 7)],
    ];
  if (!tail) return [];
  const turn = Math.atan2(tail.y - tip.y, tail.x - tip.x);
  const barb = (by: number): ScreenPoint => beside(11 * Math.cos(turn + by), 11 * Math.sin(turn + by));
  return [[barb(0.42), tip, barb(-0.42)]];
}

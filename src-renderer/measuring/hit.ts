import type { Measurement } from '../../src-main/contract';
import type { PixelPoint, ScreenPoint } from '../viewer/geometry';
import type { Part } from './moving';
import { sketchOf } from './sketch';

export interface Hit {
  readonly measurement: Measurement;
  readonly part: Part;
}

/** How far from it a press still means a handle or a line: what a hand can aim at, whatever the zoom. */
const handlePx = 9;
const linePx = 6;

/**
 * What lies under the pointer: a handle before any line, the topmost (last) before those below. Inside of an area there is nothing, so
 * that a region does not stand in the way of what the left button does otherwise.
 */
export function hitAt(
  measurements: readonly Measurement[],
  at: ScreenPoint,
  toScreen: (point: PixelPoint) => ScreenPoint,
): Hit | null {
  const topmost = [...measurements].reverse();
  for (const measurement of topmost) {
    const handles = sketchOf(measurement.kind, measurement.points).handles.map(toScreen);
    const distances = handles.map(({ x, y }) => Math.hypot(x - at.x, y - at.y));
    const nearest = Math.min(...distances);
    if (nearest <= handlePx) {
      const handle = distances.indexOf(nearest);
      return { measurement, part: handles.length === 1 ? 'whole' : handle };
    }
  }
  const under = topmost.find(({ kind, points }) =>
    sketchOf(kind, points).lines.some((line) => {
      const corners = (line.closed ? [...line.points, line.points[0]!] : line.points).map(toScreen);
      return corners.slice(1).some((end, index) => distanceToLine(at, corners[index]!, end) <= linePx);
    }),
  );
  return under ? { measurement: under, part: 'whole' } : null;
}

function distanceToLine(at: ScreenPoint, from: ScreenPoint, to: ScreenPoint): number {
  const [across, down] = [to.x - from.x, to.y - from.y];
  const squared = across * across + down * down;
  const share = squared === 0 ? 0 : ((at.x - from.x) * across + (at.y - from.y) * down) / squared;
  const along = Math.min(1, Math.max(0, share));
  return Math.hypot(at.x - from.x - along * across, at.y - from.y - along * down);
}

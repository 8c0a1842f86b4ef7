import type { PixelPoint } from '../../viewer/geometry';
import { pointAlong, wayBetween, type Metric } from '../metric';

/** Along the image's rows and columns. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Between two opposite corners, whichever they are. */
export function boxOf([a, b]: readonly PixelPoint[]): Box {
  return {
    left: Math.min(a!.column, b!.column),
    right: Math.max(a!.column, b!.column),
    top: Math.min(a!.row, b!.row),
    bottom: Math.max(a!.row, b!.row),
  };
}

/** Width and height in the metric's unit. */
export function sidesOf(
  points: readonly PixelPoint[],
  { betweenColumns, betweenRows }: Metric,
): { readonly width: number; readonly height: number } {
  const { left, right, top, bottom } = boxOf(points);
  return { width: (right - left) * betweenColumns, height: (bottom - top) * betweenRows };
}

export function rectangleArea(points: readonly PixelPoint[], metric: Metric): number {
  const { width, height } = sidesOf(points, metric);
  return width * height;
}

/** π · half the width · half the height. */
export const ellipseArea = (points: readonly PixelPoint[], metric: Metric): number =>
  (Math.PI / 4) * rectangleArea(points, metric);

/** The corner opposite of `from` moved so that the box is a square in the patient, as large as the longer of its sides: with it an ellipse is a circle. */
export function squared(from: PixelPoint, to: PixelPoint, metric: Metric): PixelPoint {
  const { across, down } = wayBetween(from, to, metric);
  const side = Math.max(Math.abs(across), Math.abs(down));
  return pointAlong(from, { across: side * (across < 0 ? -1 : 1), down: side * (down < 0 ? -1 : 1) }, metric);
}

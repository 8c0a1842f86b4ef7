import type { MeasurementKind } from '../../src-main/contract';
import type { PixelPoint } from '../viewer/geometry';
import type { Metric } from './metric';
import type { Size } from './pixels';
import { bidirectionalMoved } from './tools/bidirectional';
import { boxOf, type Box } from './tools/box';

/** What is taken hold of: a handle by its number, or all of it. */
export type Part = number | 'whole';

type Points = readonly PixelPoint[];

/** On the image, its edges included: what lies outside has no pixels to measure. */
export const within = ({ column, row }: PixelPoint, { rows, columns }: Size): PixelPoint => ({
  column: Math.min(columns, Math.max(0, column)),
  row: Math.min(rows, Math.max(0, row)),
});

/** Moved as a whole by so many columns and rows, no further than to the image's edge. */
export function shifted(points: Points, by: PixelPoint, { rows, columns }: Size): Points {
  const held = (values: readonly number[], wanted: number, most: number) =>
    Math.max(-Math.min(...values), Math.min(most - Math.max(...values), wanted));
  const across = held(
    points.map(({ column }) => column),
    by.column,
    columns,
  );
  const down = held(
    points.map(({ row }) => row),
    by.row,
    rows,
  );
  return points.map(({ column, row }) => ({ column: column + across, row: row + down }));
}

/** With one of its handles, as `sketchOf` numbers them, elsewhere. */
export function withHandle(kind: MeasurementKind, points: Points, handle: number, to: PixelPoint, metric: Metric): Points {
  switch (kind) {
    case 'bidirectional':
      return bidirectionalMoved(points, handle, to, metric);
    case 'rectangle': {
      const [a, b] = points as readonly [PixelPoint, PixelPoint];
      const column = handle === 0 || handle === 3;
      const row = handle < 2;
      return [
        { column: column ? to.column : a.column, row: row ? to.row : a.row },
        { column: column ? b.column : to.column, row: row ? b.row : to.row },
      ];
    }
    case 'ellipse': {
      const side = (['left', 'right', 'top', 'bottom'] as const)[handle]!;
      const { left, right, top, bottom }: Box = { ...boxOf(points), [side]: handle < 2 ? to.column : to.row };
      return [
        { column: left, row: top },
        { column: right, row: bottom },
      ];
    }
    default:
      return points.map((point, at) => (at === handle ? to : point));
  }
}

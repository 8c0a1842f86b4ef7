import { pointsOfKind, type MeasurementKind } from '../../src-main/contract';
import type { PixelPoint } from '../viewer/geometry';
import { boxOf } from './tools/box';

/** How a measurement looks, in image pixels, whatever it is then drawn on. */
export interface Sketch {
  readonly lines: readonly { readonly points: readonly PixelPoint[]; readonly closed: boolean }[];
  /** What joins the parts without being measured: dashed. */
  readonly helpLines: readonly (readonly [PixelPoint, PixelPoint])[];
  /** What can be dragged, by number. */
  readonly handles: readonly PixelPoint[];
  /** Where the words belong. */
  readonly anchor: PixelPoint;
  readonly ending: 'plain' | 'arrowhead' | 'cross';
}

/** Enough that no corner shows on a large screen: at a radius of 1000 screen pixels the chord lies 0.3 beside the curve. */
const ellipseCorners = 128;

const open = (...points: readonly PixelPoint[]) => ({ points, closed: false });
const middle = (a: PixelPoint, b: PixelPoint): PixelPoint => ({ column: (a.column + b.column) / 2, row: (a.row + b.row) / 2 });
/** The point furthest to the right: the words stand beside it. */
const rightmost = (points: readonly PixelPoint[]): PixelPoint => points.reduce((a, b) => (b.column > a.column ? b : a));

export function sketchOf(kind: MeasurementKind, points: readonly PixelPoint[]): Sketch {
  const plain = { helpLines: [], handles: points, ending: 'plain', anchor: rightmost(points) } as const;
  const [a, b, c, d] = points;
  if (points.length < pointsOfKind[kind][0]) {
    // Still being set, point by point.
    const lines = kind === 'cobb' ? [points.slice(0, 2), points.slice(2)] : [points];
    return { ...plain, lines: lines.filter(({ length }) => length > 0).map((line) => open(...line)) };
  }
  switch (kind) {
    case 'length':
    case 'angle':
      return { ...plain, lines: [open(...points)] };
    case 'bidirectional':
      return { ...plain, lines: [open(a!, b!), open(c!, d!)] };
    case 'cobb':
      return { ...plain, lines: [open(a!, b!), open(c!, d!)], helpLines: [[middle(a!, b!), middle(c!, d!)]] };
    case 'rectangle': {
      const corners = cornersOf(points);
      return { ...plain, lines: [{ points: corners, closed: true }], handles: corners };
    }
    case 'ellipse':
      return {
        ...plain,
        lines: [{ points: ellipse(points), closed: true }],
        handles: axisEndsOf(points),
        anchor: axisEndsOf(points)[1]!,
      };
    case 'freehand':
      return { ...plain, lines: [{ points, closed: true }] };
    case 'arrow':
      return { ...plain, lines: [open(b!, a!)], ending: 'arrowhead', anchor: b! };
    case 'probe':
      return { ...plain, lines: [], ending: 'cross' };
    case 'text':
      return { ...plain, lines: [] };
  }
}

/** In the order in which they are dragged: the first and the third are the two that are kept. */
export function cornersOf([a, b]: readonly PixelPoint[]): readonly PixelPoint[] {
  return [a!, { column: b!.column, row: a!.row }, b!, { column: a!.column, row: b!.row }];
}

/** Left, right, top, bottom. */
export function axisEndsOf(points: readonly PixelPoint[]): readonly PixelPoint[] {
  const { left, right, top, bottom } = boxOf(points);
  const [column, row] = [(left + right) / 2, (top + bottom) / 2];
  return [
    { column: left, row },
    { column: right, row },
    { column, row: top },
    { column, row: bottom },
  ];
}

function ellipse(points: readonly PixelPoint[]): readonly PixelPoint[] {
  const { left, right, top, bottom } = boxOf(points);
  return Array.from({ length: ellipseCorners }, (_, at) => {
    const turn = (2 * Math.PI * at) / ellipseCorners;
    return {
      column: (left + right) / 2 + ((right - left) / 2) * Math.cos(turn),
      row: (top + bottom) / 2 + ((bottom - top) / 2) * Math.sin(turn),
    };
  });
}

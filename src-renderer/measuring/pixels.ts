import type { MeasurementKind } from '../../src-main/contract';
import type { PixelPoint } from '../viewer/geometry';
import { boxOf } from './tools/box';

/** Of an image. */
export interface Size {
  readonly rows: number;
  readonly columns: number;
}

type Points = readonly PixelPoint[];

/**
 * The pixels that a measurement speaks of, as places in a row-major image: of an area those whose CENTRES lie inside, of a line those it
 * passes through, each once; of a probe the one under it; none of angles and words. Nothing outside of the image, and nothing twice.
 */
export function pixelsOf(kind: MeasurementKind, points: Points, size: Size): readonly number[] {
  switch (kind) {
    case 'ellipse':
      return insideEllipse(points, size);
    case 'rectangle':
      return insideRectangle(points, size);
    case 'freehand':
      return insidePolygon(points, size);
    case 'length':
      return alongLine(points[0]!, points[1]!, size);
    case 'bidirectional':
      return [...new Set([...alongLine(points[0]!, points[1]!, size), ...alongLine(points[2]!, points[3]!, size)])];
    case 'probe':
      return alongLine(points[0]!, points[0]!, size);
    case 'angle':
    case 'cobb':
    case 'arrow':
    case 'text':
      return [];
  }
}

/** The rows, or columns, whose centres lie from `least` to before `end`, within the image. */
const centresBetween = (least: number, end: number, count: number): readonly [first: number, last: number] => [
  Math.max(0, Math.ceil(least - 0.5)),
  Math.min(count, Math.ceil(end - 0.5)) - 1,
];

function insideRectangle(points: Points, { rows, columns }: Size): readonly number[] {
  const { left, right, top, bottom } = boxOf(points);
  const found: number[] = [];
  const [firstRow, lastRow] = centresBetween(top, bottom, rows);
  const [firstColumn, lastColumn] = centresBetween(left, right, columns);
  for (let row = firstRow; row <= lastRow; row += 1) {
    for (let column = firstColumn; column <= lastColumn; column += 1) found.push(row * columns + column);
  }
  return found;
}

/** ((x - cx)/a)² + ((y - cy)/b)² <= 1. */
function insideEllipse(points: Points, size: Size): readonly number[] {
  const { left, right, top, bottom } = boxOf(points);
  const [a, b] = [(right - left) / 2, (bottom - top) / 2];
  if (a === 0 || b === 0) return [];
  // A centre on the rightmost or lowest point is in: the box around it alone would leave it out.
  const around = [
    { column: left - 1, row: top - 1 },
    { column: right + 1, row: bottom + 1 },
  ];
  return insideRectangle(around, size).filter((at) => {
    const x = ((at % size.columns) + 0.5 - (left + right) / 2) / a;
    const y = (Math.floor(at / size.columns) + 0.5 - (top + bottom) / 2) / b;
    return x * x + y * y <= 1;
  });
}

/** By the even-odd rule: between the first and the second crossing of a row's middle with the outline, the third and the fourth, and so on. */
function insidePolygon(points: Points, { rows, columns }: Size): readonly number[] {
  const heights = points.map(({ row }) => row);
  const [firstRow, lastRow] = centresBetween(Math.min(...heights), Math.max(...heights), rows);
  const found: number[] = [];
  for (let row = firstRow; row <= lastRow; row += 1) {
    const y = row + 0.5;
    const crossings = points
      .flatMap((a, at) => {
        const b = points[(at + 1) % points.length]!;
        return a.row <= y === b.row <= y ? [] : [a.column + ((y - a.row) / (b.row - a.row)) * (b.column - a.column)];
      })
      .sort((one, other) => one - other);
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      const [first, last] = centresBetween(crossings[pair]!, crossings[pair + 1]!, columns);
      for (let column = first; column <= last; column += 1) found.push(row * columns + column);
    }
  }
  return found;
}

/** From pixel to pixel across the nearest side (Amanatides and Woo 1987). */
function alongLine(from: PixelPoint, to: PixelPoint, { rows, columns }: Size): readonly number[] {
  let [column, row] = [Math.floor(from.column), Math.floor(from.row)];
  const [lastColumn, lastRow] = [Math.floor(to.column), Math.floor(to.row)];
  const [across, down] = [to.column - from.column, to.row - from.row];
  const [stepColumn, stepRow] = [Math.sign(across), Math.sign(down)];
  // Shares of the way: to the first side crossed, and from one side to the next.
  const toSide = (position: number, pixel: number, way: number) =>
    way === 0 ? Infinity : (pixel + (way > 0 ? 1 : 0) - position) / way;
  let nextColumn = toSide(from.column, column, across);
  let nextRow = toSide(from.row, row, down);
  const found: number[] = [];
  for (let left = Math.abs(lastColumn - column) + Math.abs(lastRow - row); left >= 0; left -= 1) {
    if (column >= 0 && row >= 0 && column < columns && row < rows) found.push(row * columns + column);
    if (column !== lastColumn && (nextColumn <= nextRow || row === lastRow)) {
      column += stepColumn;
      nextColumn += 1 / Math.abs(across);
    } else {
      row += stepRow;
      nextRow += 1 / Math.abs(down);
    }
  }
  return found;
}

import type { Measurement, SeriesInfo } from '../../src-main/contract';
import { endingLines } from '../measuring/ending';
import { contentsOf, quantitiesOf, type Values } from '../measuring/figures';
import { holdsPixels, isWords } from '../measuring/kinds';
import { labelPlace } from '../measuring/label-place';
import type { Metric } from '../measuring/metric';
import { sketchOf } from '../measuring/sketch';
import { brief } from '../measuring/words';
import type { PixelPoint, ScreenPoint } from '../viewer/geometry';
import { drawLines, ink, shade, type TextStyle } from './canvas-text';

/** What was measured on a series, for its pictures. */
export interface Measured {
  readonly list: readonly { readonly index: number; readonly measurement: Measurement }[];
  readonly metric: Metric;
  readonly unit: SeriesInfo['unit'];
}

/** Of one slice: shapes, with the line that stands beside them on the screen. */
export function measuredOn({ list, metric, unit }: Measured, index: number, values: Values, strength: number) {
  return list
    .filter((one) => one.index === index)
    .map(({ measurement: { kind, points, name } }) => {
      const shape = { kind, points };
      const contents = holdsPixels(kind) ? contentsOf(shape, values, strength) : null;
      return { ...shape, line: isWords(kind) ? name : brief(quantitiesOf(shape, metric), contents, metric, unit) };
    });
}
export type MeasuredShape = ReturnType<typeof measuredOn>[number];

/** The text that `labelPlace` reckons with. */
const labelTextPx = 13;

/** Draws them in greys, so that a grey picture stays one, dark around light. `place`: where a point of the slice lies in the picture. */
export function drawMeasured(
  style: TextStyle,
  shapes: readonly MeasuredShape[],
  place: (point: PixelPoint) => ScreenPoint,
  room: { readonly x: number; readonly width: number; readonly height: number },
): void {
  const { context, sizePx } = style;
  const unit = sizePx / labelTextPx;
  for (const { kind, points, line } of shapes) {
    const sketch = sketchOf(kind, points);
    const outlines = sketch.lines.map(({ points: outline, closed }) => ({ points: outline.map(place), closed }));
    for (const [colour, width] of [
      [shade, 4],
      [ink, 1.5],
    ] as const) {
      Object.assign(context, { strokeStyle: colour, lineWidth: width * unit, lineJoin: 'round', lineCap: 'round' });
      for (const outline of outlines) stroke(context, outline.points, outline.closed);
      for (const help of sketch.helpLines) {
        context.setLineDash([3 * unit, 5 * unit]);
        stroke(context, help.map(place), false);
        context.setLineDash([]);
      }
      for (const mark of endingLines(sketch.ending, points.map(place), unit)) stroke(context, mark, false);
    }
    const corners = [...outlines.flatMap((outline) => outline.points), ...points.map(place)];
    const scaled = corners.map(({ x, y }) => ({ x: (x - room.x) / unit, y: y / unit }));
    const label = line && labelPlace(scaled, [line], { width: room.width / unit, height: room.height / unit });
    if (!label) continue;
    const at = { x: room.x + label.x * unit, y: label.y * unit, align: label.side === 'right' ? 'left' : 'right' } as const;
    drawLines(style, [line], { ...at, widthPx: room.width });
  }
}

function stroke(context: CanvasRenderingContext2D, points: readonly ScreenPoint[], closed: boolean): void {
  context.beginPath();
  for (const [at, { x, y }] of points.entries())
    if (at === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  if (closed) context.closePath();
  context.stroke();
}

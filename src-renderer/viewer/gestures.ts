import { dragTool, type DragTool, type MouseSettings, type Window } from '../../src-main/contract';
import { actualSizeZoom, toPixel, toScreen, type Look, type PixelPoint, type ScreenPoint, type Stage } from './geometry';
import { windowAfterDrag } from './window';

/** A drag under way: what it changes, as it was at its start, and how far the pointer came. */
export interface Drag {
  readonly tool: DragTool;
  readonly window: Window;
  readonly look: Look;
  /** The slice it began on. */
  readonly index: number;
  readonly from: ScreenPoint;
  readonly moved: ScreenPoint;
}

const isDragTool = (tool: string): tool is DragTool => dragTool.safeParse(tool).success;

/** Left: the tool in hand, if it is one for dragging. Middle and right: as set. Null for buttons with no meaning here. */
export function toolOfButton(
  button: number,
  leftTool: string,
  { middle, right }: Pick<MouseSettings, 'middle' | 'right'>,
): DragTool | null {
  return [isDragTool(leftTool) ? leftTool : null, middle, right][button] ?? null;
}

const fineFactor = 0.2;
const zoomPerPixel = 0.006;
/** From a fifth of what fits to single pixels the size of a thumb. */
export const zoomWithin = (zoom: number): number => Math.min(64, Math.max(0.2, zoom));

/** The drag after a move of the pointer. With Shift a window moves a fifth as far, from here on, without a jump. */
export function dragMoved(drag: Drag, dx: number, dy: number, pace: 'normal' | 'fine'): Drag {
  const factor = pace === 'fine' && drag.tool === 'window' ? fineFactor : 1;
  return { ...drag, moved: { x: drag.moved.x + dx * factor, y: drag.moved.y + dy * factor } };
}

/** Screen pixels for a slice: the height of the viewport is the whole series, as long as a hand can still meet one slice, or sees it move. */
const [finestPx, coarsestPx] = [2, 24];

/** What a drag has made of window, look and place. Up zooms in; down goes on in the series, as the wheel does. */
export function dragResult(
  { tool, window, look, index, from, moved }: Drag,
  stage: Stage,
  total: number,
): { readonly window: Window; readonly look: Look; readonly index: number } {
  if (tool === 'window') return { window: windowAfterDrag(window, moved.x, moved.y), look, index };
  if (tool === 'pan') return { window, look: panned(look, stage, moved), index };
  if (tool === 'zoom') return { window, look: zoomedAt(look, stage, from, Math.exp(-moved.y * zoomPerPixel)), index };
  if (tool !== 'scroll') return { window, look, index };
  const pxEach = Math.min(coarsestPx, Math.max(finestPx, stage.height / total));
  return { window, look, index: index + Math.trunc(moved.y / pxEach) };
}

/** The corners of what was dragged over, in the picture; null for what was no more than a click. */
export function regionOf({ from, moved, look }: Drag, stage: Stage): readonly [PixelPoint, PixelPoint] | null {
  if (Math.min(Math.abs(moved.x), Math.abs(moved.y)) < clickPx) return null;
  return [toPixel(stage, look, from), toPixel(stage, look, { x: from.x + moved.x, y: from.y + moved.y })];
}
const clickPx = 4;

function panned(look: Look, stage: Stage, moved: ScreenPoint): Look {
  const middle = toPixel(stage, look, { x: stage.width / 2 - moved.x, y: stage.height / 2 - moved.y });
  const clamp = (fraction: number) => Math.min(1, Math.max(0, fraction));
  return { ...look, centre: { x: clamp(middle.column / stage.columns), y: clamp(middle.row / stage.rows) } };
}

/** Magnified by `factor`, with the picture's point under `anchor` staying there. */
export function zoomedAt(look: Look, stage: Stage, anchor: ScreenPoint, factor: number): Look {
  const zoom = zoomWithin(look.zoom * factor);
  const held = toPixel(stage, look, anchor);
  const zoomed = { ...look, zoom };
  const now = toScreen(stage, zoomed, held);
  return panned(zoomed, stage, { x: anchor.x - now.x, y: anchor.y - now.y });
}

/**
 * One pixel of the image on one of the screen (of its smaller side, where it is not square). The picture is moved by less than a pixel, so that
 * none is spread over two of the screen.
 */
export function atActualSize(look: Look, stage: Stage, deviceRatio: number): Look {
  const zoomed = { ...look, zoom: actualSizeZoom(stage, look.turn, deviceRatio) };
  const corner = toScreen(stage, zoomed, { column: 0, row: 0 });
  const toWhole = (px: number) => Math.round(px * deviceRatio) / deviceRatio - px;
  return panned(zoomed, stage, { x: toWhole(corner.x), y: toWhole(corner.y) });
}

/** A notch of a mouse wheel, at least; touchpads send many smaller steps, which add up. */
const notchPx = 50;
const touchStepPx = 24;

/** How many slices a wheel event means, and what is left over for the next one. Lines (Firefox) and pages count as notches. */
export function wheelSteps(
  rest: number,
  { deltaY, deltaMode }: Pick<WheelEvent, 'deltaY' | 'deltaMode'>,
): { readonly steps: number; readonly rest: number } {
  if (deltaMode !== 0 || Math.abs(deltaY) >= notchPx) return { steps: Math.sign(deltaY), rest: 0 };
  const total = Math.sign(rest) === -Math.sign(deltaY) ? deltaY : rest + deltaY;
  const steps = Math.trunc(total / touchStepPx);
  return { steps, rest: total - steps * touchStepPx };
}

/** The magnification of the wheel, which is also what a pinch on a touchpad sends (with Ctrl), in smaller steps. */
export function wheelZoom({ deltaY, deltaMode }: Pick<WheelEvent, 'deltaY' | 'deltaMode'>): number {
  if (deltaMode !== 0 || Math.abs(deltaY) >= notchPx) return 1.2 ** -Math.sign(deltaY);
  return Math.exp(-deltaY * 0.01);
}

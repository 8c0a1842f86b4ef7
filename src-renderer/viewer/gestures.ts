import type { Window } from '../../src-main/contract';
import { toPixel, toScreen, type Look, type ScreenPoint, type Stage } from './geometry';
import { windowAfterDrag } from './window';

export type Tool = 'window' | 'pan' | 'zoom';

/** A drag under way: what it changes, as it was at its start, and how far the pointer came. */
export interface Drag {
  readonly tool: Tool;
  readonly window: Window;
  readonly look: Look;
  readonly from: ScreenPoint;
  readonly moved: ScreenPoint;
}

export const tools = ['window', 'pan', 'zoom'] as const satisfies readonly Tool[];

/** Left: the chosen tool, if it is one for dragging. Middle: move. Right: zoom. Null for buttons with no meaning here. */
export function toolOfButton(button: number, leftTool: string): Tool | null {
  return [tools.find((tool) => tool === leftTool) ?? null, 'pan' as const, 'zoom' as const][button] ?? null;
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

/** What a drag has made of window and look. Up zooms in. */
export function dragResult(
  { tool, window, look, from, moved }: Drag,
  stage: Stage,
): { readonly window: Window; readonly look: Look } {
  if (tool === 'window') return { window: windowAfterDrag(window, moved.x, moved.y), look };
  if (tool === 'pan') return { window, look: panned(look, stage, moved) };
  return { window, look: zoomedAt(look, stage, from, Math.exp(-moved.y * zoomPerPixel)) };
}

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

/** The magnification of Ctrl+wheel, which is also what a pinch on a touchpad sends, in smaller steps. */
export function wheelZoom({ deltaY, deltaMode }: Pick<WheelEvent, 'deltaY' | 'deltaMode'>): number {
  if (deltaMode !== 0 || Math.abs(deltaY) >= notchPx) return 1.2 ** -Math.sign(deltaY);
  return Math.exp(-deltaY * 0.01);
}

import type { Window } from '../../src-main/contract';
import { toPixel, type Look, type PatientPointMm, type ScreenPoint, type Stage } from '../viewer/geometry';
import { zoomedAt } from '../viewer/gestures';
import { windowAfterDrag } from '../viewer/window';
import { clickPx, dragged, panned, type Grip } from './crosshair';
import type { Grid } from './grid';
import { inPatient, type Plane } from './plane';

export type PlaneTool = 'window' | 'pan' | 'zoom';
/** What a press does: moves the crosshair by its grip, or what the tool in hand does. */
export type Hold = { readonly kind: 'crosshair'; readonly grip: Exclude<Grip, null> } | { readonly kind: PlaneTool };

/** A press under way, with what it changes as that was at its start. */
export interface Press {
  readonly hold: Hold;
  readonly button: number;
  readonly from: ScreenPoint;
  readonly window: Window;
  readonly look: Look;
  readonly crosshair: PatientPointMm;
}

/** Left: the crosshair where it is taken hold of, else the tool in hand; other tools measure on slices, and here mean the window. Middle: move. Right: zoom. */
export function holdOf(button: number, leftTool: string, grip: Grip): Hold | null {
  if (button === 1) return { kind: 'pan' };
  if (button === 2) return { kind: 'zoom' };
  if (button !== 0) return null;
  if (grip) return { kind: 'crosshair', grip };
  return { kind: leftTool === 'pan' || leftTool === 'zoom' ? leftTool : 'window' };
}

export type Change =
  | { readonly kind: 'crosshair'; readonly crosshair: PatientPointMm }
  | { readonly kind: 'window'; readonly window: Window }
  | { readonly kind: 'look'; readonly look: Look };

const zoomPerPixel = 0.006;

/** What the press has come to, with the pointer at `at`. */
export function changeOf(
  { hold, from, window, look, crosshair }: Press,
  at: ScreenPoint,
  stage: Stage,
  grid: Grid,
  plane: Plane,
): Change {
  const [dx, dy] = [at.x - from.x, at.y - from.y];
  if (hold.kind === 'crosshair') {
    const to = inPatient(grid, plane, toPixel(stage, look, at), crosshair);
    return { kind: 'crosshair', crosshair: dragged(crosshair, to, hold.grip, plane) };
  }
  if (hold.kind === 'window') return { kind: 'window', window: windowAfterDrag(window, dx, dy) };
  const moved = hold.kind === 'pan' ? panned(look, stage, dx, dy) : zoomedAt(look, stage, from, Math.exp(-dy * zoomPerPixel));
  return { kind: 'look', look: moved };
}

/** A left press that went nowhere: the crosshair goes there. */
export const wasClick = ({ hold, button, from }: Press, at: ScreenPoint): boolean =>
  button === 0 && hold.kind !== 'crosshair' && Math.hypot(at.x - from.x, at.y - from.y) < clickPx;

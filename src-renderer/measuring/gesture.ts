import { pointsOfKind, type MeasurementKind } from '../../src-main/contract';
import type { PixelPoint, Scale } from '../viewer/geometry';
import { infoOf } from './kinds';
import type { Metric } from './metric';
import { shifted, within, withHandle, type Part } from './moving';
import type { Size } from './pixels';
import { bidirectionalFrom } from './tools/bidirectional';
import { squared } from './tools/box';
import { simplified } from './tools/polygon';

/** Where the pointer is on the image, how large the image is shown there, and whether Shift asks for a square or a circle. */
export interface Pointer {
  readonly at: PixelPoint;
  readonly scale: Scale;
  readonly shape: 'free' | 'even';
}

/** The image that is measured on. */
export interface Ground {
  readonly size: Size;
  readonly metric: Metric;
}

/** What a press of the button meets. */
export type Aim =
  | { readonly on: 'nothing' }
  | { readonly on: 'tool'; readonly kind: MeasurementKind }
  | {
      readonly on: 'measurement';
      readonly id: string;
      readonly kind: MeasurementKind;
      readonly points: readonly PixelPoint[];
      readonly part: Part;
    };

export type Gesture =
  | { readonly phase: 'idle' }
  /** `set` are the points so far; `next` follows the pointer; `pressedAt` while the button is down. */
  | {
      readonly phase: 'placing';
      readonly kind: MeasurementKind;
      readonly set: readonly PixelPoint[];
      readonly next: PixelPoint;
      readonly pressedAt: PixelPoint | null;
    }
  | {
      readonly phase: 'moving';
      readonly id: string;
      readonly kind: MeasurementKind;
      readonly part: Part;
      readonly from: PixelPoint;
      readonly before: readonly PixelPoint[];
      readonly points: readonly PixelPoint[];
    };

/** What a gesture has come to. */
export type Deed =
  | { readonly did: 'nothing' }
  | { readonly did: 'make'; readonly kind: MeasurementKind; readonly points: readonly PixelPoint[] }
  | { readonly did: 'change'; readonly id: string; readonly points: readonly PixelPoint[] }
  | { readonly did: 'select'; readonly id: string; readonly part: Part };

export interface Step {
  readonly gesture: Gesture;
  readonly deed: Deed;
}

export const idle: Gesture = { phase: 'idle' };
const going = (gesture: Gesture): Step => ({ gesture, deed: { did: 'nothing' } });
const ended = (deed: Deed): Step => ({ gesture: idle, deed });

/** A press and release closer together than this is a click. */
const clickPx = 4;
/** A click as close to where an outline began closes it. */
const closePx = 8;
/** A drawn outline takes a point this far from the last one, and leaves out what lies closer than `outlineTolerancePx` to the line. */
const outlineStepPx = 2;
const outlineTolerancePx = 0.75;

const screenPx = (a: PixelPoint, b: PixelPoint, { x, y }: Scale): number =>
  Math.hypot((a.column - b.column) * x, (a.row - b.row) * y);
const isOutline = (kind: MeasurementKind): boolean => kind === 'freehand';

/** The left button goes down. */
export function pressed(gesture: Gesture, pointer: Pointer, aim: Aim, ground: Ground): Step {
  if (gesture.phase === 'placing') {
    const at = pointFor(gesture, pointer, ground);
    const { set, kind } = gesture;
    if (isOutline(kind) && set.length >= 3 && screenPx(at, set[0]!, pointer.scale) < closePx)
      return finished(kind, set, pointer, ground);
    return going({ ...gesture, set: [...set, at], next: at, pressedAt: at });
  }
  if (aim.on === 'nothing') return going(idle);
  const at = within(pointer.at, ground.size);
  if (aim.on === 'tool') return going({ phase: 'placing', kind: aim.kind, set: [at], next: at, pressedAt: at });
  const { id, kind, part, points } = aim;
  return going({ phase: 'moving', id, kind, part, from: pointer.at, before: points, points });
}

/** The pointer moves, with the button down or up. */
export function moved(gesture: Gesture, pointer: Pointer, ground: Ground): Step {
  if (gesture.phase === 'idle') return going(idle);
  if (gesture.phase === 'moving') return going({ ...gesture, points: movedPoints(gesture, pointer, ground) });
  const next = pointFor(gesture, pointer, ground);
  const { kind, set, pressedAt } = gesture;
  if (pressedAt === null) return going({ ...gesture, next });
  if (isOutline(kind)) {
    const far = screenPx(set[set.length - 1]!, next, pointer.scale) >= outlineStepPx;
    return going({ ...gesture, next, set: far && set.length < pointsOfKind.freehand[1] ? [...set, next] : set });
  }
  // The last point can still be put right for as long as the button is down.
  const isLast = set.length === infoOf(kind).pointsToSet;
  return going({ ...gesture, next, set: isLast ? [...set.slice(0, -1), next] : set });
}

/** The left button goes up. A drag sets a point where it ends; a click has set one where it began. */
export function released(gesture: Gesture, pointer: Pointer, ground: Ground): Step {
  if (gesture.phase === 'idle') return going(idle);
  if (gesture.phase === 'moving') {
    const { id, part, before } = gesture;
    const points = movedPoints(gesture, pointer, ground);
    const same = points.every(({ column, row }, at) => column === before[at]!.column && row === before[at]!.row);
    return ended(same ? { did: 'select', id, part } : { did: 'change', id, points });
  }
  const there = moved(gesture, pointer, ground).gesture as typeof gesture;
  const { kind, set, next } = there;
  const wanted = infoOf(kind).pointsToSet;
  const dragged = gesture.pressedAt !== null && screenPx(gesture.pressedAt, next, pointer.scale) >= clickPx;
  if (isOutline(kind)) {
    return dragged && set.length > 2 ? finished(kind, set, pointer, ground) : going({ ...there, pressedAt: null });
  }
  const all = dragged && set.length < wanted ? [...set, next] : set;
  return all.length === wanted ? finished(kind, all, pointer, ground) : going({ ...there, set: all, pressedAt: null });
}

/** A double click: an outline that was set corner by corner is whole. */
export function closed(gesture: Gesture, pointer: Pointer, ground: Ground): Step {
  if (gesture.phase !== 'placing' || !isOutline(gesture.kind)) return going(gesture);
  return finished(gesture.kind, gesture.set, pointer, ground);
}

/** The points as they would be if the gesture ended here, to draw; null for nothing to be seen yet. */
export function sketched(gesture: Gesture, { metric }: Ground): readonly PixelPoint[] | null {
  if (gesture.phase === 'idle') return null;
  if (gesture.phase === 'moving') return gesture.points;
  const { kind, set, next } = gesture;
  const points = [...set, next].slice(0, infoOf(kind).pointsToSet);
  if (kind === 'bidirectional' && points.length === 2) return bidirectionalFrom(points[0]!, points[1]!, metric);
  return points;
}

function pointFor({ kind, set }: Gesture & { phase: 'placing' }, { at, shape }: Pointer, { size, metric }: Ground): PixelPoint {
  const isBox = kind === 'ellipse' || kind === 'rectangle';
  return within(isBox && shape === 'even' ? squared(set[0]!, at, metric) : at, size);
}

function movedPoints({ kind, part, from, before }: Gesture & { phase: 'moving' }, { at }: Pointer, { size, metric }: Ground) {
  if (part === 'whole') return shifted(before, { column: at.column - from.column, row: at.row - from.row }, size);
  const isSame = at.column === from.column && at.row === from.row;
  return isSame ? before : withHandle(kind, before, part, within(at, size), metric);
}

/** What has no extent is no measurement: all its points were set in one place. */
function finished(kind: MeasurementKind, set: readonly PixelPoint[], { scale }: Pointer, { metric }: Ground): Step {
  const points = isOutline(kind)
    ? simplified([...set, set[0]!], outlineTolerancePx / Math.min(scale.x, scale.y)).slice(0, -1)
    : set;
  const spread = points.some((point) => screenPx(point, points[0]!, scale) >= clickPx);
  const [least] = pointsOfKind[kind];
  if (kind === 'bidirectional')
    return spread
      ? ended({ did: 'make', kind, points: bidirectionalFrom(points[0]!, points[1]!, metric) })
      : ended({ did: 'nothing' });
  return (spread || least === 1) && points.length >= least ? ended({ did: 'make', kind, points }) : ended({ did: 'nothing' });
}

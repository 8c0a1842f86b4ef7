import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointsOfKind, type MeasurementKind } from '../../../src-main/contract';
import {
  closed,
  idle,
  moved,
  pressed,
  released,
  sketched,
  type Aim,
  type Deed,
  type Gesture,
  type Ground,
  type Step,
} from '../../../src-renderer/measuring/gesture';
import { kinds } from '../../../src-renderer/measuring/kinds';
import { sketchOf } from '../../../src-renderer/measuring/sketch';
import type { PixelPoint } from '../../../src-renderer/viewer/geometry';

const p = (column: number, row: number): PixelPoint => ({ column, row });
/** An image of 100 by 100 pixels of 1 mm, shown at 10 screen pixels each. */
const ground: Ground = {
  size: { rows: 100, columns: 100 },
  metric: { betweenColumns: 1, betweenRows: 1, unit: 'mm', where: 'patient' },
};
const scale = { x: 10, y: 10 };

type Act =
  readonly ['down' | 'move' | 'up' | 'twice', number, number] | readonly ['down' | 'move' | 'up', number, number, 'shift'];
const down = (x: number, y: number): Act => ['down', x, y];
const move = (x: number, y: number): Act => ['move', x, y];
const up = (x: number, y: number): Act => ['up', x, y];
const click = (x: number, y: number): readonly Act[] => [move(x, y), down(x, y), up(x, y)];
const drag = (x: number, y: number, toX: number, toY: number): readonly Act[] => [
  down(x, y),
  move((x + toX) / 2, (y + toY) / 2),
  move(toX, toY),
  up(toX, toY),
];

/** What a row of acts comes to: the last deed, and the gesture left. */
function after(acts: readonly Act[], aim: Aim): Step {
  let step: Step = { gesture: idle, deed: { did: 'nothing' } };
  for (const [act, x, y, shift] of acts) {
    const pointer = { at: p(x, y), scale, shape: shift ? 'even' : 'free' } as const;
    const { gesture } = step;
    const deed: Deed = step.deed;
    step =
      act === 'down'
        ? pressed(gesture, pointer, aim, ground)
        : act === 'move'
          ? moved(gesture, pointer, ground)
          : act === 'up'
            ? released(gesture, pointer, ground)
            : closed(gesture, pointer, ground);
    if (step.deed.did === 'nothing' && step.gesture.phase === 'idle') step = { ...step, deed };
  }
  return step;
}
const with_ = (kind: MeasurementKind): Aim => ({ on: 'tool', kind });

describe('making', () => {
  it.each<readonly [string, MeasurementKind, readonly Act[], readonly PixelPoint[]]>([
    ['a length by dragging', 'length', drag(10, 10, 40, 50), [p(10, 10), p(40, 50)]],
    ['a length by two clicks', 'length', [...click(10, 10), ...click(40, 50)], [p(10, 10), p(40, 50)]],
    [
      'a click of an unsteady hand is a click',
      'length',
      [down(10, 10), up(10.2, 10.2), ...click(40, 50)],
      [p(10, 10), p(40, 50)],
    ],
    [
      'the second click put right before it is let go',
      'length',
      [...click(10, 10), down(40, 50), move(42, 52), up(42, 52)],
      [p(10, 10), p(42, 52)],
    ],
    [
      'an angle by three clicks',
      'angle',
      [...click(10, 10), ...click(30, 30), ...click(50, 10)],
      [p(10, 10), p(30, 30), p(50, 10)],
    ],
    ['an angle by a drag and a click', 'angle', [...drag(10, 10, 30, 30), ...click(50, 10)], [p(10, 10), p(30, 30), p(50, 10)]],
    ['a Cobb angle by two drags', 'cobb', [...drag(1, 1, 9, 2), ...drag(1, 50, 9, 40)], [p(1, 1), p(9, 2), p(1, 50), p(9, 40)]],
    [
      'a Cobb angle by four clicks',
      'cobb',
      [click(1, 1), click(9, 2), click(1, 50), click(9, 40)].flat(),
      [p(1, 1), p(9, 2), p(1, 50), p(9, 40)],
    ],
    [
      'two axes by one drag: the short one half as long',
      'bidirectional',
      drag(10, 20, 30, 20),
      [p(10, 20), p(30, 20), p(20, 25), p(20, 15)],
    ],
    ['an ellipse from corner to corner', 'ellipse', drag(30, 40, 10, 20), [p(30, 40), p(10, 20)]],
    [
      'a circle with Shift, by the longer side',
      'ellipse',
      [down(10, 10), ['move', 20, 14, 'shift'], ['up', 20, 14, 'shift']],
      [p(10, 10), p(20, 20)],
    ],
    ['a probe by a click', 'probe', click(7, 8), [p(7, 8)]],
    ['a probe let go elsewhere', 'probe', drag(7, 8, 9, 9), [p(9, 9)]],
    ['an arrow: the tip first', 'arrow', drag(5, 5, 25, 15), [p(5, 5), p(25, 15)]],
    ['a rectangle that leaves the image ends at its edge', 'rectangle', drag(90, 90, 130, -20), [p(90, 90), p(100, 0)]],
    [
      'an outline by clicks, closed on its first point',
      'freehand',
      [click(10, 10), click(40, 10), click(40, 40), click(10.3, 10.3)].flat(),
      [p(10, 10), p(40, 10), p(40, 40)],
    ],
    [
      'an outline by clicks, closed by a double click',
      'freehand',
      [...click(10, 10), ...click(40, 10), ...click(40, 40), ['twice', 40, 40]],
      [p(10, 10), p(40, 10), p(40, 40)],
    ],
    [
      'an outline by dragging, with no more corners than it needs',
      'freehand',
      [down(10, 10), ...[20, 30, 40].map((x) => move(x, 10)), ...[20, 30, 40].map((y) => move(40, y)), up(40, 40)],
      [p(10, 10), p(40, 10), p(40, 40)],
    ],
  ])('%s', (_what, kind, acts, points) => {
    const { gesture, deed } = after(acts, with_(kind));
    expect(gesture).toEqual(idle);
    expect(deed).toMatchObject({ did: 'make', kind });
    const made = (deed as Deed & { did: 'make' }).points;
    expect(made.map(({ column, row }) => [expect.closeTo(column), expect.closeTo(row)])).toEqual(
      points.map(({ column, row }) => [column, row]),
    );
  });

  it.each<readonly [string, MeasurementKind, readonly Act[]]>([
    ['a length from a point to itself', 'length', [...click(10, 10), ...click(10, 10)]],
    ['an outline of two points', 'freehand', [...click(10, 10), ...click(40, 10), ['twice', 40, 10]]],
  ])('makes nothing of %s', (_what, kind, acts) => {
    expect(after(acts, with_(kind))).toEqual({ gesture: idle, deed: { did: 'nothing' } });
  });

  it('is not over before all points are set, and shows them with the pointer meanwhile', () => {
    const { gesture, deed } = after([...click(10, 10), ...click(30, 30), move(50, 20)], with_('angle'));
    expect(deed.did).toBe('nothing');
    expect(sketched(gesture, ground)).toEqual([p(10, 10), p(30, 30), p(50, 20)]);
  });

  it('starts nothing where the press means nothing here', () => {
    expect(after(drag(10, 10, 30, 30), { on: 'nothing' })).toEqual({ gesture: idle, deed: { did: 'nothing' } });
  });
});

describe('changing', () => {
  const held = (kind: MeasurementKind, points: readonly PixelPoint[], part: number | 'whole'): Aim => ({
    on: 'measurement',
    id: 'a',
    kind,
    points,
    part,
  });
  const length = [p(10, 10), p(40, 50)];
  const box = [p(10, 20), p(30, 60)];
  it.each<readonly [string, Aim, readonly Act[], readonly PixelPoint[]]>([
    ['a handle', held('length', length, 1), drag(40, 50, 45, 52), [p(10, 10), p(45, 52)]],
    ['the whole', held('length', length, 'whole'), drag(25, 30, 26, 28), [p(11, 8), p(41, 48)]],
    ['the whole, no further than to the edge', held('length', length, 'whole'), drag(25, 30, 0, 0), [p(0, 0), p(30, 40)]],
    ['the first corner of a box', held('rectangle', box, 0), drag(10, 20, 12, 22), [p(12, 22), p(30, 60)]],
    ['the second corner of a box', held('rectangle', box, 1), drag(30, 20, 32, 22), [p(10, 22), p(32, 60)]],
    ['the third corner of a box', held('rectangle', box, 2), drag(30, 60, 32, 62), [p(10, 20), p(32, 62)]],
    ['the fourth corner of a box', held('rectangle', box, 3), drag(10, 60, 12, 62), [p(12, 20), p(30, 62)]],
    ['the left end of an ellipse', held('ellipse', box, 0), drag(10, 40, 5, 90), [p(5, 20), p(30, 60)]],
    ['the lower end of an ellipse', held('ellipse', box, 3), drag(20, 60, 90, 70), [p(10, 20), p(30, 70)]],
    ['the right end of an ellipse beyond the left one', held('ellipse', box, 1), drag(30, 40, 2, 40), [p(10, 20), p(2, 60)]],
    ['a corner of an outline', held('freehand', [p(1, 1), p(9, 1), p(9, 9)], 2), drag(9, 9, 5, 8), [p(1, 1), p(9, 1), p(5, 8)]],
  ])('%s', (_what, aim, acts, points) => {
    expect(after(acts, aim)).toEqual({ gesture: idle, deed: { did: 'change', id: 'a', points } });
  });

  it('by nothing is choosing', () => {
    expect(after([down(10, 10), up(10, 10)], held('length', length, 0)).deed).toEqual({ did: 'select', id: 'a', part: 0 });
  });
});

describe('whatever the hand does', () => {
  const act = fc.tuple(
    fc.constantFrom('down', 'move', 'up', 'twice' as const),
    fc.integer({ min: -20, max: 120 }),
    fc.integer({ min: -20, max: 120 }),
  ) as fc.Arbitrary<Act>;
  const lots = fc.array(act, { maxLength: 40 });

  it('what is made has as many points as its kind, all on the image, and can be drawn at every moment', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds.map(({ kind }) => kind)), lots, (kind, acts) => {
        let gesture: Gesture = idle;
        for (const [what, x, y] of acts) {
          const pointer = { at: p(x, y), scale, shape: 'free' } as const;
          const step: Step = {
            down: pressed(gesture, pointer, with_(kind), ground),
            move: moved(gesture, pointer, ground),
            up: released(gesture, pointer, ground),
            twice: closed(gesture, pointer, ground),
          }[what];
          gesture = step.gesture;
          const now = sketched(gesture, ground);
          if (now) expect(sketchOf(kind, now).handles.length).toBeGreaterThan(0);
          if (step.deed.did !== 'make') continue;
          const { points } = step.deed;
          const [least, most] = pointsOfKind[kind];
          expect(points.length).toBeGreaterThanOrEqual(least);
          expect(points.length).toBeLessThanOrEqual(most);
          // The short axis may reach beyond an edge that the long one lies at.
          for (const { column, row } of kind === 'bidirectional' ? points.slice(0, 2) : points)
            expect([column >= 0, row >= 0, column <= 100, row <= 100]).not.toContain(false);
        }
      }),
    );
  });
});

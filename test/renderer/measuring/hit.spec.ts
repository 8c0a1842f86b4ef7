import { describe, expect, it } from 'vitest';
import type { Measurement, MeasurementKind } from '../../../src-main/contract';
import { hitAt } from '../../../src-renderer/measuring/hit';
import { labelPlace } from '../../../src-renderer/measuring/label-place';
import type { PixelPoint } from '../../../src-renderer/viewer/geometry';

const p = (column: number, row: number): PixelPoint => ({ column, row });
const lying = (id: string, kind: MeasurementKind, ...points: PixelPoint[]): Measurement => ({
  id,
  kind,
  sopUid: '1.2',
  frame: 0,
  points,
  name: '',
});
const at = (zoom: number) => (point: PixelPoint) => ({ x: point.column * zoom, y: point.row * zoom });

describe('under the pointer', () => {
  const length = lying('l', 'length', p(10, 10), p(90, 10));
  const ellipse = lying('e', 'ellipse', p(20, 20), p(80, 80));
  it.each([
    ['on an end of a line', [length], 10, 11, 'l', 0],
    ['near the other end', [length], 93, 14, 'l', 1],
    ['on its middle', [length], 50, 13, 'l', 'whole'],
    ['beside it', [length], 50, 20, null, null],
    ['inside of an ellipse, where the left button does what it does elsewhere', [ellipse], 50, 50, null, null],
    ['on its rim', [ellipse], 50 + 30 * Math.SQRT1_2, 50 + 30 * Math.SQRT1_2, 'e', 'whole'],
    ['on its right end', [ellipse], 80, 50, 'e', 1],
    ['on two at once: the one drawn last', [length, lying('x', 'length', p(50, 0), p(50, 90))], 50, 10, 'x', 'whole'],
    ['a handle before a line that lies over it', [length, lying('x', 'length', p(10, -40), p(10, 90))], 10, 10, 'l', 0],
    ['on a probe', [lying('p', 'probe', p(30, 30))], 33, 30, 'p', 'whole'],
  ] as const)('%s', (_where, list, x, y, id, part) => {
    const hit = hitAt(list, { x, y }, at(1));
    expect([hit?.measurement.id ?? null, hit?.part ?? null]).toEqual([id, part]);
  });

  it('lies as far from a line on the screen at any zoom', () => {
    for (const zoom of [0.2, 1, 30]) {
      const middle = at(zoom)(p(50, 10));
      expect(hitAt([lying('l', 'length', p(-900, 10), p(900, 10))], { x: middle.x, y: middle.y + 5 }, at(zoom))?.part).toBe(
        'whole',
      );
      expect(hitAt([lying('l', 'length', p(-900, 10), p(900, 10))], { x: middle.x, y: middle.y + 7 }, at(zoom))).toBeNull();
    }
  });
});

describe('the words of a shape', () => {
  const room = { width: 600, height: 400 };
  it('stand to its right; to its left where there is no room; at the edge where there is none; never beyond the picture', () => {
    expect(
      labelPlace(
        [
          { x: 100, y: 100 },
          { x: 200, y: 140 },
        ],
        ['a word'],
        room,
      ),
    ).toMatchObject({ x: 210, side: 'right' });
    expect(
      labelPlace(
        [
          { x: 400, y: 100 },
          { x: 580, y: 140 },
        ],
        ['a longer word'],
        room,
      ),
    ).toMatchObject({ x: 390, side: 'left' });
    expect(
      labelPlace(
        [
          { x: 5, y: 100 },
          { x: 590, y: 140 },
        ],
        ['a word'],
        room,
      )!.x,
    ).toBeLessThan(560);
    expect(
      labelPlace(
        [
          { x: 100, y: 399 },
          { x: 200, y: 400 },
        ],
        ['one', 'two', 'three'],
        room,
      )!.y,
    ).toBeLessThan(360);
    expect(
      labelPlace(
        [
          { x: 100, y: -50 },
          { x: 200, y: 0 },
        ],
        ['one', 'two', 'three'],
        room,
      )!.y,
    ).toBeGreaterThan(0);
  });
  it('are not shown of a shape that is out of sight', () => {
    const shape = (x: number, y: number) =>
      labelPlace(
        [
          { x, y },
          { x: x + 9, y: y + 9 },
        ],
        ['a word'],
        room,
      );
    expect([shape(-20, 50), shape(610, 50), shape(50, -20), shape(50, 410)]).toEqual([null, null, null, null]);
    expect(shape(-5, 395)).not.toBeNull();
  });
});

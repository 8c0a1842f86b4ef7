import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toScreen, type Look, type Stage } from '../../../src-renderer/viewer/geometry';
import { lensPlacement, lensPx, magnification } from '../../../src-renderer/viewer/lens';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const pixel = fc.record({ column: fc.integer({ min: 0, max: 300 }), row: fc.integer({ min: 0, max: 200 }) });
const look: fc.Arbitrary<Look> = fc.record({
  zoom: fc.double({ min: 0.3, max: 8, noNaN: true }),
  centre: fc.record({ x: share, y: share }),
  turn: fc.record({ quarters: fc.constantFrom(0, 1, 2, 3), side: fc.constantFrom('as-stored', 'mirrored') }),
});
const stage: Stage = {
  width: 640,
  height: 480,
  rows: 200,
  columns: 300,
  spacing: { betweenRowsMm: 2.5, betweenColumnsMm: 0.7 },
};

describe('the magnifier', () => {
  it('has the point under the pointer in its middle, and everything else three times as far from it as on the screen', () => {
    fc.assert(
      fc.property(look, pixel, pixel, fc.constantFrom(1, 1.25, 2), (held, at, other, deviceRatio) => {
        const [a, b, c, d, e, f] = lensPlacement(stage, held, at, deviceRatio);
        const inLens = { x: a * other.column + c * other.row + e, y: b * other.column + d * other.row + f };
        const [middle, there] = [toScreen(stage, held, at), toScreen(stage, held, other)];
        expect(inLens.x).toBeCloseTo((lensPx / 2 + magnification * (there.x - middle.x)) * deviceRatio, 6);
        expect(inLens.y).toBeCloseTo((lensPx / 2 + magnification * (there.y - middle.y)) * deviceRatio, 6);
      }),
    );
  });
});

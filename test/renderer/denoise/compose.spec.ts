import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose } from '../../../src-renderer/denoise/compose';

const hu = fc.integer({ min: -3024, max: 4095 });
const noiseHu = fc.float({ min: -500, max: 500, noNaN: true });
const slice = fc.array(fc.tuple(hu, noiseHu), { minLength: 1, maxLength: 64 }).map((pixels) => ({
  original: Int16Array.from(pixels, ([value]) => value),
  noise: Float32Array.from(pixels, ([, value]) => value),
}));

describe('shown = original - strength · noise', () => {
  it('is the very original at strength 0, bit for bit', () => {
    fc.assert(
      fc.property(slice, ({ original, noise }) => {
        expect(compose(original, noise, 0)).toBe(original);
      }),
    );
    const fractional = Float32Array.from([0.1, -0, 1e-40, Number.NaN]);
    expect(new Uint8Array(compose(fractional, new Float32Array(4).fill(7), 0).buffer)).toEqual(new Uint8Array(fractional.buffer));
  });

  it('is the sum in float64, rounded once, everywhere else', () => {
    fc.assert(
      fc.property(slice, fc.double({ min: 0.001, max: 1, noNaN: true }), ({ original, noise }, strength) => {
        const shown = compose(original, noise, strength);
        original.forEach((value, at) => expect(shown[at]).toBe(Math.fround(value - strength * noise[at]!)));
      }),
    );
  });

  it('never touches the original', () => {
    const original = Int16Array.from([1, 2, 3]);
    compose(original, Float32Array.from([5, 5, 5]), 1);
    expect([...original]).toEqual([1, 2, 3]);
  });
});

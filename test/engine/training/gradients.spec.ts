import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src-main/engine/random';
import { addGradientNoise, clippingFactor, globalNorm } from '../../../src-main/engine/training/gradients';

const gradients = fc.record({
  a: fc.float32Array({ minLength: 1, maxLength: 5, noNaN: true, min: -100, max: 100 }),
  b: fc.float32Array({ minLength: 1, maxLength: 5, noNaN: true, min: -100, max: 100 }),
});

describe('clipping', () => {
  it('brings the norm of all gradients together down to the largest, keeps their direction, and leaves smaller ones alone', () => {
    fc.assert(
      fc.property(gradients, fc.double({ min: 0.1, max: 50, noNaN: true }), (all, largest) => {
        const norm = Math.hypot(...all.a, ...all.b);
        expect(globalNorm(all)).toBeCloseTo(norm, 6);
        const factor = clippingFactor(globalNorm(all), largest);
        expect(factor).toBeCloseTo(norm > largest ? largest / norm : 1, 6);
        expect(factor * norm).toBeLessThanOrEqual(largest * (1 + 1e-9));
      }),
    );
  });
  it('scales nothing where there is no gradient at all', () => {
    expect(clippingFactor(globalNorm({ w: new Float32Array(3) }), 1)).toBe(1);
  });
});

describe('gradient noise', () => {
  it('is one number for every weight of a step', () => {
    const all = { a: Float32Array.of(0, 0), b: new Float32Array(3) };
    addGradientNoise(all, 1, seededRandom(1), 0.5);
    const [first] = all.a;
    expect(first).not.toBe(0);
    expect([...all.a, ...all.b]).toEqual(Array(5).fill(first));
  });
  it('has the SD  n/(1 + t)^0.55', () => {
    const random = seededRandom(2);
    for (const t of [0, 9]) {
      const draws = Float32Array.from({ length: 20_000 }, () => {
        const one = { w: new Float32Array(1) };
        addGradientNoise(one, t, random);
        return one.w[0]!;
      });
      const sd = Math.sqrt(draws.reduce((sum, value) => sum + value * value, 0) / draws.length);
      expect(Math.abs(sd / (0.001 / (1 + t) ** 0.55) - 1)).toBeLessThan(0.02);
    }
  });
});

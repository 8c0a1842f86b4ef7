import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaussianBlur, gaussianTaps, reflect } from '../../../src-main/engine/inference/gaussian';
import { quantile } from '../../../src-main/engine/inference/quantile';
import { seededRandom } from '../../../src-main/engine/random';

/**
 * The definition, pixel by pixel: weights of a Gaussian up to 3 SD, mirrored at the edges, divided by what they sum to. NaN where less than
 * 2 millionths of them give anything: there the blur may say 0.
 */
function plainly(image: Float32Array, rows: number, columns: number, sigma: number, weight: Float32Array | null): Float64Array {
  const reach = Math.max(1, Math.ceil(3 * sigma));
  return Float64Array.from(image, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    let [above, below, all] = [0, 0, 0];
    for (let dy = -reach; dy <= reach; dy++)
      for (let dx = -reach; dx <= reach; dx++) {
        const at = mirrored(row + dy, rows) * columns + mirrored(column + dx, columns);
        const g = Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
        const w = g * (weight?.[at] ?? 1);
        if (w > 0) above += w * image[at]!;
        below += w;
        all += g;
      }
    return below > 2e-6 * all ? above / below : NaN;
  });
}
function mirrored(index: number, length: number): number {
  if (length === 1) return 0;
  for (;;) {
    if (index < 0) index = -index;
    else if (index >= length) index = 2 * (length - 1) - index;
    else return index;
  }
}

const blurCase = fc.record({
  seed: fc.integer(),
  rows: fc.integer({ min: 1, max: 14 }),
  columns: fc.integer({ min: 1, max: 14 }),
  sigma: fc.double({ min: 0.3, max: 4, noNaN: true }),
  holes: fc.boolean(),
});

describe('the Gaussian blur', () => {
  it('is its definition, for any size, width and holes', () => {
    fc.assert(
      fc.property(blurCase, ({ seed, rows, columns, sigma, holes }) => {
        const random = seededRandom(seed);
        const image = Float32Array.from({ length: rows * columns }, () => 100 * random.normal());
        const weight = holes ? image.map(() => Number(random.uniform() < 0.7)) : null;
        const found = gaussianBlur(image, rows, columns, sigma, weight);
        const truth = plainly(image, rows, columns, sigma, weight);
        truth.forEach((value, i) => {
          if (!Number.isNaN(value)) expect(Math.abs(found[i]! - value)).toBeLessThan(2e-3);
        });
      }),
    );
  });

  it('reads nothing where the weight is 0, not even numbers that are none', () => {
    const image = Float32Array.of(1, 2, NaN, 4, Infinity, 6);
    const weight = Float32Array.of(1, 1, 0, 1, 0, 1);
    const blurred = gaussianBlur(image, 2, 3, 1, weight);
    const other = gaussianBlur(Float32Array.of(1, 2, -5e8, 4, 0, 6), 2, 3, 1, weight);
    expect(blurred).toEqual(other);
    expect(gaussianBlur(image, 2, 3, 1, new Float32Array(6))).toEqual(new Float32Array(6));
  });

  it('keeps a level image level, and has taps that sum to 1', () => {
    gaussianBlur(new Float32Array(35).fill(-1000), 5, 7, 2).forEach((value) => expect(value).toBeCloseTo(-1000, 3));
    const [middle, ...rest] = gaussianTaps(1.7);
    expect(middle! + 2 * rest.reduce((sum, tap) => sum + tap, 0)).toBeCloseTo(1, 12);
    expect(() => gaussianTaps(0)).toThrow(RangeError);
    expect(() => gaussianTaps(NaN)).toThrow(RangeError);
  });

  it('mirrors without doubling the edge pixel', () => {
    const around = Array.from({ length: 13 }, (_, i) => reflect(i - 5, 4));
    expect(around).toEqual([1, 2, 3, 2, 1, 0, 1, 2, 3, 2, 1, 0, 1]);
    fc.assert(
      fc.property(fc.integer({ min: -99, max: 99 }), fc.integer({ min: 1, max: 9 }), (index, length) => {
        expect(reflect(index, length)).toBe(mirrored(index, length));
      }),
    );
  });
});

describe('the quantile', () => {
  it('is what lies at its rank in sorted order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 80 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, share) => {
          const sorted = [...values].sort((a, b) => a - b);
          expect(quantile(Float32Array.from(values), share)).toBe(sorted[Math.floor(share * (values.length - 1))]);
        },
      ),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { withoutLocalMean } from '../../../src-main/engine/inference/dc-guard';
import { gaussianBlur } from '../../../src-main/engine/inference/gaussian';
import { half, halved, takeDoubled, doubledAt, throughDouble } from '../../../src-main/engine/inference/half-size';
import { seededRandom } from '../../../src-main/engine/random';

const noiseOf = (length: number, sd = 20): Float32Array => {
  const random = seededRandom(length);
  return Float32Array.from({ length }, () => sd * random.normal());
};
const largest = (values: Float32Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

describe.each([
  [64, 96],
  [63, 97],
  [1, 5],
])('an image of %d × %d at half its size', (rows, columns) => {
  const size = { rows, columns };
  const small = noiseOf(half(rows) * half(columns));
  const doubled = new Float32Array(rows * columns);
  takeDoubled(doubled, small, size);

  it('is told by throughDouble as if it went up and down again', () => {
    const by = throughDouble(small, size);
    const longWay = halved(doubled, size);
    expect(largest(by.map((value, i) => value + longWay[i]!))).toBeLessThan(1e-4);
  });

  it('is told at each pixel by doubledAt', () => {
    const given = doubledAt(
      small,
      Int32Array.from(doubled, (_, i) => i),
      size,
    );
    expect(largest(doubled.map((value, i) => value + given[i]!))).toBeLessThan(1e-4);
  });

  it('keeps its mean, going down and going up', () => {
    const image = new Float32Array(rows * columns).fill(7);
    const there = halved(image, size);
    expect(largest(there.map((value) => value - 7))).toBe(0);
    takeDoubled(image, there, size);
    expect(largest(image)).toBe(0);
  });
});

describe('the DC guard', () => {
  const [rows, columns] = [127, 140];
  const noise = noiseOf(rows * columns);

  it('takes the 6 px Gaussian mean: as at full size within 2 % of the noise, at the rim, where the mirrored pixels are others, within 6 %', () => {
    const mean = gaussianBlur(noise, rows, columns, 6);
    const guarded = withoutLocalMean(noise, { rows, columns, hu: noise, padding: null }, 6);
    const off = guarded.map((value, i) => value - (noise[i]! - mean[i]!));
    const inside = off.filter((_, i) => {
      const [row, column] = [Math.floor(i / columns), i % columns];
      return Math.min(row, column, rows - 1 - row, columns - 1 - column) >= 18;
    });
    expect(largest(inside)).toBeLessThan(0.02 * 20);
    expect(largest(off)).toBeLessThan(0.06 * 20);
  });

  it('leaves of a constant nothing, beside padding as well', () => {
    const padding = Uint8Array.from(noise, (_, i) => Number(i % columns < 31 || i < 17 * columns));
    const constant = Float32Array.from(noise, (_, i) => (padding[i] ? 1e6 : 12));
    expect(largest(withoutLocalMean(constant, { rows, columns, hu: noise, padding }, 6))).toBeLessThan(1e-3);
  });
});

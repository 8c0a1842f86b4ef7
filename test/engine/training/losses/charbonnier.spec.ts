import { describe, expect, it } from 'vitest';
import type { Batch } from '../../../../src-main/engine';
import { reference, referenceOps } from '../../../../src-main/engine/primitives/reference';
import { charbonnier } from '../../../../src-main/engine/training/losses/charbonnier';
import { batchInputs, borderPx } from '../../../../src-main/engine/training/trainer';
import { tinyModel } from '../../../tiny-model';
import { gradientByDifferences, normalTensor, relativeDifference } from '../../numbers';

const batch = (count: number, size: number, addedSdHu: readonly number[]): Batch => ({
  count,
  size,
  noisyHu: new Float32Array(count * size * size),
  cleanHu: new Float32Array(count * size * size),
  sigmaHu: Float32Array.from(addedSdHu),
  addedSdHu: Float32Array.from(addedSdHu),
});
/** The two maps of the loss that a batch comes with. */
const lossMaps = (one: Batch) => {
  const { inverseScale, weight } = batchInputs(tinyModel(), one);
  return { inverseScale: inverseScale!, weight: weight! };
};
const mapsOf = (one: Batch) => {
  const shape = [one.count, one.size, one.size, 1];
  const { inverseScale, weight } = lossMaps(one);
  return { shape, inverseScale: reference(shape, inverseScale), weight: reference(shape, weight) };
};

describe('the Charbonnier loss', () => {
  it('has the gradient that central differences find, for errors small and large beside the noise', () => {
    const { shape, inverseScale, weight } = mapsOf(batch(2, 12, [20, 3]));
    for (const scale of [0.5, 10, 300]) {
      const error = normalTensor(shape, 5);
      for (let i = 0; i < error.data.length; i++) error.data[i] *= scale;
      const { dError } = charbonnier(referenceOps, error, inverseScale, weight);
      const loss = (): number => charbonnier(referenceOps, error, inverseScale, weight).loss.data[0]!;
      expect(relativeDifference(dError.data, gradientByDifferences(loss, error, 1e-4 * scale))).toBeLessThan(1e-6);
    }
  });

  it('is the mean of √((e/s)² + 0.09) inside the border: 0.3 where nothing is wrong', () => {
    const { shape, inverseScale, weight } = mapsOf(batch(1, 16, [40]));
    const at = (errorHu: number): number =>
      charbonnier(referenceOps, reference(shape, new Float64Array(256).fill(errorHu)), inverseScale, weight).loss.data[0]!;
    expect(at(0)).toBeCloseTo(0.3, 6);
    expect(at(-40)).toBeCloseTo(Math.sqrt(1.09), 6);
    expect(at(400)).toBeCloseTo(Math.sqrt(100.09), 5);
  });

  it('leaves out a border of 4 px, and counts every patch alike', () => {
    const size = 12;
    const { inverseScale, weight } = lossMaps(batch(3, size, [10, 20, 30]));
    for (let n = 0; n < 3; n++) {
      const own = weight.subarray(n * size * size, (n + 1) * size * size);
      expect(own.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1 / 3, 6);
      own.forEach((value, i) => {
        const [row, column] = [Math.floor(i / size), i % size];
        const inside = Math.min(row, column, size - 1 - row, size - 1 - column) >= borderPx;
        expect(value > 0, `${row}, ${column}`).toBe(inside);
      });
      expect(inverseScale[n * size * size + 77]).toBeCloseTo(1 / [10, 20, 30][n]!, 7);
    }
  });

  it('counts quiet patches no more than those of 8 HU', () => {
    const { inverseScale } = lossMaps(batch(2, 12, [0, 8]));
    expect(inverseScale[0]).toBeCloseTo(1 / 8, 7);
    expect(inverseScale[144]).toBe(inverseScale[0]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Batch } from '../../../../src-main/engine';
import { reference, referenceOps } from '../../../../src-main/engine/primitives/reference';
import { seededRandom } from '../../../../src-main/engine/random';
import { charbonnier } from '../../../../src-main/engine/training/losses/charbonnier';
import { batchInputs } from '../../../../src-main/engine/training/trainer';
import { tinyModel } from '../../../tiny-model';

const [count, size, borderPx] = [5, 12, 4];
const random = seededRandom(3);
const draw = (spread: number) => Float32Array.from({ length: count * size * size }, () => spread * random.normal());
const batch: Batch = {
  count,
  size,
  noisyHu: draw(100),
  cleanHu: draw(100),
  sigmaHu: new Float32Array(count).fill(20),
  addedSdHu: Float32Array.of(20, 3, 9, 40, 20),
  counted: Uint8Array.from({ length: count * size * size }, () => Number(random.uniform() < 0.6)),
};

/** The masked loss as its formula says, pixel by pixel in float64: mean over the pixels inside the border of mask · √((e/max(sd, 8))² + 0.09). */
function lossByLoops(e: Float64Array): number {
  let sum = 0;
  for (let n = 0; n < count; n++)
    for (let row = borderPx; row < size - borderPx; row++)
      for (let column = borderPx; column < size - borderPx; column++) {
        const i = (n * size + row) * size + column;
        if (batch.counted![i]) sum += Math.sqrt((e[i]! / Math.max(batch.addedSdHu[n]!, 8)) ** 2 + 0.09);
      }
  return sum / (count * (size - 2 * borderPx) ** 2);
}

describe('the loss of a batch with a mask', () => {
  const inputs = batchInputs(tinyModel(), batch);
  const shape = [count, size, size, 1];
  const e = Float64Array.from(batch.noisyHu, (hu, i) => hu - batch.cleanHu[i]!);
  const { loss, dError } = charbonnier(
    referenceOps,
    reference(shape, e),
    reference(shape, inputs.inverseScale),
    reference(shape, inputs.weight),
  );

  it('is what plain loops make of its formula', () => {
    expect(loss.data[0]).toBeCloseTo(lossByLoops(e), 6);
  });
  it('has the gradient that central differences of the loops find, and none where the mask is 0', () => {
    const step = 1e-3;
    for (let i = 0; i < e.length; i++) {
      const at = (change: number): number => lossByLoops(Float64Array.from(e, (value, k) => (k === i ? value + change : value)));
      const expected = (at(step) - at(-step)) / (2 * step);
      expect(Math.abs(dError.data[i]! - expected)).toBeLessThan(1e-8);
      if (!batch.counted![i]) expect(Math.abs(dError.data[i]!)).toBe(0);
    }
  });
});

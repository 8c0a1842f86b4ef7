import { describe, expect, it } from 'vitest';
import { gaussianBlur } from '../../../src-main/engine/inference/gaussian';
import {
  bestLinearFilter,
  contrastKept,
  discImage,
  effectOf,
  type FilterTask,
  filterTask,
  noisePower,
} from '../../../src-main/engine/quality';
import { seededRandom } from '../../../src-main/engine/random';

const size = 64;
const white = Array.from({ length: 40 }, (_, n) => {
  const random = seededRandom(19, n);
  return Float32Array.from({ length: size * size }, () => 20 * random.normal());
});
const task = filterTask(noisePower(white, size, 0.65), [3, 5, 8], 0.8);

/** Five rings, so that every falling filter in steps of a twentieth can be tried. */
const coarse: FilterTask = {
  variance: Float64Array.from([1, 5, 9, 7, 3]),
  radial: Float64Array.from([2, 3, 3, 2, 1]),
  contrast: Float64Array.from([0, 0.45, 0.35, -0.05, 0.25]),
};
function* fallingFilters(rings: number, from = 20): Generator<number[]> {
  if (rings === 0) return yield [];
  for (let h = 0; h <= from; h++) for (const rest of fallingFilters(rings - 1, h)) yield [h / 20, ...rest];
}
const byBruteForce = (noiseReduction: number, largestShift: number): number => {
  let most = 0;
  for (const transfer of fallingFilters(5)) {
    const effect = effectOf(coarse, Float64Array.from(transfer));
    if (effect.noiseReduction >= noiseReduction && -effect.npsMeanShift <= largestShift)
      most = Math.max(most, effect.contrastKept);
  }
  return most;
};

describe('the best linear filter', () => {
  it.each([
    [0.3, Infinity],
    [0.5, Infinity],
    [0.3, 0.1],
    [0.5, 0.05],
    [0.5, 0.2],
    [0.7, 0.15],
  ])(
    'at a noise reduction of %f and a shift of at most %f keeps no less than any filter of a coarse grid',
    (reduction, shift) => {
      const best = bestLinearFilter(coarse, reduction, shift);
      const tried = byBruteForce(reduction, shift);
      expect(best.noiseReduction).toBeCloseTo(reduction, 3);
      expect(-best.npsMeanShift).toBeLessThanOrEqual(shift + 1e-6);
      expect(best.contrastKept).toBeGreaterThanOrEqual(tried - 1e-6);
      // And no more than a step of the grid beyond.
      expect(best.contrastKept).toBeLessThan(tried + 0.06);
    },
  );

  it('never rises with frequency and lies between 0 and 1', () => {
    const { transfer } = bestLinearFilter(task, 0.6, 0.15);
    transfer.forEach((value, ring) => {
      expect(value).toBeLessThanOrEqual(ring === 0 ? 1 : transfer[ring - 1]!);
      expect(value).toBeGreaterThanOrEqual(0);
    });
  });

  it('keeps more contrast than a Gaussian of the same noise and texture, and the more the further texture may go', () => {
    const gaussian = effectOf(
      task,
      Float64Array.from(task.contrast, (_, ring) => Math.exp(-2 * (Math.PI * (ring / size)) ** 2)),
    );
    const kept = (shift: number): number => bestLinearFilter(task, gaussian.noiseReduction, shift).contrastKept;
    expect(kept(-gaussian.npsMeanShift)).toBeGreaterThanOrEqual(gaussian.contrastKept);
    expect(kept(0.2)).toBeGreaterThan(kept(0.05) + 0.01);
    expect(kept(0)).toBeCloseTo(1 - gaussian.noiseReduction, 2);
  });

  it('knows what a filter does: contrast, noise and texture are those of a blurred picture', () => {
    const blurred = white.map((region) => gaussianBlur(region, size, size, 1));
    const [before, after] = [noisePower(white, size, 0.65), noisePower(blurred, size, 0.65)];
    const effect = effectOf(
      task,
      Float64Array.from(task.contrast, (_, ring) => Math.exp(-2 * (Math.PI * (ring / size)) ** 2)),
    );
    expect(effect.noiseReduction).toBeCloseTo(1 - Math.sqrt(after.variance / before.variance), 1);
    expect(effect.npsMeanShift).toBeCloseTo(after.meanPerMm / before.meanPerMm - 1, 1);
    const kept = [3, 5, 8].map((radiusPx) => {
      const disc = { row: 32, column: 32, radiusPx, hu: 5 };
      const image = discImage(size, [disc], 0.8);
      return contrastKept(gaussianBlur(image, size, size, 1), image, size, disc);
    });
    expect(effect.contrastKept).toBeCloseTo((kept[0]! + kept[1]! + kept[2]!) / 3, 2);
  });
});

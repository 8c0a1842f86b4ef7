import { describe, expect, it } from 'vitest';
import { gaussianBlur } from '../../../src-main/engine/inference/gaussian';
import { discImage, taskTransfer } from '../../../src-main/engine/quality';
import { seededRandom } from '../../../src-main/engine/random';

const size = 128;
const pixelMm = 0.65;
const disc = { row: 63.7, column: 63.2, radiusPx: 18, hu: 21 };

/** The TTF of a Gaussian is exp(−2π²σ²f²): one half at f = √(ln 2 / 2) / (π σ). */
const f50Of = (sigmaMm: number): number => Math.sqrt(Math.LN2 / 2) / (Math.PI * sigmaMm);

describe('the task transfer function', () => {
  it.each([1.2, 2, 3])('of a disc under a Gaussian blur of %f px is that Gaussian', (sigmaPx) => {
    const image = gaussianBlur(discImage(size, [disc], 0), size, size, sigmaPx);
    const { values, stepPerMm, f50PerMm } = taskTransfer(image, size, pixelMm, disc, 16);
    // The rim's pixels, mixed by share, blur a little too: 1/12 px² each way.
    const sigmaMm = pixelMm * Math.sqrt(sigmaPx ** 2 + 1 / 12);
    expect(f50PerMm / f50Of(sigmaMm)).toBeGreaterThan(0.97);
    expect(f50PerMm / f50Of(sigmaMm)).toBeLessThan(1.03);
    for (const f of [0.05, 0.1, 0.2])
      expect(values[Math.round(f / stepPerMm)]).toBeCloseTo(Math.exp(-2 * (Math.PI * sigmaMm * f) ** 2), 1);
    expect(values[0]).toBeCloseTo(1, 6);
  });

  it('does not depend on the contrast, nor on its sign, nor on what lies below', () => {
    const image = gaussianBlur(discImage(size, [disc], 0), size, size, 1.5);
    const { f50PerMm } = taskTransfer(image, size, pixelMm, disc, 16);
    const other = image.map((hu) => 40 - 3 * hu);
    expect(taskTransfer(other, size, pixelMm, disc, 16).f50PerMm).toBeCloseTo(f50PerMm, 4);
  });

  it('stays within a few per cent under noise of a fiftieth of the contrast', () => {
    const random = seededRandom(4);
    const image = gaussianBlur(discImage(size, [disc], 0), size, size, 1.5);
    const { f50PerMm } = taskTransfer(image, size, pixelMm, disc, 16);
    const noisy = image.map((hu) => hu + (21 / 50) * random.normal());
    expect(Math.abs(taskTransfer(noisy, size, pixelMm, disc, 16).f50PerMm / f50PerMm - 1)).toBeLessThan(0.05);
  });
});

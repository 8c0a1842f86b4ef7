import { describe, expect, it } from 'vitest';
import { type Draws, figuresOf } from '../../../src-main/engine/cases/figures';
import { gaussianBlur } from '../../../src-main/engine/inference/gaussian';
import { seededRandom } from '../../../src-main/engine/random';

const size = 64;
const window = { centerHu: 0, widthHu: 2550 };
/** Squares of several sizes, 60 and 180: coarse and fine structure. HU per grey: 10. */
const clean = Uint8Array.from({ length: size * size }, (_, i) => {
  const [row, column] = [Math.floor(i / size), i % size];
  return (row >> 3) + (column >> 3) + ((row >> 1) & (column >> 1) & 1) > 7 ? 180 : 60;
});
const sd = 20;
const random = seededRandom(3);
const noisy = Array.from({ length: 8 }, () => Float32Array.from(clean, (value) => value + sd * random.normal()));
const of = (output: (one: Float32Array, draw: number) => Float32Array) =>
  figuresOf([{ clean, noisy, outputs: noisy.map(output) } satisfies Draws], { size, window });

describe('the figures of a case', () => {
  it('find of the noisy picture itself all contrast, all detail, no shift, and the noise that was added', () => {
    const figures = of((one) => one);
    expect(figures.noiseHu / (10 * sd)).toBeCloseTo(1, 1);
    expect(figures.contrast).toBeCloseTo(1, 2);
    expect(figures.detail).toBeGreaterThan(0.98);
    expect(figures.meanShiftHu).toBe(0);
  });

  it('find of the clean picture no noise and nothing missing', () => {
    const figures = of(() => Float32Array.from(clean));
    expect(figures.noiseHu).toBe(0);
    expect(figures.contrast).toBeCloseTo(1, 6);
    expect(figures.detail).toBeCloseTo(1, 6);
    expect(figures.ssim).toBeCloseTo(1, 6);
    expect(figures.psnr).toBe(Infinity);
  });

  it('see that half the contrast, 30 grey brighter, is half the contrast, and 300 HU of shift less the darkening', () => {
    const figures = of((one) => one.map((value) => value / 2 + 30));
    const mean = noisy.reduce((sum, one) => sum + one.reduce((a, b) => a + b, 0), 0) / noisy.length / clean.length;
    expect(figures.contrast).toBeCloseTo(0.5, 2);
    expect(figures.noiseHu / (10 * sd)).toBeCloseTo(0.5, 1);
    expect(figures.meanShiftHu).toBeCloseTo(10 * (30 - mean / 2), 1);
    expect(figures.detail).toBeGreaterThan(0.98);
  });

  it('see that a blur takes noise and detail', () => {
    const figures = of((one) => gaussianBlur(one, size, size, 2));
    expect(figures.noiseHu).toBeLessThan(2 * sd);
    expect(figures.detail).toBeLessThan(0.7);
  });

  it('find no detail in noise alone, however strong', () => {
    const strong = seededRandom(9);
    expect(of(() => Float32Array.from(clean, () => 500 * strong.normal())).detail).toBeLessThan(0.3);
  });
});

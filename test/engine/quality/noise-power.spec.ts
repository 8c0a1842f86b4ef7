import { describe, expect, it } from 'vitest';
import { noisePower } from '../../../src-main/engine/quality';
import { gaussianBlur } from '../../../src-main/engine/inference/gaussian';
import { seededRandom } from '../../../src-main/engine/random';

const size = 32;
const pixelMm = 0.7;
/** The regions of oracle.py. */
const regions = [0, 1, 2].map((k) =>
  Float32Array.from({ length: size * size }, (_, i) => {
    const [row, column] = [Math.floor(i / size), i % size];
    const hash = (row * 2654435761 + column * 2246822519 + k * 7919 + row * column * 31) % 1009;
    return (hash / 1009) * 100 + 3 * row + 0.1 * column ** 2;
  }),
);
const white = (seed: number, sd: number, count: number, side = 64): readonly Float32Array[] =>
  Array.from({ length: count }, (_, n) => {
    const random = seededRandom(seed, n);
    return Float32Array.from({ length: side * side }, () => sd * random.normal());
  });

describe('the noise-power spectrum', () => {
  it("is numpy's: integral, an entry of the plane, rings, peak and mean frequency", () => {
    const nps = noisePower(regions, size, pixelMm);
    expect(nps.variance).toBeCloseTo(820.3349456834685, 2);
    expect(nps.plane[3 * size + 5]).toBeCloseTo(640.9377904985565, 2);
    [120.148543, 357.888661, 411.616972].forEach((value, i) => expect(nps.radial[[1, 4, 16][i]!]).toBeCloseTo(value, 2));
    expect(nps.peakPerMm).toBeCloseTo(0.08928571428571429, 6);
    expect(nps.meanPerMm).toBeCloseTo(0.3978507983144916, 5);
  });

  it('integrates to the variance of white noise, and is flat: σ² dx dy at every frequency', () => {
    const nps = noisePower(white(3, 20, 200), 64, 0.5);
    expect(Math.sqrt(nps.variance)).toBeCloseTo(20, 1);
    for (const value of nps.radial.slice(3)) expect(Math.abs(value / (400 * 0.25) - 1)).toBeLessThan(0.1);
    // The mean over rings to the Nyquist frequency of 1/mm, the lowest of which the fit took away.
    expect(nps.meanPerMm).toBeCloseTo(0.5, 1);
  });

  it('loses what a blur takes: the square of its transfer function at each frequency', () => {
    const before = white(5, 20, 200);
    const after = before.map((region) => gaussianBlur(region, 64, 64, 1));
    const [a, b] = [noisePower(before, 64, 0.5), noisePower(after, 64, 0.5)];
    for (const ring of [4, 8, 12, 16]) {
      const frequency = ring / 64;
      expect(b.radial[ring]! / a.radial[ring]!).toBeCloseTo(Math.exp(-((2 * Math.PI * frequency) ** 2)), 1);
    }
    expect(b.meanPerMm).toBeLessThan(0.6 * a.meanPerMm);
  });

  it('does not see a background that is quadratic', () => {
    const hill = Float32Array.from({ length: size * size }, (_, i) => {
      const [row, column] = [Math.floor(i / size), i % size];
      return 40 + 2 * column - 0.05 * row ** 2 + 0.02 * column * row;
    });
    expect(noisePower([hill], size, pixelMm).variance).toBeLessThan(1e-6);
  });

  it('refuses regions of another size', () => {
    expect(() => noisePower([new Float32Array(100)], 16, 1)).toThrow('16 × 16');
    expect(() => noisePower([], 16, 1)).toThrow('16 × 16');
  });
});

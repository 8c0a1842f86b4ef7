import { describe, expect, it } from 'vitest';
import { gaussianBlur } from '../../../src-main/engine/inference/gaussian';
import { flatResidue } from '../../../src-main/engine/quality';
import { seededRandom } from '../../../src-main/engine/random';

const size = 64;
const normal = (seed: number): Float32Array => {
  const random = seededRandom(seed);
  return Float32Array.from({ length: size * size }, () => 12 + 5 * random.normal());
};

describe('the residue in flat water', () => {
  it('of normal noise has kurtosis 3, extremes of about four SD, and blobs as small as a 2 px blur leaves them', () => {
    const { sdHu, kurtosis, extremeSd, largestBlobHu } = flatResidue([normal(1), normal(2), normal(3), normal(4)], size);
    expect(sdHu).toBeCloseTo(5, 1);
    expect(kurtosis).toBeCloseTo(3, 1);
    expect(extremeSd).toBeGreaterThan(3.5);
    expect(extremeSd).toBeLessThan(5.5);
    // A blur of s px divides white noise by 2 s √π.
    const blurred = 5 / (4 * Math.sqrt(Math.PI));
    expect(largestBlobHu / blurred).toBeGreaterThan(2.5);
    expect(largestBlobHu / blurred).toBeLessThan(5.5);
  });

  it('of two values, as often each, has kurtosis 1 and extremes of 1 SD', () => {
    const chequered = Float32Array.from({ length: size * size }, (_, i) => ((Math.floor(i / size) + i) % 2 ? 3 : -3));
    const residue = flatResidue([chequered], size);
    expect(residue.kurtosis).toBeCloseTo(1, 6);
    expect(residue.extremeSd).toBeCloseTo(1, 6);
    expect(residue.largestBlobHu).toBeLessThan(0.01);
  });

  it('finds a blob of 20 HU that lies in it', () => {
    const region = new Float32Array(size * size);
    const at = 30 * size + 33;
    for (let i = 0; i < region.length; i++) {
      const square = (Math.floor(i / size) - 30) ** 2 + ((i % size) - 33) ** 2;
      region[i] = 20 * Math.exp(-square / (2 * 3 ** 2));
    }
    const mean = region.reduce((sum, hu) => sum + hu, 0) / region.length;
    const { kurtosis, largestBlobHu } = flatResidue([region], size);
    expect(largestBlobHu).toBeCloseTo(gaussianBlur(region, size, size, 2)[at]! - mean, 3);
    expect(kurtosis).toBeGreaterThan(20);
  });
});

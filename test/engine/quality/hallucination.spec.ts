import { describe, expect, it } from 'vitest';
import { gaussianBlur } from '../../../src-main/engine/inference/gaussian';
import { correlationEnd, fallenPatches, largestNewErrorHu, residualStructure } from '../../../src-main/engine/quality';
import { seededRandom } from '../../../src-main/engine/random';

const size = 128;
const noise = (seed: number, sd: number, side = size): Float32Array => {
  const random = seededRandom(seed);
  return Float32Array.from({ length: side * side }, () => sd * random.normal());
};
/** Blocks of 16 px, their HU drawn: structure at all frequencies. */
const levels = noise(3, 100, 8);
const truth = Float32Array.from(
  { length: size * size },
  (_, i) => levels[Math.floor(Math.floor(i / size) / 16) * 8 + Math.floor((i % size) / 16)]!,
);
const plus = (a: Float32Array, b: Float32Array): Float32Array => a.map((value, i) => value + b[i]!);
const input = plus(truth, noise(4, 30));

describe('the correlation of a patch with its truth', () => {
  const patch = noise(7, 50, 64);
  it('never ends for the truth itself, nor for any blur or scale of it', () => {
    expect(correlationEnd(patch, patch)).toBe(32);
    expect(correlationEnd(gaussianBlur(patch, 64, 64, 1), patch)).toBeGreaterThan(28);
    expect(
      correlationEnd(
        patch.map((hu) => 3 * hu + 70),
        patch,
      ),
    ).toBe(32);
  });
  it('ends at once for another picture', () => {
    expect(correlationEnd(noise(8, 50, 64), patch)).toBeLessThan(6);
  });
  it('ends the earlier the stronger the noise is', () => {
    const low = gaussianBlur(patch, 64, 64, 2);
    const weak = correlationEnd(plus(low, noise(9, 0.5, 64)), low);
    const strong = correlationEnd(plus(low, noise(9, 5, 64)), low);
    expect(strong).toBeLessThan(weak);
  });
});

describe('patches with structure that is not the truth’s', () => {
  it('are none in the input, in the truth, nor under a blur', () => {
    for (const output of [input, truth, gaussianBlur(input, size, size, 1)]) {
      const { patches, fallen } = fallenPatches(output, input, truth, size, size);
      expect(patches).toBe(9);
      expect(fallen).toBe(0);
    }
  });
  it('are most of them where structure was painted', () => {
    const painted = plus(input, gaussianBlur(noise(11, 800), size, size, 2));
    expect(fallenPatches(painted, input, truth, size, size).fallen).toBeGreaterThan(5);
  });
});

describe('the largest new error', () => {
  const disc = Float32Array.from({ length: size * size }, (_, i) =>
    Math.hypot(Math.floor(i / size) - 60, (i % size) - 60) <= 5 ? -40 : 0,
  );
  it('is what a 2 px blur leaves of a blob that was painted or wiped out', () => {
    const found = largestNewErrorHu(plus(truth, disc), truth, truth, size, size);
    expect(found).toBeGreaterThan(35);
    expect(found).toBeLessThan(40);
  });
  it('is none where noise was taken, whole or by half', () => {
    expect(largestNewErrorHu(truth, input, truth, size, size)).toBe(0);
    const half = input.map((hu, i) => (hu + truth[i]!) / 2);
    expect(largestNewErrorHu(half, input, truth, size, size)).toBe(0);
  });
});

describe('structure in what was taken away', () => {
  const region = new Uint8Array(size * size).fill(1);
  it('is near none where noise alone went, and plain where edges went', () => {
    const ofNoise = residualStructure(input, truth, size, size, region);
    const blurred = gaussianBlur(input, size, size, 2);
    const ofEdges = residualStructure(input, blurred, size, size, region);
    expect(Math.abs(ofNoise)).toBeLessThan(0.1);
    expect(ofEdges).toBeGreaterThan(0.3);
  });
  it('is 0 where nothing was taken', () => {
    expect(residualStructure(input, input, size, size, region)).toBe(0);
  });
});

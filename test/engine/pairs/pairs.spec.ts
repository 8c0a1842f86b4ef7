import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { valueOf } from '../../../src-main/contract';
import { decodeHu, openImage } from '../../../src-main/dicom';
import { alikeMask, alikeShare, commonNoise } from '../../../src-main/engine/pairs';
import { seededRandom } from '../../../src-main/engine/random';
import { haveSharedData, sharedData, whySkipped } from '../../shared-data';
import oracle from './oracle.json';

/** A chest slice of the shared data, HU. */
async function chest(name: string) {
  const opened = valueOf(openImage(readFileSync(sharedData('siemens-chest', name))));
  return Float32Array.from(valueOf(await decodeHu(opened, 0)).hu);
}

describe.skipIf(!haveSharedData)(`where two slices of a chest show the same anatomy${whySkipped}`, () => {
  it.each(oracle)('numpy finds as well: $input and $target', async ({ input, target, alike, share }) => {
    const [a, b] = [await chest(input), await chest(target)];
    const found = alikeMask(a, b, 512, 512).reduce((sum, one) => sum + one, 0);
    // float32 and float64 may part at the very limit.
    expect(Math.abs(found - alike)).toBeLessThan(20);
    expect(alikeShare(a, b, 512, 512)).toBeCloseTo(share, 3);
  });
});

describe('the share of the noise that two images have in common', () => {
  const side = 160;
  const white = (seed: number): Float32Array => {
    const random = seededRandom(seed);
    return Float32Array.from({ length: side * side }, () => random.normal());
  };
  /** A flat body with an edge, and noise that is made of three parts. */
  const image = (seeds: readonly (readonly [number, number])[]) => {
    const hu = Float32Array.from({ length: side * side }, (_, i) => (i % side < side / 2 ? 40 : -90));
    for (const [seed, sdHu] of seeds) white(seed).forEach((value, i) => (hu[i]! += sdHu * value));
    return { rows: side, columns: side, hu, padding: null };
  };
  it.each<[string, readonly (readonly [number, number])[], readonly (readonly [number, number])[], number]>([
    ['of other draws: none', [[1, 20]], [[2, 20]], 0],
    ['of one draw: all', [[1, 20]], [[1, 20]], 1],
    [
      'of which half the variance is shared: half',
      [
        [1, 14.14],
        [2, 14.14],
      ],
      [
        [1, 14.14],
        [3, 14.14],
      ],
      0.5,
    ],
    [
      'of a quarter of the dose, of which the full dose is a part: a quarter',
      [
        [1, 10],
        [2, 17.32],
      ],
      [[1, 10]],
      0.25,
    ],
  ])('%s', (_, input, target, share) => {
    expect(commonNoise(image(input), image(target))).toBeCloseTo(share, 1);
    expect(Math.abs(commonNoise(image(input), image(target)) - share)).toBeLessThan(0.035);
  });
  it('is 0 where nothing is flat', () => {
    const air = { rows: 8, columns: 8, hu: new Float32Array(64).fill(-1024), padding: null };
    expect(commonNoise(air, air)).toBe(0);
  });
});

import { expect, it } from 'vitest';
import { modelMethods } from '../../../src-main/jobs/evaluate/model-methods';

const size = { rows: 2, columns: 2, padding: null };
const slice = { ...size, hu: Float32Array.of(10, 20, 30, 40) };
let asked = 0;
/** Noise of 4 HU, of which the dial may give back 1 by its half, 3 by all of it. */
const predict = async () => {
  asked++;
  const band = (hu: number): Float32Array => Float32Array.of(hu);
  const bands = { rows: 1, columns: 1, broad: band(1), narrow: band(2) };
  return { noiseHu: new Float32Array(4).fill(4), bands, strengths: [0.4, 0.5, 1] as const, milliseconds: 7 };
};

it('measures a model with its dials where a reader would have them, and asks it once a slice', async () => {
  const methods = modelMethods('m', predict);
  const shown = await Promise.all(methods.map(async (method) => [method.name, [...(await method.denoise(slice)).hu]]));
  expect(asked).toBe(1);
  // x − a (4 − given back): at contrast 0, ¼, ½, ¾ and 1 nothing, ½, 1, 2 and 3 HU are given back.
  const less = (hu: number): number[] => [10, 20, 30, 40].map((value) => value - hu);
  expect(shown).toEqual(
    [
      ['m, contrast 0 %', less(0.4 * 4)],
      ['m, contrast 25 %', less(0.45 * 3.5)],
      ['m, contrast 50 % (default)', less(0.5 * 3)],
      ['m, contrast 75 %', less(0.75 * 2)],
      ['m, contrast 100 %', less(1)],
      ['m, strength 100 %, contrast 0 %', less(4)],
      ['m, strength 100 %, contrast 50 %', less(3)],
    ].map(([name, hu]) => [name, (hu as number[]).map((value) => expect.closeTo(value, 4))]),
  );
});

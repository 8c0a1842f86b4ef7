import { describe, expect, it } from 'vitest';
import { gaussianBlur } from '../../../src-main/engine/inference/gaussian';
import { rmseHu, tunedGaussian } from '../../../src-main/engine/quality';
import { seededRandom } from '../../../src-main/engine/random';

const size = 96;
function discWithNoise(seed: number, sd: number) {
  const random = seededRandom(seed);
  const truth = Float32Array.from({ length: size * size }, (_, i) => {
    const away = Math.hypot(Math.floor(i / size) - 48, (i % size) - 48);
    return 50 + 250 * Math.max(0, Math.min(1, 30.5 - away));
  });
  return { rows: size, columns: size, truth, noisy: truth.map((hu) => hu + sd * random.normal()) };
}

describe('the tuned Gaussian', () => {
  it('is as good as the best of a fine search through all widths', () => {
    const images = [discWithNoise(1, 40), discWithNoise(2, 40)];
    const { sigmaPx, rmseHu: found } = tunedGaussian(images);
    const at = (sigma: number): number =>
      Math.sqrt(
        images.reduce((sum, { noisy, truth }) => sum + rmseHu(gaussianBlur(noisy, size, size, sigma), truth) ** 2, 0) / 2,
      );
    const all = Array.from({ length: 60 }, (_, i) => at(0.2 + 0.05 * i));
    expect(found).toBeLessThan(Math.min(...all) + 0.01);
    expect(at(sigmaPx)).toBeCloseTo(found, 6);
    expect(found).toBeLessThan(0.6 * rmseHu(images[0]!.noisy, images[0]!.truth));
  });
  it('widens with the noise', () => {
    expect(tunedGaussian([discWithNoise(3, 80)]).sigmaPx).toBeGreaterThan(tunedGaussian([discWithNoise(3, 15)]).sigmaPx);
  });
  it('leaves alone what any blur would make worse', () => {
    expect(tunedGaussian([discWithNoise(4, 0)])).toEqual({ sigmaPx: 0, rmseHu: 0 });
  });
});

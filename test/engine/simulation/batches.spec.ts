import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src-main/engine/random';
import { createBatchSource, type TrainingImage, trainingTruths, withNoiseFields } from '../../../src-main/engine/simulation';

const side = 96;
/** A level image with two fields of white noise of SD 1. */
function flat(seed: number, level: number): TrainingImage {
  const field = (k: number): Float32Array => {
    const random = seededRandom(seed, k);
    return Float32Array.from({ length: side * side }, () => random.normal());
  };
  return { hu: new Float32Array(side * side).fill(level), size: side, pixelMm: 0.7, fields: [field(1), field(2)] };
}
const source = (images: readonly TrainingImage[], seed = 1, count = 4, size = 48) =>
  createBatchSource({ groups: [{ share: 1, images }], seed, count, size });
const patch = (data: Float32Array, n: number, size: number): Float32Array =>
  data.subarray(n * size * size, (n + 1) * size * size);
const sdOf = (values: Float32Array): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};

describe('training batches', () => {
  it('depend on the seed and their number alone: a source put there draws the very same', () => {
    const images = [flat(1, 0), flat(2, 50)];
    const first = source(images);
    const drawn = Array.from({ length: 6 }, () => first.next());
    expect(first.drawn).toBe(6);
    const resumed = source(images);
    resumed.skipTo(4);
    expect(resumed.next()).toEqual(drawn[4]);
    expect(resumed.next()).toEqual(drawn[5]);
    resumed.skipTo(0);
    expect(resumed.next()).toEqual(drawn[0]);
    expect(drawn[1]).not.toEqual(drawn[0]);
    expect(source(images, 2).next()).not.toEqual(drawn[0]);
  });

  it('have the shapes they promise', () => {
    const { count, size, noisyHu, cleanHu, sigmaHu, addedSdHu } = source([flat(1, 0)], 1, 3, 32).next();
    expect([count, size, noisyHu.length, cleanHu.length, sigmaHu.length, addedSdHu.length]).toEqual([3, 32, 3072, 3072, 3, 3]);
  });

  it('carry noise of the SD they tell of, from 0 to 80 HU, and tell the network about it with an error of 15 %', () => {
    const batches = source([flat(1, 0)], 3, 8);
    const errors: number[] = [];
    for (let i = 0; i < 40; i++) {
      const { noisyHu, cleanHu, sigmaHu, addedSdHu } = batches.next();
      addedSdHu.forEach((sd, n) => {
        const clean = patch(cleanHu, n, 48);
        const found = sdOf(patch(noisyHu, n, 48).map((value, k) => value - clean[k]!));
        // Two mixed fields and white noise keep the SD; the patch is one draw.
        expect(Math.abs(found / sd - 1), `${found} for ${sd}`).toBeLessThan(0.1);
        expect(sd).toBeGreaterThanOrEqual(0);
        expect(sd).toBeLessThanOrEqual(80);
        expect(sigmaHu[n]).toBeGreaterThanOrEqual(1);
        if (sd > 5) errors.push(Math.log(sigmaHu[n]! / sd));
      });
    }
    expect(sdOf(Float32Array.from(errors))).toBeCloseTo(0.15, 1);
    expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(0.03);
  });

  it('clip the noisy image where the scanner would, shifted as the patch is, and never the truth', () => {
    const batches = source([flat(1, -1000)], 5, 8);
    let [clipped, free] = [0, 0];
    for (let i = 0; i < 30; i++) {
      const { noisyHu, cleanHu, addedSdHu } = batches.next();
      addedSdHu.forEach((sd, n) => {
        const shift = patch(cleanHu, n, 48)[0]! + 1000;
        expect(Math.abs(shift)).toBeLessThanOrEqual(100);
        if (sd < 20) return;
        const least = patch(noisyHu, n, 48).reduce((low, value) => Math.min(low, value), Infinity);
        if (Math.abs(least - (shift - 1024)) < 1e-3) clipped++;
        else {
          expect(least).toBeLessThan(shift - 1024);
          free++;
        }
      });
    }
    // Nine in ten.
    expect(clipped / (clipped + free)).toBeGreaterThan(0.8);
    expect(free).toBeGreaterThan(0);
  });

  it('are patches of the image, turned and mirrored in all eight ways', () => {
    const image = {
      ...flat(1, 0),
      hu: Float32Array.from({ length: side * side }, (_, i) => (i % side) + 1000 * Math.floor(i / side)),
    };
    const steps = new Set<string>();
    const batches = source([image], 7, 8, 16);
    for (let i = 0; i < 20; i++) {
      const { cleanHu } = batches.next();
      for (let n = 0; n < 8; n++) {
        const clean = patch(cleanHu, n, 16);
        const along = Math.round(clean[1]! - clean[0]!);
        const down = Math.round(clean[16]! - clean[0]!);
        expect([1, 1000]).toContain(Math.abs(along));
        expect(Math.abs(along) * Math.abs(down)).toBe(1000);
        steps.add(`${along} ${down}`);
      }
    }
    expect(steps.size).toBe(8);
  });

  it('draw from the groups by their shares', () => {
    const batches = createBatchSource({
      groups: [
        { share: 3, images: [flat(1, 0)] },
        { share: 1, images: [flat(2, 500)] },
      ],
      seed: 9,
      count: 16,
      size: 16,
    });
    let high = 0;
    for (let i = 0; i < 25; i++) {
      const { cleanHu } = batches.next();
      for (let n = 0; n < 16; n++) if (patch(cleanHu, n, 16)[0]! > 250) high++;
    }
    expect(high / 400).toBeGreaterThan(0.18);
    expect(high / 400).toBeLessThan(0.32);
  });
});

describe('images to learn from', () => {
  const truths = [...trainingTruths(3, 6, 96)];

  it('are half random shapes, a third chests, the rest heads, and follow from the seed', () => {
    expect(truths.map(({ size, hu }) => [size, hu.length])).toEqual(truths.map(() => [96, 96 * 96]));
    for (const { hu } of truths) expect(hu.every(Number.isFinite)).toBe(true);
    // By their fields of view: a chest's is 372 mm wide, a head's 235; two thirds of it at least are shown.
    for (const [i, fieldMm] of [372, 372, 235].entries()) {
      expect(truths[3 + i]!.pixelMm * 96).toBeLessThanOrEqual(fieldMm);
      expect(truths[3 + i]!.pixelMm * 96).toBeGreaterThan(0.66 * fieldMm);
    }
    const again = [...trainingTruths(3, 2, 96)];
    expect(again).toEqual(truths.slice(0, 2));
    expect([...trainingTruths(4, 1, 96)][0]!.hu).not.toEqual(truths[0]!.hu);
  });

  it('have two different noise fields each, of SD 1 in soft tissue', () => {
    const [image] = [...withNoiseFields(truths.slice(3, 4), 1)];
    expect(image!.fields).toHaveLength(2);
    expect(image!.fields[0]).not.toEqual(image!.fields[1]);
    for (const field of image!.fields) {
      const soft = field.filter((_, i) => image!.hu[i]! > -150 && image!.hu[i]! < 200);
      expect(sdOf(soft)).toBeCloseTo(1, 1);
    }
  });
});

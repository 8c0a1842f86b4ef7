import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src-main/engine/random';
import {
  createBatchSource,
  movingStock,
  type PairImage,
  type TrainingImage,
  trainingTruths,
  withNoiseFields,
} from '../../../src-main/engine/simulation';

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

  it('carry noise of the SD they tell of, from 0 to 120 HU, and tell the network about it with an error of 15 %', () => {
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
        expect(sd).toBeLessThanOrEqual(120);
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

  it('in fours: one truth, a faint shape in two of them, two draws of noise that know nothing of each other', () => {
    const fours = { contrast: 1, bias: 1 };
    const drawn = createBatchSource({ groups: [{ share: 1, images: [flat(1, 0)] }], seed: 3, count: 8, size: 48, fours });
    expect(drawn.batch).toEqual({ count: 8, size: 48, fours });
    const correlations: number[] = [];
    for (let i = 0; i < 25; i++) {
      const { noisyHu, cleanHu, addedSdHu, shapeSquareHu } = drawn.next();
      for (const four of [0, 1]) {
        const [with1, without1, with2, without2] = [0, 1, 2, 3].map((k) => patch(cleanHu, 4 * four + k, 48));
        expect(with2).toEqual(with1);
        expect(without2).toEqual(without1);
        const shape = with1!.map((value, k) => value - without1![k]!);
        const inside = shape.filter((_, k) => Math.min(k % 48, Math.floor(k / 48), 47 - (k % 48), 47 - Math.floor(k / 48)) >= 4);
        const square = inside.reduce((sum, value) => sum + value * value, 0) / inside.length;
        expect(shapeSquareHu![four]).toBeCloseTo(square, 2);
        expect(Math.max(...shape.map(Math.abs))).toBeLessThanOrEqual(90);
        const noises = [0, 1, 2, 3].map((k) =>
          patch(noisyHu, 4 * four + k, 48).map((value, at) => value - patch(cleanHu, 4 * four + k, 48)[at]!),
        );
        const sd = addedSdHu[4 * four]!;
        if (sd < 3 || sd > 60) continue;
        noises[0]!.forEach((value, at) => expect(value).toBeCloseTo(noises[1]![at]!, 3));
        correlations.push(noises[0]!.reduce((sum, value, at) => sum + value * noises[2]![at]!, 0) / (48 * 48 * sd * sd));
      }
    }
    expect(Math.abs(correlations.reduce((sum, value) => sum + value, 0) / correlations.length)).toBeLessThan(0.01);
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
  const truths = [...trainingTruths(3, 10, 96)];

  it('are random shapes, chests, cylinders with inserts, heads and bellies in turn, and follow from the seed', () => {
    expect(truths.map(({ size, hu }) => [size, hu.length])).toEqual(truths.map(() => [96, 96 * 96]));
    for (const { hu } of truths) expect(hu.every(Number.isFinite)).toBe(true);
    // By their fields of view: a chest's is 372 mm wide, a head's 235, a belly's 400; two thirds of it at least are shown.
    for (const [i, fieldMm] of [
      [1, 372],
      [3, 235],
      [4, 400],
      [6, 372],
      [7, 400],
      [9, 235],
    ] as const) {
      expect(truths[i]!.pixelMm * 96).toBeLessThanOrEqual(fieldMm);
      expect(truths[i]!.pixelMm * 96).toBeGreaterThan(0.66 * fieldMm);
    }
    // A cylinder's material is level but for its inserts: its commonest value fills much of it.
    const counts = new Map<number, number>();
    for (const value of truths[2]!.hu) if (value > -900) counts.set(value, (counts.get(value) ?? 0) + 1);
    expect(Math.max(...counts.values())).toBeGreaterThan(96 * 96 * 0.1);
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

describe('batches from pairs of scans', () => {
  /** Every pixel has a value of its own, the target is 7 HU brighter, and every third pixel is alike. */
  const pair = (): PairImage => {
    const hu = Float32Array.from({ length: side * side }, (_, i) => i);
    return {
      hu,
      size: side,
      targetHu: hu.map((value) => value + 7),
      alike: Uint8Array.from(hu, (i) => Number(i % 3 === 0)),
      sigmaHu: 12,
    };
  };
  const drawn = () =>
    createBatchSource({
      groups: [
        { share: 0.5, images: [pair()] },
        { share: 0.5, images: [flat(1, 0)] },
      ],
      seed: 5,
      count: 8,
      size: 32,
    });

  it('cut input, target and mask at one place, turned alike, with the noise that the scans have', () => {
    const source = drawn();
    let pairs = 0;
    for (let k = 0; k < 10; k++) {
      const { noisyHu, cleanHu, counted, addedSdHu } = source.next();
      for (let n = 0; n < 8; n++) {
        const [noisy, clean] = [patch(noisyHu, n, 32), patch(cleanHu, n, 32)];
        const mask = counted!.subarray(n * 1024, (n + 1) * 1024);
        if (mask.every((one) => one === 1)) continue;
        pairs++;
        expect(addedSdHu[n]).toBe(12);
        noisy.forEach((value, i) => expect(clean[i]! - value).toBeCloseTo(7, 2));
        // What is alike lies on multiples of three, whatever the patch was shifted by.
        const first = noisy[mask.indexOf(1)]!;
        noisy.forEach((value, i) => expect(mask[i]).toBe(Number(Math.round(value - first) % 3 === 0)));
      }
    }
    expect(pairs).toBeGreaterThan(20);
  });

  it('are the same for the same seed and number, from a stock too', async () => {
    const stock = () =>
      movingStock({ count: 9, held: 2, everyBatches: 1, seed: 3, fetch: async (index) => ({ ...pair(), sigmaHu: index }) });
    const source = () => createBatchSource({ groups: [{ share: 1, images: stock() }], seed: 5, count: 2, size: 32 });
    const signal = new AbortController().signal;
    const walked = source();
    for (let k = 0; k < 6; k++) {
      await walked.ready!(signal);
      walked.next();
    }
    const resumed = source();
    resumed.skipTo(6);
    await Promise.all([walked.ready!(signal), resumed.ready!(signal)]);
    expect(resumed.next()).toEqual(walked.next());
  });
});

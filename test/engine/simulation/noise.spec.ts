import { describe, expect, it } from 'vitest';
import { noisePower, type Region, regionStatistics } from '../../../src-main/engine/quality';
import { seededRandom } from '../../../src-main/engine/random';
import { type DoseOptions, kernelWindows, makePhantom, noiseOfDose } from '../../../src-main/engine/simulation';
import { reconstruct } from '../../../src-main/engine/simulation/reconstruction';
import { scanner } from '../../../src-main/engine/simulation/scanner';
import { sinogramOf, waterCylinder } from './cylinder';

const size = 256;
const views = 360;
const water = makePhantom({ kind: 'water', slices: 1, seed: 1, size });
const { pixelMm } = water;
const hu = water.slice(0);

const inserted = (seed: number, change: Partial<DoseOptions> = {}): Float32Array =>
  noiseOfDose({ hu, size, pixelMm, doseFraction: 0.25, from: 'noise-free', kernel: 'standard', seed, views, ...change });

/**
 * What a scanner does: counts of photons (many, so normal) with electronic noise, the logarithm of each, and the image of that. The line integrals
 * come from geometry, not from the image.
 */
const lines = sinogramOf([waterCylinder], views);
function direct(seed: number, doseFraction: number): Float32Array {
  const random = seededRandom(seed, 997);
  const emitted = 2.25e5 * doseFraction;
  const values = lines.values.map((p) => {
    const expected = emitted * Math.exp(-p);
    return -Math.log((expected + Math.sqrt(expected + 8) * random.normal()) / emitted) - p;
  });
  const image = reconstruct({ ...lines, values }, kernelWindows.standard, size, pixelMm);
  return image.map((value) => (1000 * value) / scanner.waterPerMm);
}

const ring = (fromMm: number, toMm: number): Region =>
  Uint8Array.from(hu, (_, i) => {
    const away = Math.hypot(Math.floor(i / size) - (size - 1) / 2, (i % size) - (size - 1) / 2) * pixelMm;
    return Number(away >= fromMm && away < toMm);
  });
const rings = [ring(0, 25), ring(45, 60), ring(80, 92)];
/** SD over several draws, each ring its own. */
const sdsOf = (draws: readonly Float32Array[]): readonly number[] =>
  rings.map((region) => Math.sqrt(draws.reduce((sum, draw) => sum + regionStatistics(draw, region).sdHu ** 2, 0) / draws.length));
const times = <T>(count: number, make: (i: number) => T): readonly T[] => Array.from({ length: count }, (_, i) => make(i));

describe('inserted noise', () => {
  const low = { inserted: times(24, (i) => inserted(i)), direct: times(24, (i) => direct(i, 0.25)) };

  it('has the SD of a direct simulation at every radius, within 2 %', () => {
    const [ours, truth] = [sdsOf(low.inserted), sdsOf(low.direct)];
    ours.forEach((sd, i) => expect(Math.abs(sd / truth[i]! - 1), `ring ${i}: ${sd} against ${truth[i]}`).toBeLessThan(0.02));
    // It falls from the middle, where the rays are longest, to the rim.
    expect(truth[2]).toBeLessThan(0.9 * truth[0]!);
  });

  it('has its spectrum: within 5 % RMS, none at frequency 0, and a peak between', () => {
    // Four regions of 64 × 64 about the middle of each draw.
    const parts = (draw: Float32Array): readonly Float32Array[] =>
      [64, 128].flatMap((top) =>
        [64, 128].map((left) =>
          Float32Array.from({ length: 64 * 64 }, (_, i) => draw[(top + Math.floor(i / 64)) * size + left + (i % 64)]!),
        ),
      );
    const [ours, truth] = [low.inserted, low.direct].map((draws) => noisePower(draws.flatMap(parts), 64, pixelMm));
    const mean = truth!.radial.reduce((sum, value) => sum + value, 0) / truth!.radial.length;
    const rms = Math.sqrt(
      truth!.radial.reduce((sum, value, i) => sum + (value - ours!.radial[i]!) ** 2, 0) / truth!.radial.length,
    );
    expect(rms / mean).toBeLessThan(0.05);
    expect(ours!.radial[1]).toBeLessThan(0.25 * Math.max(...ours!.radial));
    expect(ours!.peakPerMm).toBeGreaterThan(0.1);
    expect(ours!.peakPerMm).toBeLessThan(0.4);
  });

  it('takes an image of the full dose to the lower one: the variances of both add up', () => {
    const added = sdsOf(times(8, (i) => inserted(100 + i, { from: 'full-dose' })));
    const full = sdsOf(times(8, (i) => direct(200 + i, 1)));
    const lower = sdsOf(low.direct);
    added.forEach((sd, i) => expect(Math.abs(Math.hypot(sd, full[i]!) / lower[i]! - 1), `ring ${i}`).toBeLessThan(0.04));
  });

  it('falls as the dose rises: by √(dose) while photons rule, and by more where the electronics do', () => {
    const sd = (doseFraction: number): number => sdsOf([inserted(1, { doseFraction })])[0]!;
    expect(sd(0.25) / sd(1)).toBeGreaterThan(1.98);
    expect(sd(0.25) / sd(1)).toBeLessThan(2.1);
    expect(sd(0.01) / sd(0.04)).toBeGreaterThan(2.1);
  });

  it('is stronger and finer with a sharper kernel', () => {
    const [soft, sharp] = (['soft', 'sharp'] as const).map((kernel) => sdsOf([inserted(1, { kernel })])[0]!);
    expect(sharp).toBeGreaterThan(1.3 * soft!);
  });

  it('is evened out by a bow-tie', () => {
    const [open, filtered] = [0, 0.9].map((bowTie) => sdsOf([inserted(1, { bowTie })]));
    expect(filtered![2]! / filtered![0]!).toBeGreaterThan(1.1 * (open![2]! / open![0]!));
  });

  it('follows the tube current over the turn: more where an oval body is thick, so that its noise is less a streak', () => {
    const oval = hu.map((_, i) => {
      const [y, x] = [Math.floor(i / size) - (size - 1) / 2, (i % size) - (size - 1) / 2].map((at) => at * pixelMm);
      return (x! / 118) ** 2 + (y! / 60) ** 2 < 1 ? 0 : -1000;
    });
    // Noise of the long rays, which lie along x, swings across them, along y.
    const streak = (modulation: number): number => {
      const noise = inserted(3, { hu: oval, modulation });
      let [down, across] = [0, 0];
      for (let row = 108; row < 148; row++)
        for (let column = 108; column < 148; column++) {
          const at = row * size + column;
          down += (noise[at + size]! - noise[at]!) ** 2;
          across += (noise[at + 1]! - noise[at]!) ** 2;
        }
      return down / across;
    };
    const [level, some, more] = [0, 0.4, 0.6].map(streak);
    expect(level).toBeGreaterThan(1.3);
    expect(some).toBeLessThan(0.9 * level!);
    expect(more).toBeLessThan(some!);
  });

  it('falls with the square root of the photons', () => {
    const [few, many] = [1e5, 4e5].map((photons) => sdsOf([inserted(1, { photons, doseFraction: 1 })])[0]!);
    expect(few! / many!).toBeGreaterThan(1.98);
    expect(few! / many!).toBeLessThan(2.05);
  });

  it('has no mean, follows from its seed, and differs with another', () => {
    const [one, again, other] = [inserted(5), inserted(5), inserted(6)];
    expect(again).toEqual(one);
    const { meanHu, sdHu } = regionStatistics(one, ring(0, 90));
    expect(Math.abs(meanHu)).toBeLessThan(sdHu / 20);
    const correlation =
      one.reduce((sum, value, i) => sum + value * other[i]!, 0) / one.reduce((sum, value) => sum + value ** 2, 0);
    expect(Math.abs(correlation)).toBeLessThan(0.05);
  });
});

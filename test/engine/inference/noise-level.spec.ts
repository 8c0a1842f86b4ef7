import { describe, expect, it } from 'vitest';
import { estimateNoiseHu, type SliceHu } from '../../../src-main/engine';
import { discRegion, regionStatistics } from '../../../src-main/engine/quality';
import { seededRandom } from '../../../src-main/engine/random';
import { type KernelName, makePhantom, noiseOfDose } from '../../../src-main/engine/simulation';

const size = 384;
const water = makePhantom({ kind: 'water', slices: 1, seed: 1, size });
const truth = water.slice(0);
const noiseOf = (kernel: KernelName, doseFraction: number): Float32Array =>
  noiseOfDose({
    hu: truth,
    size,
    pixelMm: water.pixelMm,
    doseFraction,
    from: 'noise-free',
    kernel,
    seed: 3,
    views: 360,
    bowTie: 0.9,
  });
const slice = (hu: Float32Array, padding: Uint8Array | null = null): SliceHu => ({ rows: size, columns: size, hu, padding });
const plus = (noise: Float32Array, times = 1): Float32Array => truth.map((hu, i) => hu + times * noise[i]!);
const inWater = discRegion(
  { rows: size, columns: size },
  { row: (size - 1) / 2, column: (size - 1) / 2, radiusPx: 90 / water.pixelMm },
);

describe('the blind noise level', () => {
  const noise = noiseOf('standard', 0.2);
  const { sdHu } = regionStatistics(noise, inWater);

  it('of a water phantom with FBP noise is right within 12 %', () => {
    expect(Math.abs(estimateNoiseHu(slice(plus(noise))) / sdHu - 1)).toBeLessThan(0.12);
  });

  it.each(['soft', 'sharp'] as const)(
    'is right within a quarter where the %s kernel moved the noise to other frequencies',
    (kernel) => {
      const other = noiseOf(kernel, 0.2);
      expect(Math.abs(estimateNoiseHu(slice(plus(other))) / regionStatistics(other, inWater).sdHu - 1)).toBeLessThan(0.25);
    },
  );

  it('doubles when the noise doubles', () => {
    const [once, twice] = [1, 2].map((times) => estimateNoiseHu(slice(plus(noise, times))));
    expect(twice! / once!).toBeGreaterThan(1.9);
    expect(twice! / once!).toBeLessThan(2.05);
  });

  it('is not raised much by bone, air and edges: in a chest it stays within a third of the noise in soft tissue', () => {
    const chest = makePhantom({ kind: 'chest', slices: 48, seed: 2, size });
    const hu = chest.slice(20);
    const of = noiseOfDose({
      hu,
      size,
      pixelMm: chest.pixelMm,
      doseFraction: 0.2,
      from: 'noise-free',
      kernel: 'standard',
      seed: 1,
      views: 360,
      bowTie: 0.5,
    });
    const soft = Uint8Array.from(hu, (value) => Number(value > -150 && value < 200));
    const ratio = estimateNoiseHu(slice(hu.map((value, i) => value + of[i]!))) / regionStatistics(of, soft).sdHu;
    expect(ratio).toBeGreaterThan(0.67);
    expect(ratio).toBeLessThan(1.33);
  });

  it('does not read padding, whatever lies there, nor numbers that are none', () => {
    const padding = Uint8Array.from(truth, (_, i) => Number(i % size < 120));
    const random = seededRandom(1);
    const [air, junk, none] = [() => -1000, () => 3000 * random.normal(), () => NaN].map((fill) =>
      estimateNoiseHu(
        slice(
          plus(noise).map((hu, i) => (padding[i] ? fill() : hu)),
          padding,
        ),
      ),
    );
    expect(junk).toBe(air);
    expect(none).toBe(air);
    // Unmarked, but no number: the same as padding.
    expect(estimateNoiseHu(slice(plus(noise).map((hu, i) => (padding[i] ? NaN : hu))))).toBe(air);
    expect(Math.abs(air! / sdHu - 1)).toBeLessThan(0.15);
  });

  it('is 0 of a level image, and where there is nothing to measure', () => {
    expect(estimateNoiseHu(slice(new Float32Array(size * size).fill(40)))).toBeLessThan(1e-3);
    expect(estimateNoiseHu(slice(new Float32Array(size * size).fill(-1024)))).toBe(0);
    expect(estimateNoiseHu(slice(truth, new Uint8Array(size * size).fill(1)))).toBe(0);
    expect(estimateNoiseHu({ rows: 1, columns: 1, hu: Float32Array.of(NaN), padding: null })).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { flatNoise } from '../../../src-renderer/denoise/flat-noise';

const size = { rows: 270, columns: 270 };

/** Gaussian numbers from a fixed seed (Box-Muller over mulberry32). */
function gaussian(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Water on the left half; on the right half stripes as high as bone and air, whose SD is no noise. */
function phantom(noise: (at: number) => number): Float32Array {
  return Float32Array.from({ length: size.rows * size.columns }, (_, at) => {
    const column = at % size.columns;
    const structure = column < 135 ? 0 : column % 4 < 2 ? -100 : 200;
    return structure + noise(at);
  });
}

describe('noise in flat tissue', () => {
  it('is the SD that was put in, within 5 %, whatever structure lies beside it', () => {
    const normal = gaussian(1);
    const before = phantom(() => 20 * normal());
    const measured = flatNoise(before, before, null, size)!;
    expect(measured.beforeHu).toBeGreaterThan(19);
    expect(measured.beforeHu).toBeLessThan(21);
    expect(measured.afterHu).toBe(measured.beforeHu);
  });

  it('halves when half the noise is taken away', () => {
    const normal = gaussian(2);
    const noise = Float32Array.from({ length: size.rows * size.columns }, () => 20 * normal());
    const before = phantom((at) => noise[at]!);
    const after = phantom((at) => noise[at]! / 2);
    const measured = flatNoise(before, after, null, size)!;
    expect(measured.afterHu / measured.beforeHu).toBeCloseTo(0.5, 2);
  });

  it('says nothing about a slice without flat tissue, or about padding', () => {
    const air = new Int16Array(size.rows * size.columns).fill(-1000);
    expect(flatNoise(air, air, null, size)).toBeNull();
    const water = new Int16Array(size.rows * size.columns);
    expect(flatNoise(water, water, new Uint8Array(water.length).fill(1), size)).toBeNull();
  });
});

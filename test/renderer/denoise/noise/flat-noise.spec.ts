import { describe, expect, it } from 'vitest';
import { flatNoiseAt, flatTissueOf } from '../../../../src-renderer/denoise/noise/flat-noise';
import { gaussian } from './made';

const size = { rows: 270, columns: 270 };

/** Water on the left half; on the right half stripes as high as bone and air, whose SD is no noise. */
function phantom(noise: (at: number) => number): Float32Array {
  return Float32Array.from({ length: size.rows * size.columns }, (_, at) => {
    const column = at % size.columns;
    const structure = column < 135 ? 0 : column % 4 < 2 ? -100 : 200;
    return structure + noise(at);
  });
}

const nothing = new Float32Array(size.rows * size.columns);

describe('noise in flat tissue', () => {
  it('is the SD that was put in, within 5 %, whatever structure lies beside it', () => {
    const normal = gaussian(1);
    const hu = phantom(() => 20 * normal());
    const { beforeHu, afterHu } = flatNoiseAt(flatTissueOf({ hu, noise: nothing, padding: null, ...size })!, 1);
    expect(beforeHu).toBeGreaterThan(19);
    expect(beforeHu).toBeLessThan(21);
    expect(afterHu).toBe(beforeHu);
  });

  it('is at every strength what the picture at that strength holds', () => {
    const normal = gaussian(2);
    const noise = nothing.map(() => 20 * normal());
    const hu = phantom((at) => noise[at]! + 3 * normal());
    const tissue = flatTissueOf({ hu, noise, padding: null, ...size })!;
    const lessAt = (strength: number) => {
      const less = flatTissueOf({ hu, noise: noise.map((value) => strength * value), padding: null, ...size })!;
      return flatNoiseAt(less, 1).afterHu;
    };
    for (const strength of [0, 0.3, 0.5, 1]) expect(flatNoiseAt(tissue, strength).afterHu).toBeCloseTo(lessAt(strength), 4);
    expect(flatNoiseAt(tissue, 0.5).afterHu / flatNoiseAt(tissue, 0).beforeHu).toBeCloseTo(
      Math.hypot(10, 3) / Math.hypot(20, 3),
      2,
    );
  });

  it('says nothing about a slice without flat tissue, or about padding', () => {
    const air = new Int16Array(size.rows * size.columns).fill(-1000);
    expect(flatTissueOf({ hu: air, noise: nothing, padding: null, ...size })).toBeNull();
    const water = new Int16Array(size.rows * size.columns);
    const padding = new Uint8Array(water.length).fill(1);
    expect(flatTissueOf({ hu: water, noise: nothing, padding, ...size })).toBeNull();
  });
});

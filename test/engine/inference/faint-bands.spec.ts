import { describe, expect, it } from 'vitest';
import { strengthAt } from '../../../src-main/contract';
import { automaticStrengths } from '../../../src-main/engine/inference/automatic-strength';
import { faintBands, withoutFaint } from '../../../src-main/engine/inference/faint-bands';
import { seededRandom } from '../../../src-main/engine/random';
import { makePhantom, noiseOfDose } from '../../../src-main/engine/simulation';

const [rows, columns] = [95, 128];
const size = { rows, columns, padding: null };
const image = (value: (row: number, column: number) => number): Float32Array =>
  Float32Array.from({ length: rows * columns }, (_, i) => value(Math.floor(i / columns), i % columns));
const rms = (values: Float32Array): number => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
/** Away from the edges, where a wave meets its mirror image. */
const inside = (values: Float32Array): Float32Array =>
  values.filter((_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    return row >= 20 && row < rows - 20 && column >= 20 && column < columns - 20;
  });

describe('the dial that keeps faint contrast', () => {
  /** K = 1 − (1 − exp(−2π²f²s²))⁴. */
  const passed = (frequency: number, widthPx: number): number =>
    1 - (1 - Math.exp(-2 * (Math.PI * frequency * widthPx) ** 2)) ** 4;

  it.each([0.02, 0.04, 0.06, 0.08, 0.1, 0.125, 0.2])(
    'gives back of a wave of %d cycles a pixel what the formula says, within 0.11',
    (frequency) => {
      const noise = image((row, column) => 20 * Math.cos(2 * Math.PI * frequency * (0.8 * column + 0.6 * row) + 0.3));
      const bands = faintBands(noise, size);
      const left = (contrast: number): number => rms(inside(withoutFaint(noise, bands, size, contrast))) / rms(inside(noise));
      expect(Math.abs(left(0.5) - (1 - passed(frequency, 4)))).toBeLessThan(0.11);
      expect(Math.abs(left(1) - (1 - passed(frequency, 2.5)))).toBeLessThan(0.11);
    },
  );

  const random = seededRandom(3);
  const white = image(() => 10 * random.normal());
  const bands = faintBands(white, size);
  const at = (contrast: number): Float32Array => withoutFaint(white, bands, size, contrast);

  it('takes all of the noise at 0: its own array', () => {
    expect(at(0)).toBe(white);
  });

  it('turns evenly: half-way between two marks lies half-way between what they give', () => {
    for (const [low, middle, high] of [
      [0, 0.25, 0.5],
      [0.5, 0.75, 1],
    ] as const) {
      const [a, b] = [at(low), at(high)];
      at(middle).forEach((value, i) => expect(value).toBeCloseTo((a[i]! + b[i]!) / 2, 4));
    }
    expect(rms(at(0.5))).toBeLessThan(rms(at(0)));
    expect(rms(at(1))).toBeLessThan(rms(at(0.5)));
  });

  it('keeps padding out: nothing is taken there, and what lies beside it does not know of it', () => {
    const padding = Uint8Array.from(white, (_, i) => Number(i % columns < 10));
    const noise = (junk: number): Float32Array => white.map((value, i) => (padding[i] ? junk : value));
    const [clean, other] = [noise(0), noise(0)];
    const taken = withoutFaint(clean, faintBands(clean, { rows, columns, padding }), size, 1);
    taken.forEach((value, i) => padding[i] && expect(value).toBe(0));
    // A constant beside padding is given back whole, as it is in the middle.
    const level = noise(0).map((_, i) => (padding[i] ? 0 : 5));
    const levelled = withoutFaint(level, faintBands(level, { rows, columns, padding }), size, 0.5);
    levelled.forEach((value, i) => expect(Math.abs(value), `${i % columns}`).toBeLessThan(i % columns < 14 ? 1.5 : 0.2));
    expect(other).toEqual(clean);
  });

  it('is as good on images of one row or one pixel', () => {
    for (const [r, c] of [
      [1, 7],
      [1, 1],
      [2, 3],
    ] as const) {
      const tiny = { rows: r, columns: c, padding: null };
      const one = new Float32Array(r * c).fill(3);
      for (const value of withoutFaint(one, faintBands(one, tiny), tiny, 1)) expect(Math.abs(value)).toBeLessThan(0.01);
    }
  });
});

describe('the automatic strength', () => {
  const water = makePhantom({ kind: 'water', slices: 1, seed: 1, size: 256 });
  const hu = water.slice(0);
  const ofScan = { rows: 256, columns: 256, padding: null };
  const flat = Int32Array.from(
    [...hu.keys()].filter((i) => Math.hypot(Math.floor(i / 256) - 127.5, (i % 256) - 127.5) * water.pixelMm < 80),
  );
  const noise = noiseOfDose({
    hu,
    size: 256,
    pixelMm: water.pixelMm,
    doseFraction: 0.2,
    from: 'noise-free',
    kernel: 'standard',
    seed: 5,
    views: 360,
  });
  const bands = faintBands(noise, ofScan);
  const strengths = automaticStrengths(noise, bands, ofScan, flat)!;
  const sd = (values: (i: number) => number): number => Math.sqrt(flat.reduce((sum, i) => sum + values(i) ** 2, 0) / flat.length);

  it.each([0, 0.5, 1])('leaves 53 %% of the noise at %d of the dial', (contrast) => {
    const taken = withoutFaint(noise, bands, ofScan, contrast);
    const strength = strengths[2 * contrast]!;
    expect(sd((i) => noise[i]! - strength * taken[i]!) / sd((i) => noise[i]!)).toBeCloseTo(0.53, 3);
  });

  it('rises with the dial, since less of the noise may be taken', () => {
    expect(strengths[0]).toBeCloseTo(0.47, 2);
    expect(strengths[1]).toBeGreaterThan(strengths[0]);
    expect(strengths[2]).toBeGreaterThan(strengths[1]);
    expect(strengthAt(strengths, 0.25)).toBeCloseTo((strengths[0] + strengths[1]) / 2, 2);
    expect(strengthAt(strengths, 1)).toBeCloseTo(strengths[2], 2);
  });

  it('is the one that leaves least where the target is out of reach', () => {
    // A wave that the dial gives back almost whole.
    const wave = noise.map((_, i) => 10 * Math.cos((2 * Math.PI * (i % 256)) / 12));
    const found = automaticStrengths(wave, faintBands(wave, ofScan), ofScan, flat)!;
    expect(found[2]).toBe(1);
    expect(found[0]).toBeCloseTo(0.47, 2);
  });

  it('is not told where too little is flat, or nothing is noise', () => {
    expect(automaticStrengths(noise, bands, ofScan, flat.slice(0, 50))).toBeNull();
    const none = new Float32Array(noise.length);
    expect(automaticStrengths(none, faintBands(none, ofScan), ofScan, flat)).toBeNull();
  });
});

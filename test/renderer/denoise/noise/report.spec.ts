import { describe, expect, it } from 'vitest';
import { noisePower } from '../../../../src-main/engine/quality';
import { bodyOf } from '../../../../src-renderer/denoise/noise/body';
import { blurred } from '../../../../src-renderer/denoise/noise/gaussian';
import { expectedIn, histogramOf, middleOf } from '../../../../src-renderer/denoise/noise/histogram';
import { createPower } from '../../../../src-renderer/denoise/noise/power';
import { reportOn } from '../../../../src-renderer/denoise/noise/report';
import { spectrumOf } from '../../../../src-renderer/denoise/noise/spectrum';
import { placeRadiusPx, structureIn } from '../../../../src-renderer/denoise/noise/structure';
import { chestHu } from '../../../oracle/oracle';
import { haveSharedData, whySkipped } from '../../../shared-data';
import { white } from './made';
import oracle from './oracle.json';

const square = (side: number) => ({ rows: side, columns: side });
const everywhere = (side: number): Uint8Array => new Uint8Array(side * side).fill(1);
const variance = (values: ArrayLike<number>): number => {
  const all = Array.from(values);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  return all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length;
};
/** The picture of make_oracle.py. */
const formula = Float32Array.from({ length: 96 * 96 }, (_, at) => {
  const [row, column] = [Math.floor(at / 96), at % 96];
  return (((row * 193 + column * 389 + row * column * 31) % 1009) / 1009) * 80 - 40;
});

describe('the body', () => {
  it('is the largest piece that no air from outside reaches: with the lung in it, without the table and the padding', () => {
    const side = 20;
    const hu = new Int16Array(side * side).fill(-1000);
    const fill = (rows: readonly [number, number], columns: readonly [number, number], value: number) => {
      for (let row = rows[0]; row < rows[1]; row++) hu.fill(value, row * side + columns[0], row * side + columns[1]);
    };
    fill([3, 14], [3, 17], 40);
    fill([6, 10], [6, 10], -850);
    fill([17, 19], [2, 18], 200);
    const padding = new Uint8Array(side * side);
    padding[13 * side + 16] = 1;
    const body = bodyOf(hu, padding, square(side));
    expect(body.reduce((sum, one) => sum + one, 0)).toBe(11 * 14 - 1);
    expect([body[8 * side + 8], body[18 * side + 5], body[13 * side + 16]]).toEqual([1, 0, 0]);
    expect(bodyOf(new Int16Array(side * side).fill(-1000), null, square(side)).some(Boolean)).toBe(false);
  });
});

describe('the power of a tile', () => {
  it('is the sum over the definition, and keeps the sum of squares (Parseval)', () => {
    const side = 8;
    const tile = Float64Array.from(white(side * side, 10, 1));
    const power = createPower(side)(tile);
    const [v, u] = [3, 5];
    let [re, im] = [0, 0];
    tile.forEach((value, at) => {
      const angle = (-2 * Math.PI * (v * Math.floor(at / side) + u * (at % side))) / side;
      re += value * Math.cos(angle);
      im += value * Math.sin(angle);
    });
    expect(power[v * side + u]).toBeCloseTo(re * re + im * im, 6);
    const sum = power.reduce((total, value) => total + value, 0);
    expect(sum / (side * side)).toBeCloseTo(
      tile.reduce((total, value) => total + value * value, 0),
      6,
    );
    expect(() => createPower(24)).toThrow(RangeError);
  });
});

describe('the spectrum of what was removed', () => {
  it("is numpy's: rings, integral, peak and mean, where pixels are not square", () => {
    const spectrum = spectrumOf(formula, everywhere(96), square(96), { across: 0.7, down: 0.9 })!;
    expect(spectrum.tiles).toBe(4);
    expect(spectrum.power).toHaveLength(oracle.power.length);
    oracle.power.forEach((value, ring) => expect(spectrum.power[ring]! / value).toBeCloseTo(1, 6));
    expect(spectrum.variance).toBeCloseTo(oracle.variance, 4);
    expect(spectrum.peak).toBeCloseTo(oracle.peak, 8);
    expect(spectrum.mean).toBeCloseTo(oracle.mean, 6);
  });

  it('of white noise is flat, σ² dx dy, and its integral is the variance', () => {
    const noise = white(512 * 512, 20, 3);
    const spectrum = spectrumOf(noise, everywhere(512), square(512), { across: 0.5, down: 0.5 })!;
    for (const value of spectrum.power.slice(1)) expect(Math.abs(value / (400 * 0.25) - 1)).toBeLessThan(0.1);
    expect(Math.sqrt(spectrum.variance)).toBeCloseTo(Math.sqrt(variance(noise)), 1);
  });

  it('of a cosine has its peak at its frequency', () => {
    // 8 waves across 64 pixels of 0.5 mm: 0.25 per mm.
    const cosine = Float32Array.from({ length: 128 * 128 }, (_, at) => 10 * Math.cos((2 * Math.PI * 8 * (at % 128)) / 64));
    const spectrum = spectrumOf(cosine, everywhere(128), square(128), { across: 0.5, down: 0.5 })!;
    expect(spectrum.peak).toBeCloseTo(0.25, 10);
    expect(spectrum.variance).toBeCloseTo(50, 4);
  });

  it("is the engine's, which fits a trend away, above the lowest frequencies", () => {
    const noise = blurred(white(64 * 64 * 4, 20, 9), { rows: 128, columns: 128 }, 0.8);
    const tiles = [0, 32, 64].flatMap((y) =>
      [0, 32, 64].map((x) => Float32Array.from({ length: 4096 }, (_, at) => noise[(y + (at >> 6)) * 128 + x + (at & 63)]!)),
    );
    const engine = noisePower(tiles, 64, 0.7);
    const spectrum = spectrumOf(noise, everywhere(128), square(128), { across: 0.7, down: 0.7 })!;
    for (let ring = 5; ring <= 32; ring++) expect(spectrum.power[ring - 1]! / engine.radial[ring]!).toBeCloseTo(1, 1);
  });

  it('is taken inside of the body alone, and of nothing where that is too small', () => {
    const body = everywhere(128).map((_, at) => (at % 128 < 100 ? 1 : 0));
    const noise = white(128 * 128, 20, 4).map((value, at) => (at % 128 < 100 ? value : 1e4));
    expect(Math.sqrt(spectrumOf(noise, body, square(128), { across: 1, down: 1 })!.variance)).toBeCloseTo(20, 0);
    expect(spectrumOf(noise, new Uint8Array(128 * 128), square(128), { across: 1, down: 1 })).toBeNull();
  });
});

describe('the histogram of what was removed', () => {
  it("has numpy's mean and SD", () => {
    const histogram = histogramOf(formula, everywhere(96))!;
    expect(histogram.meanHu).toBeCloseTo(oracle.meanHu, 6);
    expect(histogram.sdHu).toBeCloseTo(oracle.sdHu, 6);
  });

  it('of normal noise follows the normal curve, and counts the body alone', () => {
    const noise = white(512 * 512, 12, 5).map((value) => value + 1);
    const body = everywhere(512).fill(0, 0, 512);
    const histogram = histogramOf(noise, body)!;
    expect(histogram.pixels).toBe(511 * 512);
    histogram.counts.forEach((count, bin) =>
      expect(Math.abs(count - expectedIn(histogram, bin))).toBeLessThan(5 * Math.sqrt(expectedIn(histogram, bin)) + 5),
    );
    expect(middleOf(histogram, 24) - 0.5 * histogram.binHu).toBeCloseTo(histogram.meanHu, 9);
    expect(histogramOf(noise, new Uint8Array(512 * 512))).toBeNull();
  });
});

describe('a removed part that looks like anatomy', () => {
  const side = 256;
  /** A disc of tissue with a bone in it, as sharp as a scanner shows them, and noise over all. */
  const object = Float32Array.from({ length: side * side }, (_, at) => {
    const [row, column] = [Math.floor(at / side) - 128, (at % side) - 128];
    const bone = Math.hypot(row - 30, column + 20) < 14 ? 1400 : 0;
    return Math.hypot(row, column) < 100 ? 40 + bone : -1000;
  });
  const grain = white(side * side, 15, 6);
  const hu = blurred(object, square(side), 1).map((value, at) => value + grain[at]!);
  const body = bodyOf(hu, null, square(side));

  it('is found where a blur took the edges of the bone, and the place is told', () => {
    const soft = blurred(hu, square(side), 1);
    const noise = hu.map((value, at) => value - soft[at]!);
    const places = structureIn({ hu, noise, padding: null, ...square(side) }, body);
    expect(places.length).toBeGreaterThan(0);
    const nearBone = places.filter(({ row, column }) => Math.abs(Math.hypot(row - 158, column - 108) - 14) < placeRadiusPx);
    expect(nearBone.length).toBeGreaterThan(0);
    for (const { correlation } of places) expect(correlation).toBeGreaterThan(0.6);
  });

  it('is not seen in noise, white or smooth, however much of it was taken', () => {
    for (const sigma of [0, 1, 1.5]) {
      const other = white(side * side, 15, 7);
      const smooth = sigma === 0 ? other : blurred(other, square(side), sigma).map((value) => value * 3);
      expect(structureIn({ hu, noise: smooth, padding: null, ...square(side) }, body)).toEqual([]);
    }
  });
});

describe.skipIf(!haveSharedData)(`the removed part of a real chest${whySkipped}`, () => {
  const size = square(512);
  const hu = Int16Array.from(chestHu(14));
  const values = Float32Array.from(hu);

  it.each([0.7, 1, 2])('looks like anatomy after a blur of %s px', (sigma) => {
    const soft = blurred(values, size, sigma);
    const noise = values.map((value, at) => value - soft[at]!);
    const { structure } = reportOn({ hu, noise, padding: null, ...size }, { across: 0.7, down: 0.7 });
    expect(structure).toHaveLength(5);
  });

  it('does not where noise was taken', () => {
    const noise = blurred(white(hu.length, 60, 8), size, 1);
    const { structure, flat, histogram, spectrum } = reportOn({ hu, noise, padding: null, ...size }, { across: 0.7, down: 0.7 });
    expect(structure).toEqual([]);
    expect(flat).not.toBeNull();
    // Of the same noise two ways: pixel by pixel over the body, and as the integral of its spectrum over tiles.
    expect(Math.sqrt(spectrum!.variance) / histogram!.sdHu).toBeCloseTo(1, 1);
  });
});

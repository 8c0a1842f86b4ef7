import { describe, expect, it } from 'vitest';
import {
  bodyRegion,
  discRegion,
  displayWindows,
  meanShiftHu,
  psnr,
  regionStatistics,
  rmseHu,
  ssim,
  tissueRegion,
} from '../../../src-main/engine/quality';
import { pair } from './pictures';

const { rows, columns, truth, image } = pair;

/** What numpy and scikit-image say of the same images: see oracle.py. */
const oracle = {
  abdomen: { psnr: 24.948247977772745, ssim: 0.724841071605517 },
  neuro: { psnr: 16.67796184488119, ssim: 0.6969026042029276 },
  chest: { psnr: 38.13962877476275, ssim: 0.9011029007260734 },
} as const;

describe.each(['abdomen', 'neuro', 'chest'] as const)('in the %s window', (name) => {
  it("PSNR is scikit-image's, of images clipped to the window, with its width as data range", () => {
    expect(psnr(image, truth, displayWindows[name])).toBeCloseTo(oracle[name].psnr, 4);
  });
  it("SSIM is scikit-image's, with an 11 × 11 Gaussian of 1.5 px", () => {
    expect(ssim(image, truth, rows, columns, displayWindows[name])).toBeCloseTo(oracle[name].ssim, 6);
  });
});

describe('SSIM', () => {
  it('is 1 for equal images, alike from both sides, and lower for less alike ones', () => {
    const worse = image.map((hu, i) => hu + (image[i] - truth[i]));
    const to = (other: Float32Array): number => ssim(other, truth, rows, columns, displayWindows.abdomen);
    expect(to(truth)).toBe(1);
    expect(ssim(truth, image, rows, columns, displayWindows.abdomen)).toBeCloseTo(to(image), 12);
    expect(to(worse)).toBeLessThan(to(image));
  });
  it('is none where the window of 11 px does not fit', () => {
    expect(ssim(new Float32Array(100), new Float32Array(100), 10, 10, displayWindows.abdomen)).toBeNaN();
  });
});

describe('errors and regions', () => {
  it("are numpy's", () => {
    expect(rmseHu(image, truth)).toBeCloseTo(23.134827364823995, 4);
    const region = tissueRegion(truth, 0, 100);
    const { pixels, meanHu, sdHu } = regionStatistics(image, region);
    expect(pixels).toBe(735);
    expect(meanHu).toBeCloseTo(51.03986165328371, 4);
    expect(sdHu).toBeCloseTo(35.8952775834492, 4);
    expect(meanShiftHu(image, truth, region)).toBeCloseTo(-0.5288458297094852, 4);
  });
  it('of equal images are 0, and PSNR is without end', () => {
    expect(rmseHu(truth, truth)).toBe(0);
    expect(psnr(truth, truth, displayWindows.chest)).toBe(Infinity);
  });
  it('look at nothing outside their region', () => {
    const region = discRegion({ rows, columns }, { row: 18, column: 26, radiusPx: 4 });
    const spoilt = truth.map((hu, i) => (region[i] ? hu + 3 : NaN));
    expect(rmseHu(spoilt, truth, region)).toBeCloseTo(3, 5);
    expect(meanShiftHu(spoilt, truth, region)).toBeCloseTo(3, 5);
    expect(regionStatistics(spoilt, region).pixels).toBe(49);
  });
  it('of a disc is a circle round its middle: 1, 5, 13 and 29 pixels for radii 0 to 3', () => {
    const pixels = [0, 1, 2, 3].map((radiusPx) => discRegion({ rows: 9, columns: 9 }, { row: 4, column: 4, radiusPx }));
    expect(pixels.map((region) => region.reduce((sum, flag) => sum + flag, 0))).toEqual([1, 5, 13, 29]);
  });
  it('of a body is it with its lungs and its skin, less the air that the edge leads to', () => {
    const picture = ['..........', '..######..', '..#....#..', '..#.##.#..', '..######..', '.......###', '##.....#.#'];
    const truth = Float32Array.from(picture.join(''), (mark) => (mark === '#' ? 40 : -1000));
    const body = ['..........', '..######..', '..######..', '..######..', '..######..', '.......###', '##.....#.#'];
    // The last one's gap is open at the edge.
    expect([...bodyRegion(truth, 7, 10)]).toEqual([...body.join('')].map((mark) => Number(mark === '#')));
    expect([...bodyRegion(new Float32Array(12).fill(-1000), 3, 4)]).toEqual(new Array(12).fill(0));
  });
  it('keep their digits beside a large mean: the SD of ±1 about 3000 HU', () => {
    const image = Float32Array.from({ length: 1000 }, (_, i) => 3000 + (i % 2 === 0 ? 1 : -1));
    expect(regionStatistics(image, new Uint8Array(1000).fill(1)).sdHu).toBeCloseTo(Math.sqrt(1000 / 999), 6);
  });
});

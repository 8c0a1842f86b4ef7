import { describe, expect, it } from 'vitest';
import { bilateral, nonLocalMeans } from '../../../src-main/engine/controls';
import { gaussianBlur, reflect } from '../../../src-main/engine/inference/gaussian';
import { rmseHu } from '../../../src-main/engine/quality';
import { seededRandom } from '../../../src-main/engine/random';

const [rows, columns] = [24, 31];
const random = seededRandom(12);
const step = Float32Array.from({ length: rows * columns }, (_, i) => (i % columns < 15 ? -50 : 60));
const noisy = step.map((hu) => hu + 10 * random.normal());
const at = (image: Float32Array, row: number, column: number): number =>
  image[reflect(row, rows) * columns + reflect(column, columns)]!;

describe('non-local means', () => {
  it('is the weighted mean that its formula says, pixel by pixel', () => {
    const [sigma, strength] = [10, 0.9];
    const out = nonLocalMeans(noisy, rows, columns, sigma, strength);
    for (const [row, column] of [
      [0, 0],
      [11, 14],
      [23, 30],
      [5, 20],
    ] as const) {
      let [sum, weights] = [0, 0];
      for (let down = -6; down <= 6; down++)
        for (let across = -6; across <= 6; across++) {
          let squares = 0;
          for (let y = -2; y <= 2; y++)
            for (let x = -2; x <= 2; x++)
              squares += (at(noisy, row + y, column + x) - at(noisy, row + y + down, column + x + across)) ** 2;
          const w = Math.exp(-Math.max(0, squares / 25 - 2 * sigma ** 2) / (strength * sigma) ** 2);
          sum += w * at(noisy, row + down, column + across);
          weights += w;
        }
      expect(out[row * columns + column]).toBeCloseTo(sum / weights, 3);
    }
  });

  it('takes noise and leaves an edge', () => {
    expect(rmseHu(nonLocalMeans(noisy, rows, columns, 10, 1), step)).toBeLessThan(0.4 * rmseHu(noisy, step));
  });

  it('changes nothing where there is no noise to take', () => {
    expect(nonLocalMeans(noisy, rows, columns, 0, 1)).toEqual(noisy);
  });
});

describe('the bilateral filter', () => {
  it('with a range far above all differences is the Gaussian blur', () => {
    const out = bilateral(noisy, rows, columns, { sigmaPx: 1, rangeHu: 1e6 });
    const blurred = gaussianBlur(noisy, rows, columns, 1);
    // Cut at 2.5 widths instead of 3.
    expect(rmseHu(out, blurred)).toBeLessThan(0.5);
  });

  it('takes noise and leaves an edge that a blur would smear', () => {
    const out = bilateral(noisy, rows, columns, { sigmaPx: 1.5, rangeHu: 30 });
    expect(rmseHu(out, step)).toBeLessThan(0.5 * rmseHu(noisy, step));
    expect(rmseHu(out, step)).toBeLessThan(0.5 * rmseHu(gaussianBlur(noisy, rows, columns, 1.5), step));
  });

  it('changes nothing where there is no noise to take', () => {
    expect(bilateral(noisy, rows, columns, { sigmaPx: 1, rangeHu: 0 })).toEqual(noisy);
  });
});

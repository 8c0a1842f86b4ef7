import { describe, expect, it } from 'vitest';
import { discRegion, regionStatistics } from '../../../src-main/engine/quality';
import { seededRandom } from '../../../src-main/engine/random';
import { kernelWindows } from '../../../src-main/engine/simulation';
import { createFft } from '../../../src-main/engine/simulation/fft';
import { attenuationOf, project } from '../../../src-main/engine/simulation/projection';
import { reconstruct } from '../../../src-main/engine/simulation/reconstruction';
import { scanner } from '../../../src-main/engine/simulation/scanner';
import { type Cylinder, sinogramOf, waterCylinder } from './cylinder';

const size = 192;
const pixelMm = 1.2;
const toHu = (perMm: Float32Array): Float32Array => perMm.map((value) => 1000 * (value / scanner.waterPerMm - 1));
const placeOf = ({ x, y }: { readonly x: number; readonly y: number }) => ({
  row: y / pixelMm + (size - 1) / 2,
  column: x / pixelMm + (size - 1) / 2,
});
/** 60 HU over water, off the middle to the right and up, so that a mirrored or turned image would miss it. */
const insert: Cylinder = { x: 40, y: -25, radiusMm: 18, perMm: 0.06 * scanner.waterPerMm };

describe('filtered back-projection', () => {
  it.each(Object.entries(kernelWindows))('of clean cylinders returns their HU within 0.4, kernel %s', (_, kernel) => {
    const hu = toHu(reconstruct(sinogramOf([waterCylinder, insert], 720), kernel, size, pixelMm));
    const mean = (place: { readonly x: number; readonly y: number }, radiusMm: number): number =>
      regionStatistics(hu, discRegion({ rows: size, columns: size }, { ...placeOf(place), radiusPx: radiusMm / pixelMm })).meanHu;
    expect(Math.abs(mean({ x: 0, y: 0 }, 12))).toBeLessThan(0.4);
    expect(Math.abs(mean({ x: -60, y: 40 }, 12))).toBeLessThan(0.4);
    expect(Math.abs(mean(insert, 12) - 60)).toBeLessThan(0.4);
    expect(Math.abs(mean({ x: -40, y: 25 }, 12))).toBeLessThan(0.4);
    expect(mean({ x: 0, y: 108 }, 3)).toBeLessThan(-990);
  });

  it('is linear: the image of a sum is the sum of the images', () => {
    const [a, b] = [sinogramOf([waterCylinder], 120), sinogramOf([insert], 120)];
    const both = { ...a, values: a.values.map((value, i) => 2 * value - b.values[i]!) };
    const of = (sinogram: typeof a): Float32Array => reconstruct(sinogram, kernelWindows.standard, 64, 3.5);
    const [together, ofA, ofB] = [of(both), of(a), of(b)];
    const worst = Math.max(...together.map((value, i) => Math.abs(value - (2 * ofA[i]! - ofB[i]!))));
    expect(worst).toBeLessThan(1e-6 * scanner.waterPerMm * 1000);
  });

  it('says so when the views cannot be taken four at a time', () => {
    expect(() => reconstruct(sinogramOf([waterCylinder], 90, 64), kernelWindows.standard, 16, 10)).toThrow('multiple of four');
  });
});

describe('projection', () => {
  it('of an image of cylinders is what geometry says, within 1 % of the largest', () => {
    const hu = new Float32Array(size * size).fill(-1000);
    for (const { x, y, radiusMm, perMm } of [waterCylinder, insert]) {
      const { row, column } = placeOf({ x, y });
      // Each pixel by how much of it lies inside, on a grid of 5 × 5.
      for (let i = 0; i < hu.length; i++) {
        let inside = 0;
        for (let k = 0; k < 25; k++) {
          const [dy, dx] = [Math.floor(k / 5) / 5 - 0.4, (k % 5) / 5 - 0.4];
          if (Math.hypot(Math.floor(i / size) + dy - row, (i % size) + dx - column) * pixelMm < radiusMm) inside++;
        }
        hu[i] += (inside / 25) * 1000 * (perMm / scanner.waterPerMm);
      }
    }
    const seen = project(attenuationOf(hu, size, pixelMm, 1), 32, 220);
    const truth = sinogramOf([waterCylinder, insert], 32, 220);
    expect(seen.channelMm).toBeCloseTo(truth.channelMm, 12);
    const largest = Math.max(...truth.values);
    expect(largest).toBeCloseTo(200 * scanner.waterPerMm + 36 * 0.06 * scanner.waterPerMm, 1);
    const errors = truth.values.map((value, i) => Math.abs(value - seen.values[i]!) / largest);
    expect(Math.max(...errors.filter((_, i) => truth.values[i]! > 0.2 * largest))).toBeLessThan(0.01);
  });

  it('takes water as 0.0206 per mm, air as nothing, and what lies below air as air', () => {
    const hu = Float32Array.of(0, 0, 1000, 1000, 0, 0, 1000, 1000, -1000, -1000, -3024, -3024, -1000, -1000, -3024, -3024);
    const { size: side, pixelMm: widened, perMm } = attenuationOf(hu, 4, 1, 2);
    expect([side, widened]).toEqual([2, 2]);
    expect([...perMm].map((value) => Number(value.toFixed(6)))).toEqual([0.0206, 0.0412, 0, 0]);
  });
});

describe('the FFT', () => {
  it('is the discrete Fourier transform, and its inverse leads back, times the length', () => {
    const length = 32;
    const random = seededRandom(1);
    const [re, im] = [0, 1].map(() => Float32Array.from({ length }, () => random.normal()));
    const [a, b] = [re!.slice(), im!.slice()];
    const fft = createFft(length);
    fft(a, b, 'forward');
    for (let k = 0; k < length; k++) {
      let [x, y] = [0, 0];
      for (let n = 0; n < length; n++) {
        const angle = (-2 * Math.PI * k * n) / length;
        x += re![n]! * Math.cos(angle) - im![n]! * Math.sin(angle);
        y += re![n]! * Math.sin(angle) + im![n]! * Math.cos(angle);
      }
      expect(a[k]).toBeCloseTo(x, 4);
      expect(b[k]).toBeCloseTo(y, 4);
    }
    fft(a, b, 'inverse');
    a.forEach((value, i) => expect(value / length).toBeCloseTo(re![i]!, 5));
    b.forEach((value, i) => expect(value / length).toBeCloseTo(im![i]!, 5));
    expect(() => createFft(12)).toThrow('power of two');
  });
});

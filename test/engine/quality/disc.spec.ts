import { describe, expect, it } from 'vitest';
import { gaussianBlur } from '../../../src-main/engine/inference/gaussian';
import { contrastKept, discImage } from '../../../src-main/engine/quality';

const size = 64;
const disc = { row: 31.5, column: 30.25, radiusPx: 6, hu: 7 };

describe('a disc', () => {
  it('has the area and the height that it was asked for, with its rim shared between pixels', () => {
    const image = discImage(size, [disc], 0);
    const sum = image.reduce((total, hu) => total + hu, 0);
    expect(sum / (7 * Math.PI * 36)).toBeCloseTo(1, 2);
    expect(image[31 * size + 30]).toBe(7);
    expect(image[0]).toBe(0);
  });

  it('keeps its sum when it is as blurred as a scan', () => {
    const sum = (image: Float32Array): number => image.reduce((total, hu) => total + hu, 0);
    expect(sum(discImage(size, [disc], 0.8))).toBeCloseTo(sum(discImage(size, [disc], 0)), 1);
  });
});

describe('the contrast kept', () => {
  const inserted = discImage(size, [disc], 0);
  it('is all of it in the disc itself, whatever lies under all of the picture, and a third in a third of it', () => {
    expect(contrastKept(inserted, inserted, size, disc)).toBe(1);
    expect(
      contrastKept(
        inserted.map((hu) => hu / 3 + 50),
        inserted,
        size,
        disc,
      ),
    ).toBeCloseTo(1 / 3, 5);
  });

  it('of a wide blur in the middle of a disc is the share of the Gaussian that lies in it: 1 − exp(−r²/2s²), less at the rim', () => {
    const small = { ...disc, row: 32, column: 32, radiusPx: 3 };
    const image = discImage(size, [small], 0);
    const blurred = gaussianBlur(image, size, size, 4);
    expect(blurred[32 * size + 32]! / 7).toBeCloseTo(1 - Math.exp(-9 / 32), 2);
    const kept = contrastKept(blurred, image, size, small);
    expect(kept).toBeGreaterThan(0.1);
    expect(kept).toBeLessThan(1 - Math.exp(-9 / 32));
  });
});

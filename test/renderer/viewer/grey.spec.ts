import { describe, expect, it } from 'vitest';
import { grey, type Window } from '../../../src-main/contract';
import { paint } from '../../../src-renderer/viewer/grey';

/** The clause as it stands in PS3.3 C.11.2.1.2.1, in exact thirds of its own wording: three cases, output 0 to 255. */
function linearByTheStandard(x: number, c: number, w: number): number {
  if (x <= c - 0.5 - (w - 1) / 2) return 0;
  if (x > c - 0.5 + (w - 1) / 2) return 255;
  return ((x - (c - 0.5)) / (w - 1) + 0.5) * (255 - 0) + 0;
}

const everyHu = Array.from({ length: 4095 + 2048 + 1 }, (_, at) => at - 2048);
const windows = [
  [40, 400],
  [-600, 1500],
  [480, 2500],
  [40, 80],
  [90, 150],
  [80, 400],
  [0, 2],
  [40.5, 81],
  [-1024, 1],
  [300, 4096],
] as const;

/** C.11.2.1.3.1 and C.11.2.1.3.2 likewise. */
const sigmoidByTheStandard = (x: number, c: number, w: number): number => 255 / (1 + Math.exp((-4 * (x - c)) / w));
function exactByTheStandard(x: number, c: number, w: number): number {
  if (x <= c - w / 2) return 0;
  if (x > c + w / 2) return 255;
  return ((x - c) / w + 0.5) * 255;
}
const linear = (centerHu: number, widthHu: number): Window => ({ centerHu, widthHu, curve: 'LINEAR' });

describe('grey', () => {
  it.each(windows)('is the standard’s LINEAR for every HU from -2048 to 4095 at C %d W %d', (c, w) => {
    for (const hu of everyHu) expect(Math.abs(grey(hu, linear(c, w)) - linearByTheStandard(hu, c, w))).toBeLessThanOrEqual(0.5);
  });

  it.each([
    ['LINEAR_EXACT', exactByTheStandard],
    ['SIGMOID', sigmoidByTheStandard],
  ] as const)('is the standard’s %s where the image asks for it, also at a width below 1', (curve, byTheStandard) => {
    for (const [c, w] of [...windows, [40, 0.5]] as const)
      for (const hu of everyHu)
        expect(Math.abs(grey(hu, { centerHu: c, widthHu: w, curve }) - byTheStandard(hu, c, w))).toBeLessThanOrEqual(0.5);
  });

  it('is a step at width 1: the standard divides by w - 1 only where w is larger', () => {
    expect([38, 39, 39.5, 40, 41].map((hu) => grey(hu, linear(40, 1)))).toEqual([0, 0, 0, 255, 255]);
  });

  it('never falls as HU rise', () => {
    for (const curve of ['LINEAR', 'LINEAR_EXACT', 'SIGMOID'] as const)
      for (const [c, w] of windows)
        for (const hu of everyHu)
          expect(grey(hu + 1, { ...linear(c, w), curve })).toBeGreaterThanOrEqual(grey(hu, { ...linear(c, w), curve }));
  });

  it('puts the brain window where the standard puts it, which both renderers of cornerstone-core miss', () => {
    expect([0, 1, 39, 40, 79, 80].map((hu) => grey(hu, linear(40, 80)))).toEqual([0, 3, 126, 129, 255, 255]);
  });

  it('follows a table of the image, whose ends go on for what lies beyond', () => {
    const table = { name: 'T', firstHu: -2, levels: Uint8Array.of(7, 100, 20, 255) };
    expect([-3000, -2, -1, 0, 1, 2, 3000, -0.6].map((hu) => grey(hu, table))).toEqual([7, 7, 100, 20, 255, 255, 255, 100]);
  });
});

describe('paint', () => {
  const window = linear(40, 80);
  const levels = (out: Uint32Array) => [...out].map((pixel) => pixel & 0xff);
  const painted = (hu: Int16Array | Float32Array, padding: Uint8Array | null, polarity: 'white-high' | 'white-low') => {
    const out = new Uint32Array(hu.length);
    paint({ hu, padding, rgba: null }, window, polarity, out);
    return out;
  };

  it('gives every whole HU the grey of the formula, also at the ends of Int16', () => {
    const hu = Int16Array.from([-32768, -1024, 0, 17, 40, 79, 80, 3071, 32767]);
    expect(levels(painted(hu, null, 'white-high'))).toEqual([...hu].map((value) => grey(value, window)));
  });

  it('does not round fractions of HU first', () => {
    const hu = Float32Array.from([20.25, 20.75]);
    expect(levels(painted(hu, null, 'white-high'))).toEqual([grey(20.25, window), grey(20.75, window)]);
    expect(grey(20.25, window)).not.toBe(grey(20.75, window));
  });

  it('is opaque, and grey in all three colours', () => {
    for (const pixel of painted(Int16Array.from([-5, 20, 500]), null, 'white-high')) {
      expect(pixel >>> 24).toBe(255);
      expect([(pixel >> 8) & 0xff, (pixel >> 16) & 0xff]).toEqual([pixel & 0xff, pixel & 0xff]);
    }
  });

  it('turns MONOCHROME1 around, and keeps padding black in either polarity', () => {
    const hu = Int16Array.from([0, 40, 100, 100]);
    const padding = Uint8Array.from([0, 0, 0, 1]);
    expect(levels(painted(hu, padding, 'white-high'))).toEqual([0, 129, 255, 0]);
    expect(levels(painted(hu, padding, 'white-low'))).toEqual([255, 126, 0, 0]);
  });

  it('gives a colour picture as it is, in any window; inverted it is its negative', () => {
    const rgba = Uint32Array.of(0xff0000ff, 0xff102030);
    const out = new Uint32Array(2);
    paint({ hu: new Int16Array(2), padding: null, rgba }, window, 'white-high', out);
    expect([...out]).toEqual([...rgba]);
    paint({ hu: new Int16Array(2), padding: null, rgba }, window, 'white-low', out);
    expect([...out]).toEqual([0xffffff00, 0xffefdfcf]);
  });

  it('draws through a table of the image, whole HU and fractions alike', () => {
    const table = { name: 'T', firstHu: 0, levels: Uint8Array.of(10, 200, 30) };
    for (const hu of [Int16Array.of(-1, 0, 1, 2, 3), Float32Array.of(-1, 0.2, 0.8, 2.4, 3)]) {
      const out = new Uint32Array(hu.length);
      paint({ hu, padding: null, rgba: null }, table, 'white-high', out);
      expect(levels(out)).toEqual([10, 10, 200, 30, 30]);
    }
  });
});

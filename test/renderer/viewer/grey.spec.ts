import { describe, expect, it } from 'vitest';
import { grey } from '../../../src-main/contract';
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

describe('grey', () => {
  it.each(windows)('is the standard’s LINEAR for every HU from -2048 to 4095 at C %d W %d', (c, w) => {
    for (const hu of everyHu) expect(Math.abs(grey(hu, c, w) - linearByTheStandard(hu, c, w))).toBeLessThanOrEqual(0.5);
  });

  it('is a step at width 1: the standard divides by w - 1 only where w is larger', () => {
    expect([38, 39, 39.5, 40, 41].map((hu) => grey(hu, 40, 1))).toEqual([0, 0, 0, 255, 255]);
  });

  it('never falls as HU rise', () => {
    for (const [c, w] of windows) {
      for (const hu of everyHu) expect(grey(hu + 1, c, w)).toBeGreaterThanOrEqual(grey(hu, c, w));
    }
  });

  it('puts the brain window where the standard puts it, which both renderers of cornerstone-core miss', () => {
    expect([0, 1, 39, 40, 79, 80].map((hu) => grey(hu, 40, 80))).toEqual([0, 3, 126, 129, 255, 255]);
  });
});

describe('paint', () => {
  const window = { centerHu: 40, widthHu: 80 };
  const levels = (out: Uint32Array) => [...out].map((pixel) => pixel & 0xff);
  const painted = (hu: Int16Array | Float32Array, padding: Uint8Array | null, polarity: 'white-high' | 'white-low') => {
    const out = new Uint32Array(hu.length);
    paint({ hu, padding }, window, polarity, out);
    return out;
  };

  it('gives every whole HU the grey of the formula, also at the ends of Int16', () => {
    const hu = Int16Array.from([-32768, -1024, 0, 17, 40, 79, 80, 3071, 32767]);
    expect(levels(painted(hu, null, 'white-high'))).toEqual([...hu].map((value) => grey(value, 40, 80)));
  });

  it('does not round fractions of HU first', () => {
    const hu = Float32Array.from([20.25, 20.75]);
    expect(levels(painted(hu, null, 'white-high'))).toEqual([grey(20.25, 40, 80), grey(20.75, 40, 80)]);
    expect(grey(20.25, 40, 80)).not.toBe(grey(20.75, 40, 80));
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
});

import { describe, expect, it } from 'vitest';
import { autoWindow, presets, windowAfterDrag, windowsOfImage } from '../../../src-renderer/viewer/window';

describe('a window drag', () => {
  it('moves a 512 HU wide window by one HU a pixel: right is wider, down is a higher centre', () => {
    expect(windowAfterDrag({ centerHu: 40, widthHu: 512 }, 30, 0)).toEqual({ centerHu: 40, widthHu: 542 });
    expect(windowAfterDrag({ centerHu: 40, widthHu: 512 }, 0, -30)).toEqual({ centerHu: 10, widthHu: 512 });
  });

  it('is as fast, in proportion, in a lung window as in a liver window', () => {
    for (const widthHu of [150, 400, 1500, 2500]) {
      expect(windowAfterDrag({ centerHu: 0, widthHu }, 128, 64)).toEqual({
        centerHu: Math.round(widthHu / 8),
        widthHu: Math.round(widthHu * 1.25),
      });
    }
  });

  it('never goes below width 1, and comes back from there', () => {
    const narrow = windowAfterDrag({ centerHu: 40, widthHu: 80 }, -2000, 0);
    expect(narrow.widthHu).toBe(1);
    expect(windowAfterDrag(narrow, 100, 0).widthHu).toBeGreaterThan(10);
  });
});

describe('presets', () => {
  it('are those of the reading rooms, on the digits 1 to 6', () => {
    expect(presets.map(({ digit, name, widthHu, centerHu }) => `${digit} ${name} ${widthHu}/${centerHu}`)).toEqual([
      '1 Soft tissue 400/40',
      '2 Lung 1500/-600',
      '3 Bone 2500/480',
      '4 Brain 80/40',
      '5 Liver 150/90',
      '6 Mediastinum 400/80',
    ]);
  });

  it('of the image: each once, the nameless numbered, the impossible left out', () => {
    const windows = [
      { name: 'WINDOW1', centerHu: 40, widthHu: 400 },
      { name: '', centerHu: -600, widthHu: 1500 },
      { name: 'again', centerHu: 40, widthHu: 400 },
      { name: 'broken', centerHu: 40, widthHu: 0 },
      { name: 'broken', centerHu: Number.NaN, widthHu: 100 },
    ];
    expect(windowsOfImage(windows).map(({ name }) => name)).toEqual(['WINDOW1', 'Image 2']);
    expect(windowsOfImage([{ name: ' ', centerHu: 1, widthHu: 2 }]).map(({ name }) => name)).toEqual(['Image']);
  });
});

describe('the window from the slice', () => {
  it('spans the tissue and ignores padding and air', () => {
    const hu = Int16Array.from({ length: 1000 }, (_, at) => (at < 500 ? -1000 : at < 600 ? -2000 : at - 600));
    const padding = Uint8Array.from({ length: 1000 }, (_, at) => (at >= 500 && at < 600 ? 1 : 0));
    const { centerHu, widthHu } = autoWindow({ hu, padding });
    expect(Math.abs(centerHu - 200)).toBeLessThan(4);
    expect(Math.abs(widthHu - 392)).toBeLessThan(6);
  });

  it('shows air where there is nothing else, and something even where there is nothing at all', () => {
    expect(autoWindow({ hu: new Int16Array(100).fill(-1000), padding: null })).toEqual({ centerHu: -1000, widthHu: 1 });
    expect(autoWindow({ hu: new Int16Array(4), padding: new Uint8Array(4).fill(1) })).toEqual({ centerHu: 40, widthHu: 400 });
  });
});

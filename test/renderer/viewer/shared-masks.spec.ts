import { describe, expect, it } from 'vitest';
import { SharedMasks } from '../../../src-renderer/viewer/shared-masks';

describe('masks of padding', () => {
  const circle = (): Uint8Array => Uint8Array.of(1, 0, 0, 1);

  it('that are alike are one array, counted once', () => {
    const masks = new SharedMasks();
    const first = masks.shared(circle());
    expect(masks.bytesFor(first)).toBe(4);
    for (let slice = 1; slice < 800; slice++) {
      const mask = masks.shared(circle());
      expect(mask).toBe(first);
      expect(masks.bytesFor(mask)).toBe(0);
    }
  });

  it('that differ in a pixel or in size stay their own', () => {
    const masks = new SharedMasks();
    const first = masks.shared(circle());
    const other = Uint8Array.of(1, 0, 1, 1);
    const larger = Uint8Array.of(1, 0, 1, 1, 0, 0);
    expect(masks.shared(other)).toBe(other);
    expect(masks.shared(larger)).toBe(larger);
    expect([other, larger].map((mask) => masks.bytesFor(mask))).toEqual([4, 6]);
    expect([...first]).toEqual([1, 0, 0, 1]);
  });
});

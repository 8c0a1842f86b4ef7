import type { PaddingRange, PixelLayout } from '../layout';
import type { StoredValues } from '../stored';

/** What it takes to turn HU back into stored values. */
export interface Rescale {
  readonly slope: number;
  readonly intercept: number;
}

/**
 * Stored values of changed HU: rounded, clamped to the stored range (never wrapped round), and kept off the padding
 * value, which "no pixels in the native image will have" (PS3.3 C.7.5.1.1.2). A pixel that is padding, or whose HU did not change, keeps
 * its stored value bit for bit.
 */
export function restoreStored(
  source: StoredValues,
  changedHu: ArrayLike<number>,
  { slope, intercept }: Rescale,
  { bitsStored, signed }: PixelLayout,
  padding: PaddingRange | null,
  mask: Uint8Array | null,
): Int16Array | Uint16Array {
  const lowest = signed ? -(2 ** (bitsStored - 1)) : 0;
  const highest = signed ? 2 ** (bitsStored - 1) - 1 : 2 ** bitsStored - 1;
  const restored = signed ? new Int16Array(source.length) : new Uint16Array(source.length);
  for (let i = 0; i < source.length; i++) {
    const before = source[i]!;
    const hu = changedHu[i]!;
    let stored = before;
    if (!mask?.[i] && Number.isFinite(hu) && Math.fround(hu) !== Math.fround(slope * before + intercept)) {
      stored = Math.min(highest, Math.max(lowest, Math.round((hu - intercept) / slope)));
      if (padding !== null && stored >= padding.from && stored <= padding.to)
        stored = padding.to < highest ? padding.to + 1 : padding.from - 1;
    }
    restored[i] = stored;
  }
  return restored;
}

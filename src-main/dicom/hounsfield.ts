import type { PaddingRange } from './layout';
import type { Modality } from './modality';
import type { StoredValues } from './stored';

export interface HuImage {
  /** Int16 where every value is a whole number that fits, else Float32. Never clamped: GE pads with -3024. */
  readonly hu: Int16Array | Float32Array;
  /** 1 = padding; null when no pixel is. */
  readonly padding: Uint8Array | null;
  /** Red, green, blue, 255 of each pixel of a colour picture, whose `hu` is its brightness, 0 to 255; null of a grey one. */
  readonly rgba: Uint8Array | null;
}

/** HU of a frame, and which pixels lie outside the scan. Padding is judged on stored values, before the rescale. */
export function hounsfield(stored: StoredValues, modality: Modality, padding: PaddingRange | null, columns: number): HuImage {
  const hu = modality.kind === 'table' ? throughTable(stored, modality) : rescaled(stored, modality.slope, modality.intercept);
  return { hu, padding: padding === null ? unsaidPadding(hu, columns) : paddingMask(stored, padding), rgba: null };
}

function rescaled(stored: StoredValues, slope: number, intercept: number): Int16Array | Float32Array {
  const { min, max } = extent(stored);
  const ends = [slope * min + intercept, slope * max + intercept];
  const whole =
    Number.isInteger(slope) && Number.isInteger(intercept) && Math.min(...ends) >= -32768 && Math.max(...ends) <= 32767;
  const hu = whole ? new Int16Array(stored.length) : new Float32Array(stored.length);
  for (let i = 0; i < stored.length; i++) hu[i] = slope * stored[i]! + intercept;
  return hu;
}

/** Values below the table take its first entry, values above its last (PS3.3 C.11.1.1). */
function throughTable(stored: StoredValues, { first, values }: Extract<Modality, { kind: 'table' }>): Int16Array | Float32Array {
  const fits = values.every((value) => value <= 32767);
  const hu = fits ? new Int16Array(stored.length) : new Float32Array(stored.length);
  for (let i = 0; i < stored.length; i++) hu[i] = values[Math.min(values.length - 1, Math.max(0, stored[i]! - first))]!;
  return hu;
}

function paddingMask(stored: StoredValues, { from, to }: PaddingRange): Uint8Array | null {
  return maskOf(stored, (value) => value >= from && value <= to);
}

/** Without the attribute: one and the same value below air in all four corners is padding too. */
function unsaidPadding(hu: Int16Array | Float32Array, columns: number): Uint8Array | null {
  const corner = hu[0]!;
  const others = [hu[columns - 1], hu[hu.length - columns], hu[hu.length - 1]];
  if (corner >= -1024 || others.some((value) => value !== corner)) return null;
  return maskOf(hu, (value) => value === corner);
}

function maskOf(values: ArrayLike<number>, isPadding: (value: number) => boolean): Uint8Array | null {
  const mask = new Uint8Array(values.length);
  let found = false;
  for (let i = 0; i < values.length; i++) {
    if (!isPadding(values[i]!)) continue;
    mask[i] = 1;
    found = true;
  }
  return found ? mask : null;
}

export function extent(values: StoredValues | Float32Array): { readonly min: number; readonly max: number } {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

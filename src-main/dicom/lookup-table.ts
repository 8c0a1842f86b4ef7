import type { Attributes } from './attributes';

/** A table of a Modality or VOI LUT Sequence (PS3.3 C.11.1.1, C.11.2.1.1). */
export interface LookupTable {
  /** The input that the first entry is for; inputs below take the first entry, those above the last. */
  readonly first: number;
  readonly values: Uint16Array;
  /** Bits an entry is said to have. The word is often wrong. */
  readonly bits: number;
}

/**
 * Reads an item of a LUT sequence; null when it is damaged. Of the LUT Descriptor the first value counts entries (0 means 65536) and the second is
 * the first input, whose sign is its VR's, or `inputs` where the file does not tell. Entries are words, or bytes where there is room for no more.
 */
export function readLookupTable(item: Attributes, inputs: 'signed' | 'unsigned'): LookupTable | null {
  const [entries, first, bits] = [0, 1, 2].map((i) => item.uint16('x00283002', i));
  const bytes = item.bytes('x00283006');
  if (entries == null || first == null || bits == null || bytes === null) return null;
  const count = entries === 0 ? 65536 : entries;
  const wide = bytes.length >= count * 2;
  if (!wide && (bits > 8 || bytes.length < count)) return null;
  const values = new Uint16Array(count);
  for (let i = 0; i < count; i++) values[i] = wide ? item.uint16('x00283006', i)! : bytes[i]!;
  const vr = item.raw('x00283002')?.vr;
  const signed = vr === 'SS' || (vr !== 'US' && inputs === 'signed');
  return { first: signed && first > 0x7fff ? first - 0x10000 : first, values, bits };
}

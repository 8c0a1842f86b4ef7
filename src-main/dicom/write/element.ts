import { longLengthVrs } from '../elements';

/**
 * Elements as they are written: explicit VR little endian (PS3.5 section 7.1.2). A small writer of our own, because a derived image must keep
 * the source's bytes (its character sets, its decimal strings), which a writer that goes through decoded values re-encodes.
 */
export interface Element {
  /** `x00280010`, as the reader writes tags. */
  readonly tag: string;
  readonly vr: string;
  readonly value: Uint8Array | readonly (readonly Element[])[];
  /** `undefined`: the value brings its own items and their end, as compressed pixels do. */
  readonly length?: 'undefined';
}

const spacePadded = new Set(['AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'LO', 'LT', 'PN', 'SH', 'ST', 'TM', 'UC', 'UR', 'UT']);

/** Bytes of ASCII text. What is not ASCII becomes `?`: text that Tacet adds must not depend on the file's character set. */
export const ascii = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => (character <= '~' ? character.charCodeAt(0) : 0x3f));

export const raw = (tag: string, vr: string, value: Uint8Array): Element => ({ tag, vr, value });
export const text = (tag: string, vr: string, ...values: readonly string[]): Element => raw(tag, vr, ascii(values.join('\\')));
export const empty = (tag: string, vr: string): Element => raw(tag, vr, new Uint8Array());
export const decimals = (tag: string, ...values: readonly number[]): Element => text(tag, 'DS', ...values.map(decimalString));
/** Integer String, at most 12 characters. */
export const integer = (tag: string, value: number): Element => text(tag, 'IS', String(Math.round(value)));
export const words = (tag: string, vr: 'US' | 'SS', ...values: readonly number[]): Element =>
  raw(tag, vr, Uint8Array.from(values.flatMap((value) => [value & 0xff, (value >> 8) & 0xff])));
export const sequence = (tag: string, ...items: readonly (readonly Element[])[]): Element => ({ tag, vr: 'SQ', value: items });

/** A Decimal String has at most 16 characters: `String(0.1 + 0.2)` has 19. */
export function decimalString(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`no decimal string for ${value}`);
  for (let digits = 17; digits > 0; digits--) {
    const written = String(Number(value.toPrecision(digits)));
    if (written.length <= 16) return written;
  }
  throw new RangeError(`no decimal string for ${value}`);
}

/** Code Sequence Macro (PS3.3 section 8.8). */
export const code = (value: string, scheme: string, meaning: string): readonly Element[] => [
  text('x00080100', 'SH', value),
  text('x00080102', 'SH', scheme),
  text('x00080104', 'LO', meaning),
];

/** The last element of a tag, which is the one that counts. */
const last = (elements: readonly Element[], tag: string): Element | undefined =>
  elements.findLast((element) => element.tag === tag);

/** The bytes of an element's value; null where it is absent or a sequence. */
export function bytesOf(elements: readonly Element[], tag: string): Uint8Array | null {
  const value = last(elements, tag)?.value;
  return value instanceof Uint8Array ? value : null;
}

/** The items of a sequence; none where it is absent. */
export function itemsOf(elements: readonly Element[], tag: string): readonly (readonly Element[])[] {
  const value = last(elements, tag)?.value;
  return value === undefined || value instanceof Uint8Array ? [] : value;
}

/** A data set, or an item, in ascending order of tags. Of two elements of one tag the later one counts. */
export function encode(elements: readonly Element[]): Uint8Array {
  const byTag = new Map(elements.map((element) => [element.tag, element]));
  const parts = [...byTag.keys()].sort().map((tag) => encodeElement(byTag.get(tag)!));
  return concatenated(parts);
}

function encodeElement({ tag, vr, value, length }: Element): Uint8Array {
  const body = value instanceof Uint8Array ? padded(vr, value) : concatenated(value.map(encodeItem));
  // A text from an implicit source may be longer than its VR can say (PS3.5 section 6.2.2, note on UN).
  const written = !longLengthVrs.has(vr) && body.length > 0xfffe ? 'UN' : vr;
  const wide = longLengthVrs.has(written);
  const header = new DataView(new ArrayBuffer(wide ? 12 : 8));
  header.setUint16(0, parseInt(tag.slice(1, 5), 16), true);
  header.setUint16(2, parseInt(tag.slice(5, 9), 16), true);
  header.setUint8(4, written.charCodeAt(0));
  header.setUint8(5, written.charCodeAt(1));
  if (wide) header.setUint32(8, length === 'undefined' ? 0xffffffff : body.length, true);
  else header.setUint16(6, body.length, true);
  return concatenated([new Uint8Array(header.buffer), body]);
}

function encodeItem(elements: readonly Element[]): Uint8Array {
  const body = encode(elements);
  const header = new DataView(new ArrayBuffer(8));
  header.setUint16(0, 0xfffe, true);
  header.setUint16(2, 0xe000, true);
  header.setUint32(4, body.length, true);
  return concatenated([new Uint8Array(header.buffer), body]);
}

/** Values have an even length: text ends in a space, everything else in NUL (PS3.5 section 6.2). */
function padded(vr: string, value: Uint8Array): Uint8Array {
  if (value.length % 2 === 0) return value;
  return concatenated([value, Uint8Array.of(spacePadded.has(vr) ? 0x20 : 0)]);
}

export function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

import { decodeText } from '../charset';
import { nameOfUid } from '../dictionary/dictionary';
import type { WalkedElement } from './walk';

/** A value as a person reads it. */
export interface ReadValue {
  /** `text` in its characters, `numbers` joined by backslashes as text is, `bytes` in hexadecimal. */
  readonly form: 'text' | 'numbers' | 'bytes';
  readonly value: string;
  readonly shown: 'whole' | 'beginning';
}

/** What else decides how bytes read. */
export interface Surroundings {
  readonly characterSets: readonly string[];
  /** Pixel Representation (0028,0103), 1 for signed: it decides `US or SS`. */
  readonly pixelRepresentation: number;
}

const textVrs = new Set(['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UR', 'UT']);
const asciiVrs = new Set(['AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'TM', 'UI']);
/** No character takes more bytes, escape sequences aside. */
const bytesACharacter = 4;
/** Of what is shown as bytes, two digits and a space a byte. */
const charactersAByte = 3;

/** The standard's choices, as the pixels settle them. Of `US or OW` only lookup tables have it, which are words. */
export function settledVr(vr: string, { pixelRepresentation }: Pick<Surroundings, 'pixelRepresentation'>): string {
  if (vr === 'US or SS') return pixelRepresentation === 1 ? 'SS' : 'US';
  return vr.includes(' or ') ? 'OW' : vr;
}

/** The value of an element that holds one, at most `longest` characters of it. */
export function readValue(data: Uint8Array, element: WalkedElement, around: Surroundings, longest: number): ReadValue {
  const length = element.length ?? 0;
  const bytes = data.subarray(element.valueOffset, element.valueOffset + length);
  const vr = settledVr(element.vr, around);
  if (element.holds === 'fragments') return asBytes(bytes, longest);
  if (textVrs.has(vr)) {
    const beginning = bytes.subarray(0, longest * bytesACharacter);
    const kind = vr === 'PN' ? 'person-name' : 'text';
    return cut('text', trimmed(decodeText(beginning, vr === 'UR' ? [] : around.characterSets, kind)), longest, bytes, beginning);
  }
  const beginning = bytes.subarray(0, longest + 1);
  if (asciiVrs.has(vr)) return cut('text', eachTrimmed(latin(beginning)), longest, bytes, beginning);
  if (vr === 'UN' && isPrintable(beginning)) return cut('text', trimmed(latin(beginning)), longest, bytes, beginning);
  const kind = numbers[vr as keyof typeof numbers];
  return kind ? asNumbers(data, element, kind, longest) : asBytes(bytes, longest);
}

/** The name that the standard gave a UID; '' for any other value. */
export const meaningOf = (vr: string, value: string): string => (vr === 'UI' ? (nameOfUid(value) ?? '') : '');

function cut(form: ReadValue['form'], text: string, longest: number, all: Uint8Array, read: Uint8Array): ReadValue {
  const shown = text.length > longest || read.length < all.length ? 'beginning' : 'whole';
  return { form, value: text.slice(0, longest), shown };
}

interface NumberKind {
  readonly size: number;
  read(view: DataView, at: number, little: boolean): string;
}
/** Binary numbers (PS3.5 table 6.2-1). A float is written with the fewest digits that give it back. */
const numbers = {
  US: { size: 2, read: (view, at, little) => String(view.getUint16(at, little)) },
  SS: { size: 2, read: (view, at, little) => String(view.getInt16(at, little)) },
  UL: { size: 4, read: (view, at, little) => String(view.getUint32(at, little)) },
  SL: { size: 4, read: (view, at, little) => String(view.getInt32(at, little)) },
  UV: { size: 8, read: (view, at, little) => String(view.getBigUint64(at, little)) },
  SV: { size: 8, read: (view, at, little) => String(view.getBigInt64(at, little)) },
  FL: { size: 4, read: (view, at, little) => shortestFloat32(view.getFloat32(at, little)) },
  FD: { size: 8, read: (view, at, little) => String(view.getFloat64(at, little)) },
  AT: {
    size: 4,
    read: (view, at, little) => {
      const half = (offset: number) => view.getUint16(offset, little).toString(16).toUpperCase().padStart(4, '0');
      return `(${half(at)},${half(at + 2)})`;
    },
  },
} satisfies Record<string, NumberKind>;

function shortestFloat32(value: number): string {
  for (let precision = 6; precision < 9; precision++) {
    const rounded = Number(value.toPrecision(precision));
    if (Math.fround(rounded) === value) return String(rounded);
  }
  return String(value);
}

function asNumbers(data: Uint8Array, element: WalkedElement, { size, read }: NumberKind, longest: number): ReadValue {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const count = Math.floor((element.length ?? 0) / size);
  let text = '';
  let at = 0;
  for (; at < count && text.length <= longest; at++)
    text += (at > 0 ? '\\' : '') + read(view, element.valueOffset + at * size, element.byteOrder === 'little');
  const shown = at < count || text.length > longest ? 'beginning' : 'whole';
  // A number that is cut in half would be another number.
  return { form: 'numbers', value: shown === 'whole' ? text : text.slice(0, text.lastIndexOf('\\')), shown };
}

function asBytes(bytes: Uint8Array, longest: number): ReadValue {
  const beginning = bytes.subarray(0, Math.floor(longest / charactersAByte));
  const value = Array.from(beginning, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');
  return { form: 'bytes', value, shown: beginning.length < bytes.length ? 'beginning' : 'whole' };
}

function latin(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Letters and their padding, and nothing that only looks like them: a private value whose writer named no VR. */
function isPrintable(bytes: Uint8Array): boolean {
  const padded = bytes[bytes.length - 1] === 0 ? bytes.subarray(0, -1) : bytes;
  return padded.length > 0 && padded.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d);
}

/** Spaces around a code or a number mean nothing (PS3.5 table 6.2-1). */
const eachTrimmed = (text: string): string =>
  text
    .split('\\')
    .map((value) => value.replace(/^ +|[\0 ]+$/g, ''))
    .join('\\');

/** Padding is at the end (PS3.5 6.2); what lies within belongs to the value. */
const trimmed = (text: string): string => text.replace(/[\0 ]+$/, '');

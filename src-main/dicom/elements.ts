import type { OwnPhrase } from '../contract';
import dicomParser, { type ByteArrayParser, type Element } from 'dicom-parser';
import type { TransferSyntax } from './transfer-syntax';

/** Where the elements of a data set or of an item lie, in dicom-parser's terms: tags as `x00280010`, offsets from the first of the bytes. */
export interface ElementSet {
  readonly byteArray: Uint8Array;
  readonly byteArrayParser: ByteArrayParser;
  readonly elements: Readonly<Record<string, Element>>;
  /** Absent in an item, whose own sequences were read with it. */
  readonly vr?: TransferSyntax['vr'];
}

export const pixelDataTag = 'x7fe00010';
const pixelData = 0x7fe00010;
const item = 0xfffee000;
const itemEnd = 0xfffee00d;
const sequenceEnd = 0xfffee0dd;
const undefinedLength = 0xffffffff;
/** Kinds whose length is written in 32 bits (PS3.5 table 7.1-1). */
export const longLengthVrs: ReadonlySet<string> = new Set([
  'OB',
  'OD',
  'OF',
  'OL',
  'OV',
  'OW',
  'SQ',
  'SV',
  'UC',
  'UN',
  'UR',
  'UT',
  'UV',
]);
/** More in a data set would be damage: a CT has some hundreds, with private ones a few thousand. */
const mostElements = 100_000;
/** More in one sequence would be damage: they would keep dicom-parser busy for seconds. */
const mostItems = 100_000;

/**
 * Finds the elements of a data set up to its pixel data. dicom-parser would go through every sequence and make an object of each element in it, most of
 * which nobody asks for; it loses step at OV, SV and UV, and runs out of stack where sequences are nested without end. So the top level is walked
 * here, in one loop, and dicom-parser reads the items of a sequence that is asked for. `error` says why the walk ended early.
 */
export function findElements(
  bytes: Uint8Array,
  start: number,
  { vr: spelling, byteOrder }: Pick<TransferSyntax, 'vr' | 'byteOrder'>,
): { readonly set: ElementSet; readonly error: OwnPhrase | null } {
  const walk = new Walk(bytes, byteOrder);
  const elements: Record<string, Element> = {};
  let error: OwnPhrase | null = null;
  let count = 0;
  let at = start;
  while (error === null && at + 8 <= bytes.length) {
    const { tag, vr, length, value } = walk.header(at, spelling);
    if (tag === pixelData) {
      elements[pixelDataTag] = {
        tag: pixelDataTag,
        vr,
        length,
        dataOffset: value,
        hadUndefinedLength: length === undefinedLength,
      };
      break;
    }
    const end = length === undefinedLength ? walk.endOfSequence(value, vr, spelling) : value + length;
    // Delimiters belong into sequences; one that strayed is stepped over.
    const stray = tag >>> 16 === 0xfffe;
    if (end === null || end > bytes.length) error = stray ? null : 'it ends within an attribute';
    else if (!stray) {
      const name = nameOf(tag);
      if (elements[name] === undefined && ++count > mostElements) error = 'its attributes come to no end';
      elements[name] = elementOf(name, vr, value, length, end);
    }
    at = stray ? at + 8 : (end ?? bytes.length);
  }
  // Less than an element needs; zeros are padding.
  if (error === null && elements[pixelDataTag] === undefined && bytes.subarray(at).some((byte) => byte !== 0))
    error = 'it ends within an attribute';
  const byteArrayParser = byteOrder === 'big' ? dicomParser.bigEndianByteArrayParser : dicomParser.littleEndianByteArrayParser;
  return { set: { byteArray: bytes, byteArrayParser, elements, vr: spelling }, error };
}

function elementOf(tag: string, vr: string | undefined, value: number, length: number, end: number): Element {
  if (length !== undefinedLength) return { tag, vr, length, dataOffset: value };
  // Without the delimiter at its end.
  return { tag, vr, length: end - 8 - value, dataOffset: value, hadUndefinedLength: true };
}

/** The items of a sequence, read when they are first asked for; null where the element is no sequence. None where they are damaged. */
export function itemsOf(set: ElementSet, element: Element): readonly Element[] | null {
  if (element.items !== undefined) return element.items;
  if (set.vr === undefined || !isSequence(set, element)) return null;
  if (itemCount(set, element) <= mostItems) readItems(set, element);
  return (element.items ??= []);
}

function readItems({ byteArrayParser, byteArray, vr }: ElementSet, element: Element): void {
  try {
    const stream = new dicomParser.ByteStream(byteArrayParser, byteArray, element.dataOffset);
    if (vr === 'explicit' && element.vr !== 'UN') dicomParser.readSequenceItemsExplicit(stream, element, []);
    else dicomParser.readSequenceItemsImplicit(stream, element);
  } catch {
    // It throws strings, Errors and, for nesting without end, RangeErrors: the items are not what they claim to be.
    element.items = [];
  }
}

/** In an implicit file a sequence shows by its first item. */
function isSequence(
  { byteArray, byteArrayParser, vr }: ElementSet,
  { vr: own, hadUndefinedLength, dataOffset, length }: Element,
): boolean {
  if (own === 'SQ' || hadUndefinedLength === true) return true;
  if (vr === 'explicit' || length < 8 || dataOffset + length > byteArray.length) return false;
  return (
    byteArrayParser.readUint16(byteArray, dataOffset) === 0xfffe &&
    byteArrayParser.readUint16(byteArray, dataOffset + 2) === 0xe000
  );
}

/** Items that lie in a row; those of undefined length are not stepped over, and counted as one. */
function itemCount({ byteArray, byteArrayParser }: ElementSet, { dataOffset, length }: Element): number {
  let count = 0;
  for (let at = dataOffset; at + 8 <= Math.min(dataOffset + length, byteArray.length); count++) {
    const size = byteArrayParser.readUint32(byteArray, at + 4);
    if (size === undefinedLength) return count + 1;
    at += 8 + size;
  }
  return count;
}

interface Header {
  readonly tag: number;
  readonly vr: string | undefined;
  readonly length: number;
  /** Where the value begins. */
  readonly value: number;
}

interface Open {
  readonly kind: 'sequence' | 'item';
  readonly spelling: TransferSyntax['vr'];
}

/** Reads element headers (PS3.5 7.1) in one byte order. */
class Walk {
  private readonly view: DataView;
  private readonly little: boolean;

  constructor(
    private readonly bytes: Uint8Array,
    byteOrder: TransferSyntax['byteOrder'],
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.little = byteOrder === 'little';
  }

  /** Of the element at `at`, with eight bytes there. Delimiters have no VR. */
  header(at: number, spelling: TransferSyntax['vr']): Header {
    const tag = this.tag(at);
    if (spelling === 'implicit' || tag >>> 16 === 0xfffe)
      return { tag, vr: undefined, length: this.view.getUint32(at + 4, this.little), value: at + 8 };
    const vr = vrNames.of(this.bytes[at + 4]!, this.bytes[at + 5]!);
    if (!longLengthVrs.has(vr)) return { tag, vr, length: this.view.getUint16(at + 6, this.little), value: at + 8 };
    const length = at + 12 <= this.bytes.length ? this.view.getUint32(at + 8, this.little) : undefinedLength;
    return { tag, vr, length, value: at + 12 };
  }

  /**
   * Behind the delimiter of an element of undefined length whose value begins at `at`; null where the bytes end before, and where it is no
   * sequence. One of kind UN holds implicit elements (PS3.5 6.2.2).
   */
  endOfSequence(at: number, vr: string | undefined, spelling: TransferSyntax['vr']): number | null {
    if (spelling === 'explicit' && vr !== 'SQ' && vr !== 'UN') return null;
    // What is open, from the outside in: a sequence, or an item of one.
    const open: Open[] = [{ kind: 'sequence', spelling: vr === 'UN' ? 'implicit' : spelling }];
    while (at + 8 <= this.bytes.length) {
      const inner = open[open.length - 1]!;
      const { tag, length, value, ...element } = this.header(at, inner.spelling);
      if (tag === sequenceEnd || tag === itemEnd) {
        // The length of a delimiter is 0, or rubbish.
        at += 8;
        // The end of a sequence ends an item that forgot its own.
        if ((tag === sequenceEnd) === (inner.kind === 'sequence')) open.pop();
        else if (tag === sequenceEnd) open.splice(-2);
        if (open.length === 0) return at;
      } else if (length !== undefinedLength) at = value + length;
      else {
        at = value;
        const within = element.vr === 'UN' ? 'implicit' : inner.spelling;
        open.push(tag === item ? { kind: 'item', spelling: inner.spelling } : { kind: 'sequence', spelling: within });
      }
    }
    return null;
  }

  private tag(at: number): number {
    return ((this.view.getUint16(at, this.little) << 16) | this.view.getUint16(at + 2, this.little)) >>> 0;
  }
}

/** Two letters as a string, made once. */
const vrNames = {
  known: new Map<number, string>(),
  of(first: number, second: number): string {
    const key = first * 256 + second;
    let name = this.known.get(key);
    if (name === undefined) this.known.set(key, (name = String.fromCharCode(first, second)));
    return name;
  },
};

/** Names of the tags that occur again and again, made once. */
const tagNames = new Map<number, string>();
const mostTagNames = 10_000;

function nameOf(tag: number): string {
  const known = tagNames.get(tag);
  if (known !== undefined) return known;
  const name = `x${tag.toString(16).padStart(8, '0')}`;
  if (tagNames.size < mostTagNames) tagNames.set(tag, name);
  return name;
}

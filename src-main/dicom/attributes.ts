import type { ByteArrayParser } from 'dicom-parser';
import { decodeText } from './charset';
import { type ElementSet, itemsOf } from './elements';

/** An element as it lies in the file: the writer copies it. */
export interface RawElement {
  readonly tag: string;
  readonly vr: string | undefined;
  readonly value: Uint8Array;
  /** Present for a sequence. */
  readonly items: readonly Attributes[] | undefined;
}

const undefinedLength = 0xffffffff;

/**
 * The attributes of a data set or of an item of a sequence. Every getter checks that the element lies inside the file, and returns null
 * or an empty list for what is absent, cut off or rubbish: nothing here throws. dicom-parser's own getters trust lengths and read text as
 * Latin-1. Tags are written as it does, `x00280010`.
 */
export class Attributes {
  constructor(
    private readonly set: ElementSet,
    /** Values of Specific Character Set (0008,0005) in force here. */
    readonly characterSets: readonly string[],
  ) {}

  has(tag: string): boolean {
    return this.set.elements[tag] !== undefined;
  }

  get tags(): readonly string[] {
    return Object.keys(this.set.elements).sort();
  }

  /** Where the element's value lies in the data set's bytes, whether or not the bytes are there. */
  locate(tag: string): { readonly offset: number; readonly length: number; readonly undefinedLength: boolean } | null {
    const element = this.set.elements[tag];
    if (element === undefined) return null;
    return {
      offset: element.dataOffset,
      length: element.length,
      undefinedLength: element.hadUndefinedLength === true || element.length === undefinedLength,
    };
  }

  /** The bytes of the value, a view; null when absent or when the file ends before they do. */
  bytes(tag: string): Uint8Array | null {
    const element = this.set.elements[tag];
    if (element === undefined || element.dataOffset + element.length > this.set.byteArray.length) return null;
    return this.set.byteArray.subarray(element.dataOffset, element.dataOffset + element.length);
  }

  raw(tag: string): RawElement | null {
    const element = this.set.elements[tag];
    const value = this.bytes(tag);
    if (element === undefined || value === null) return null;
    return { tag, vr: element.vr, value, items: itemsOf(this.set, element) === null ? undefined : this.items(tag) };
  }

  /** Text in the file's character set, without the padding; '' when absent. Backslashes are text here. */
  text(tag: string): string {
    return clean(decodeText(this.bytes(tag) ?? new Uint8Array(), this.characterSets));
  }

  /** A person's name with its `^` and `=` as they are. */
  personName(tag: string): string {
    return clean(decodeText(this.bytes(tag) ?? new Uint8Array(), this.characterSets, 'person-name')).replace(/[=^ ]+$/, '');
  }

  /** Values of a code, UID, date or number string: ASCII, split at the backslash, each trimmed. */
  strings(tag: string): readonly string[] {
    const bytes = this.bytes(tag);
    if (bytes === null || bytes.length === 0) return [];
    // A value of an ASCII kind is short; a megabyte of it is damage.
    return String.fromCharCode(...bytes.subarray(0, 1 << 15))
      .split('\\')
      .map(clean);
  }

  /** The first of `strings`, '' when absent. */
  string(tag: string): string {
    return this.strings(tag)[0] ?? '';
  }

  /**
   * Decimal or integer strings (DS, IS), or binary numbers. `implied` is the binary kind the tag has by the standard, for files that do not
   * tell (implicit VR). A string that is no number is NaN; a decimal comma is read as a point.
   */
  numbers(tag: string, implied?: BinaryNumber): readonly number[] {
    const vr = this.set.elements[tag]?.vr ?? implied;
    return vr !== undefined && vr in binaryNumbers ? this.binary(tag, vr as BinaryNumber) : this.strings(tag).map(parseDecimal);
  }

  /** The first number, null when absent or not finite. */
  number(tag: string, implied?: BinaryNumber): number | null {
    const value = this.numbers(tag, implied)[0];
    return value !== undefined && Number.isFinite(value) ? value : null;
  }

  /** An unsigned 16-bit value (US), also where a writer chose UL, DS or IS for it. */
  uint16(tag: string, index = 0): number | null {
    const element = this.set.elements[tag];
    const bytes = this.bytes(tag);
    if (element === undefined || bytes === null) return null;
    if (element.vr === 'DS' || element.vr === 'IS') {
      const value = this.numbers(tag)[index];
      return value !== undefined && Number.isInteger(value) ? value : null;
    }
    const size = element.vr === 'UL' || element.vr === 'SL' ? 4 : 2;
    if (bytes.length < (index + 1) * size) return null;
    const at = element.dataOffset + index * size;
    const parser = this.set.byteArrayParser;
    return size === 4 ? parser.readUint32(this.set.byteArray, at) : parser.readUint16(this.set.byteArray, at);
  }

  /** Unsigned 64-bit values (OV, UV), null when absent. One beyond 2^53 is no place in a file and comes out roughly. */
  uint64s(tag: string): readonly number[] | null {
    const element = this.set.elements[tag];
    const bytes = this.bytes(tag);
    if (element === undefined || bytes === null) return null;
    const word = (at: number): number => this.set.byteArrayParser.readUint32(this.set.byteArray, element.dataOffset + at);
    return Array.from({ length: Math.floor(bytes.length / 8) }, (_, i) => word(8 * i) + word(8 * i + 4) * 2 ** 32);
  }

  /** The items of a sequence; none when it is absent or empty. */
  items(tag: string): readonly Attributes[] {
    const element = this.set.elements[tag];
    const parsed = element === undefined ? null : itemsOf(this.set, element);
    return (parsed ?? []).flatMap((item) =>
      item.dataSet === undefined
        ? []
        : [new Attributes(item.dataSet as ElementSet, charsetsOf(item.dataSet as ElementSet, this.characterSets))],
    );
  }

  private binary(tag: string, vr: BinaryNumber): readonly number[] {
    const bytes = this.bytes(tag);
    if (bytes === null) return [];
    const { size, read } = binaryNumbers[vr];
    const offset = this.set.elements[tag]!.dataOffset;
    return Array.from({ length: Math.floor(bytes.length / size) }, (_, i) =>
      read(this.set.byteArrayParser, this.set.byteArray, offset + i * size),
    );
  }
}

/** Kinds of binary numbers (PS3.5 table 6.2-1), in the byte order of the file. */
const binaryNumbers = {
  US: { size: 2, read: (parser: ByteArrayParser, bytes: Uint8Array, at: number) => parser.readUint16(bytes, at) },
  UL: { size: 4, read: (parser: ByteArrayParser, bytes: Uint8Array, at: number) => parser.readUint32(bytes, at) },
  FL: { size: 4, read: (parser: ByteArrayParser, bytes: Uint8Array, at: number) => parser.readFloat(bytes, at) },
  FD: { size: 8, read: (parser: ByteArrayParser, bytes: Uint8Array, at: number) => parser.readDouble(bytes, at) },
};
export type BinaryNumber = keyof typeof binaryNumbers;

/** An item may name character sets of its own. */
export function charsetsOf(set: ElementSet, inherited: readonly string[]): readonly string[] {
  return set.elements.x00080005 === undefined ? inherited : new Attributes(set, []).strings('x00080005');
}

const clean = (text: string): string => text.replace(/\0/g, '').trim();

function parseDecimal(text: string): number {
  const point = text.replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(point) ? Number(point) : NaN;
}

import { attributeOf } from '../dictionary/dictionary';
import { longLengthVrs } from '../elements';
import type { TransferSyntax } from '../transfer-syntax';

/** One element or item as it stands in the bytes. */
export interface WalkedElement {
  readonly kind: 'element' | 'item';
  /** Where its tag stands. */
  readonly offset: number;
  /** 0 for the data set's own elements; an item is one deeper than its sequence, and its elements one deeper than it. */
  readonly depth: number;
  /** Eight hexadecimal digits in lower case. */
  readonly tag: string;
  /** As written, or as the dictionary has it where nothing is written or `UN`; '' for an item. */
  readonly vr: string;
  readonly byteOrder: 'little' | 'big';
  readonly valueOffset: number;
  /** Bytes of the value that are there; for a sequence and an item what is written, null where that is left open. */
  readonly length: number | null;
  /** `items` follow as elements of their own; `fragments` do not. */
  readonly holds: 'value' | 'items' | 'fragments';
}

/** Why a walk came to its end. */
export type WalkEnd = 'whole' | 'cut-off' | 'too-long';

/** Runs of elements and items, as far as they are open: the walk keeps them itself, for a file may nest 20,000 deep. */
interface Level {
  readonly inside: 'elements' | 'items';
  /** Where it ends; Infinity where a delimiter says so. */
  readonly end: number;
  readonly vr: TransferSyntax['vr'];
  readonly byteOrder: TransferSyntax['byteOrder'];
}

const openLength = 0xffffffff;
const itemTag = 'fffee000';
const itemEndTag = 'fffee00d';
const sequenceEndTag = 'fffee0dd';
/** About two seconds of them; no image comes near. */
const mostSteps = 2_000_000;

/**
 * Every element from `start` to `end`, in the order of the file, sequences opened (PS3.5 section 7). It recurses into nothing and keeps nothing, so
 * that what it costs is bounded by the bytes. Tolerates what real files have: missing delimiters, delimiters too many, zeros at the end.
 */
export function* walk(
  data: Uint8Array,
  start: number,
  syntax: Pick<TransferSyntax, 'vr' | 'byteOrder'>,
  end: number = data.length,
): Generator<WalkedElement, WalkEnd> {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const levels: Level[] = [{ inside: 'elements', end, vr: syntax.vr, byteOrder: syntax.byteOrder }];
  let at = start;
  for (let step = 0; step < mostSteps; step++) {
    const level = levels[levels.length - 1]!;
    if (at >= level.end) {
      if (levels.length === 1) return 'whole';
      levels.pop();
      continue;
    }
    if (at + 8 > end) return levels.length === 1 && isPadding(data, at, end) ? 'whole' : 'cut-off';
    const little = level.byteOrder === 'little';
    const tag = hex(view.getUint16(at, little)) + hex(view.getUint16(at + 2, little));
    const depth = levels.length - 1;

    if (tag === itemEndTag || tag === sequenceEndTag) {
      // An item whose own delimiter is missing ends with its sequence.
      if (tag === sequenceEndTag && level.inside === 'elements' && levels.length > 2) levels.pop();
      if (levels.length > 1) levels.pop();
      at += 8;
      continue;
    }
    if (level.inside === 'items') {
      if (tag !== itemTag) {
        // No item, so the sequence is over, whatever its length says.
        levels.pop();
        continue;
      }
      const written = view.getUint32(at + 4, little);
      const length = written === openLength ? null : written;
      const { byteOrder } = level;
      yield { kind: 'item', offset: at, depth, tag, vr: '', byteOrder, valueOffset: at + 8, length, holds: 'items' };
      at += 8;
      if (length !== 0) levels.push({ ...level, inside: 'elements', end: length === null ? Infinity : at + length });
      continue;
    }
    if (tag === itemTag) {
      if (levels.length === 1) return 'cut-off';
      levels.pop();
      continue;
    }
    if (tag === '00000000' && isPadding(data, at, end)) return 'whole';

    const head = headOf(view, at, tag, level);
    if (head === null) return 'cut-off';
    const { vr, valueOffset, written } = head;
    const items = vr === 'SQ' || (written === openLength && !isBytes(vr));
    if (items) {
      const length = written === openLength ? null : written;
      yield {
        kind: 'element',
        offset: at,
        depth,
        tag,
        vr: 'SQ',
        byteOrder: level.byteOrder,
        valueOffset,
        length,
        holds: 'items',
      };
      at = valueOffset;
      // What an UN of open length holds is implicit little endian (PS3.5 6.2.2 note 2).
      const spelling: Pick<Level, 'vr' | 'byteOrder'> = head.unknown ? { vr: 'implicit', byteOrder: 'little' } : level;
      levels.push({
        inside: 'items',
        end: length === null ? Infinity : at + length,
        vr: spelling.vr,
        byteOrder: spelling.byteOrder,
      });
      continue;
    }
    const common = { kind: 'element', offset: at, depth, tag, vr, byteOrder: level.byteOrder, valueOffset } as const;
    if (written === openLength) {
      const after = afterFragments(view, valueOffset, little, end);
      // Compressed pixels are OB, also where a dictionary leaves it open (PS3.5 A.4).
      yield { ...common, vr: vr.includes(' or ') ? 'OB' : vr, length: (after ?? end) - valueOffset, holds: 'fragments' };
      if (after === null) return 'cut-off';
      at = after;
      continue;
    }
    yield { ...common, length: Math.min(written, end - valueOffset), holds: 'value' };
    if (valueOffset + written > end) return 'cut-off';
    at = valueOffset + written;
  }
  return 'too-long';
}

interface Head {
  readonly vr: string;
  readonly valueOffset: number;
  readonly written: number;
  /** Written as UN, which says how what is inside is spelt. */
  readonly unknown: boolean;
}

/** VR and length of the element at `at`; null where the bytes end before them. */
function headOf(view: DataView, at: number, tag: string, { vr: spelling, byteOrder }: Level): Head | null {
  const little = byteOrder === 'little';
  if (spelling === 'implicit')
    return { vr: vrOf(tag), valueOffset: at + 8, written: view.getUint32(at + 4, little), unknown: false };
  const vr = String.fromCharCode(view.getUint8(at + 4), view.getUint8(at + 5));
  // Single elements without a VR exist in explicit files; what stands in its place is the lower half of their length.
  const implicit = view.getUint32(at + 4, little);
  if (!/^[A-Z]{2}$/.test(vr) && at + 8 + implicit <= view.byteLength)
    return { vr: vrOf(tag), valueOffset: at + 8, written: implicit, unknown: false };
  if (!longLengthVrs.has(vr)) return { vr, valueOffset: at + 8, written: view.getUint16(at + 6, little), unknown: false };
  if (at + 12 > view.byteLength) return null;
  const unknown = vr === 'UN';
  return { vr: unknown ? vrOf(tag) : vr, valueOffset: at + 12, written: view.getUint32(at + 8, little), unknown };
}

/** By the dictionary: of a private creator LO, of a group length UL, `UN` for what is private or unknown. May be a choice, `US or SS`. */
function vrOf(tag: string): string {
  if (tag.endsWith('0000')) return 'UL';
  if (isPrivate(tag)) return /^....00[1-9a-f]./.test(tag) ? 'LO' : 'UN';
  return attributeOf(tag)?.vr || 'UN';
}

export const isPrivate = (tag: string): boolean => parseInt(tag[3]!, 16) % 2 === 1;

/** Whether a value of open length is a run of fragments rather than of items (PS3.5 annex A.4). */
const isBytes = (vr: string): boolean => /^O[BDFLVW]/.test(vr);

/** Where a run of fragments ends; null where the file does first. */
function afterFragments(view: DataView, start: number, little: boolean, end: number): number | null {
  let at = start;
  while (at + 8 <= end) {
    const tag = hex(view.getUint16(at, little)) + hex(view.getUint16(at + 2, little));
    if (tag === sequenceEndTag) return at + 8;
    if (tag !== itemTag) return null;
    at += 8 + view.getUint32(at + 4, little);
  }
  return null;
}

function isPadding(data: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (data[at] !== 0) return false;
  return true;
}

const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const hex = (number: number): string => digits[number >> 8]! + digits[number & 0xff]!;

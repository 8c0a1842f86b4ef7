import type { Attributes, RawElement } from '../attributes';
import type { TransferSyntax } from '../transfer-syntax';
import { type Element, raw } from './element';
import { valueRepresentationOf } from './value-representations';

/** US or SS, as the pixels are signed (PS3.6); some writers chose the other one. */
const pixelSigned = new Set(['x00280120', 'x00280121']);

/** What a derived image must not carry on, beyond private groups, group lengths and the meta group. */
const dropped = new Set([
  'x00080001', // length to end
  'x00280106', // smallest and largest values: no longer true
  'x00280107',
  'x00280108',
  'x00280109',
  'x00409096', // real world value mapping: not verified for the new values
  'x00603000', // histogram
  'x00880200', // icon image: shows the source
  'x7fe00001', // extended offset table: of the source's frames
  'x7fe00002',
  'x7fe00010',
]);
/** Curves, overlays (which may lie in pixel bits that are cleaned), signatures over what changes, padding, and delimiters read as elements. */
const droppedGroups = [/^0002/, /^4ffe/, /^50/, /^60/, /^fffa/, /^fffc/, /^fffe/];

export const isKept = (tag: string): boolean => {
  const group = tag.slice(1, 5);
  const isPrivate = parseInt(group, 16) % 2 === 1;
  return !isPrivate && tag.slice(5) !== '0000' && !dropped.has(tag) && !droppedGroups.some((pattern) => pattern.test(group));
};

/**
 * The attributes of a source that a derived image keeps, byte for byte where the source is explicit little endian. Where it writes no VR the
 * dictionary gives it; big-endian numbers are turned. Recurses into sequences; `leaveOut` speaks of the outermost tags only.
 */
export function keptElements(
  attributes: Attributes,
  syntax: TransferSyntax,
  signed: boolean,
  leaveOut: (tag: string) => boolean = () => false,
): readonly Element[] {
  const tags = attributes.tags.filter((tag) => isKept(tag) && !leaveOut(tag));
  return tags.flatMap((tag) => {
    const source = attributes.raw(tag);
    if (source === null) return [];
    const vr = vrOf(source, signed);
    if (source.items !== undefined && (vr === 'SQ' || vr === 'UN'))
      return [{ tag, vr: 'SQ', value: source.items.map((item) => keptElements(item, syntax, signed)) }];
    if (vr === 'SQ') return [{ tag, vr, value: [] }];
    return [raw(tag, vr, syntax.byteOrder === 'big' ? turned(source.value, vr) : source.value)];
  });
}

function vrOf({ tag, vr }: RawElement, signed: boolean): string {
  if (pixelSigned.has(tag)) return signed ? 'SS' : 'US';
  return vr !== undefined && vr !== 'UN' && /^[A-Z]{2}$/.test(vr) ? vr : valueRepresentationOf(tag);
}

const numberBytes: Readonly<Record<string, number>> = {
  US: 2,
  SS: 2,
  OW: 2,
  AT: 2,
  UL: 4,
  SL: 4,
  FL: 4,
  OF: 4,
  OL: 4,
  FD: 8,
  OD: 8,
  OV: 8,
  SV: 8,
  UV: 8,
};

/** Big-endian numbers the other way round. */
function turned(value: Uint8Array, vr: string): Uint8Array {
  const size = numberBytes[vr];
  if (size === undefined) return value;
  const bytes = new Uint8Array(value.length);
  for (let at = 0; at + size <= value.length; at += size)
    for (let i = 0; i < size; i++) bytes[at + i] = value[at + size - 1 - i]!;
  return bytes;
}

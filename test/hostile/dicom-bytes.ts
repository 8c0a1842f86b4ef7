/**
 * A writer for what no writer should write. It knows nothing of the sources' own reader and writer: explicit VR little endian, byte by byte
 * from PS3.5 section 7.1 and PS3.10 section 7.1.
 */
export interface Written {
  /** Eight hexadecimal digits, group and element. */
  readonly tag: string;
  readonly vr: string;
  readonly value: Uint8Array;
  /** What to write as the length, where it is not the value's own. */
  readonly length?: number;
}

const longLength = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

export const bytes = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
export const u16 = (...values: readonly number[]): Uint8Array =>
  Uint8Array.from(values.flatMap((value) => [value & 0xff, (value >> 8) & 0xff]));
export const u32 = (...values: readonly number[]): Uint8Array =>
  Uint8Array.from(values.flatMap((value) => [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff)));

export const written = (tag: string, vr: string, value: string | Uint8Array, length?: number): Written => ({
  tag,
  vr,
  value: typeof value === 'string' ? latin(value.length % 2 === 0 ? value : `${value}${vr === 'UI' ? '\0' : ' '}`) : value,
  ...(length === undefined ? {} : { length }),
});

export const elementBytes = ({ tag, vr, value, length = value.length }: Written): Uint8Array =>
  bytes(
    u16(parseInt(tag.slice(0, 4), 16), parseInt(tag.slice(4), 16)),
    latin(vr),
    longLength.has(vr) ? bytes(u16(0), u32(length)) : u16(length),
    value,
  );

export const itemBytes = (content: Uint8Array, length = content.length): Uint8Array =>
  bytes(u16(0xfffe, 0xe000), u32(length), content);

export const explicitLittleEndian = '1.2.840.10008.1.2.1';
const side = 16;
/** HU 0 everywhere. */
export const plainPixels = u16(...new Array<number>(side * side).fill(1024));

const plainCt: readonly Written[] = [
  written('00080008', 'CS', 'ORIGINAL\\PRIMARY\\AXIAL'),
  written('00080016', 'UI', '1.2.840.10008.5.1.4.1.1.2'),
  written('00080018', 'UI', '2.25.1'),
  written('00080060', 'CS', 'CT'),
  written('00100010', 'PN', 'Test^Harmed'),
  written('00100020', 'LO', 'T1'),
  written('0020000D', 'UI', '2.25.2'),
  written('0020000E', 'UI', '2.25.3'),
  written('00200013', 'IS', '1'),
  written('00200032', 'DS', '0\\0\\0'),
  written('00200037', 'DS', '1\\0\\0\\0\\1\\0'),
  written('00280002', 'US', u16(1)),
  written('00280004', 'CS', 'MONOCHROME2'),
  written('00280010', 'US', u16(side)),
  written('00280011', 'US', u16(side)),
  written('00280030', 'DS', '1\\1'),
  written('00280100', 'US', u16(16)),
  written('00280101', 'US', u16(12)),
  written('00280102', 'US', u16(11)),
  written('00280103', 'US', u16(0)),
  written('00281050', 'DS', '40'),
  written('00281051', 'DS', '400'),
  written('00281052', 'DS', '-1024'),
  written('00281053', 'DS', '1'),
  written('7FE00010', 'OW', plainPixels),
];

/** The data set of a sound CT image of 16 x 16 pixels; `changes` replace elements by tag, or come in between; a null takes one out. */
export function ctDataSet(changes: readonly (Written | readonly [tag: string, gone: null])[] = []): Uint8Array {
  const elements = new Map(plainCt.map((element) => [element.tag, element]));
  for (const change of changes) {
    if (!('tag' in change)) elements.delete(change[0]);
    else elements.set(change.tag, change);
  }
  return bytes(...[...elements.values()].sort((a, b) => (a.tag < b.tag ? -1 : 1)).map(elementBytes));
}

/** Preamble, prefix and group 2 before `dataSet`. */
export function dicomFile(
  dataSet: Uint8Array,
  syntaxUid = explicitLittleEndian,
  preamble: Uint8Array = new Uint8Array(128),
): Uint8Array {
  const meta = bytes(
    elementBytes(written('00020001', 'OB', Uint8Array.of(0, 1))),
    elementBytes(written('00020002', 'UI', '1.2.840.10008.5.1.4.1.1.2')),
    elementBytes(written('00020003', 'UI', '2.25.1')),
    elementBytes(written('00020010', 'UI', syntaxUid)),
  );
  return bytes(preamble, latin('DICM'), elementBytes(written('00020000', 'UL', u32(meta.length))), meta, dataSet);
}

export const harmedCt = (...changes: readonly (Written | readonly [tag: string, gone: null])[]): Uint8Array =>
  dicomFile(ctDataSet(changes));

import { uidFrom } from '../../src-main/dicom';
import { decimals, type Element, integer, raw, text, words } from '../../src-main/dicom/write/element';
import { ctImageStorage, writeFile } from '../../src-main/dicom/write/file';

/** What a CT image of 4 x 4 pixels needs to be shown: axial, at z mm, water throughout. Each of these may be said otherwise. */
const ordinary = (zMm: number): readonly Element[] => [
  text('x00080008', 'CS', 'ORIGINAL', 'PRIMARY', 'AXIAL'),
  text('x00080060', 'CS', 'CT'),
  text('x00100010', 'PN', 'Test^Tacet'),
  text('x0020000d', 'UI', uidFrom('study')),
  text('x0020000e', 'UI', uidFrom('series')),
  decimals('x00200032', 0, 0, zMm),
  decimals('x00200037', 1, 0, 0, 0, 1, 0),
  words('x00280002', 'US', 1),
  text('x00280004', 'CS', 'MONOCHROME2'),
  words('x00280010', 'US', 4),
  words('x00280011', 'US', 4),
  decimals('x00280030', 1, 1),
  words('x00280100', 'US', 16),
  words('x00280101', 'US', 16),
  words('x00280102', 'US', 15),
  words('x00280103', 'US', 1),
  decimals('x00281052', 0),
  decimals('x00281053', 1),
  text('x00281054', 'LO', 'HU'),
  raw('x7fe00010', 'OW', new Uint8Array(32)),
];

export interface CtFile {
  /** Names the instance: two of one name share their SOP Instance UID. */
  readonly name: string;
  readonly zMm?: number;
  /** In place of the ordinary ones of the same tag, or besides them. */
  readonly elements?: readonly Element[];
  readonly sopClassUid?: string;
}

export const ctFile = ({ name, zMm = 0, elements = [], sopClassUid = ctImageStorage }: CtFile): Uint8Array =>
  writeFile({ sopClassUid, sopUid: uidFrom('instance', name), syntaxUid: '1.2.840.10008.1.2.1' }, [
    ...ordinary(zMm),
    integer('x00200013', 1),
    ...elements,
  ]);

const littleEndian = (bytes: number, write: (view: DataView) => void): Uint8Array => {
  const view = new DataView(new ArrayBuffer(bytes));
  write(view);
  return new Uint8Array(view.buffer);
};
export const double = (tag: string, value: number): Element =>
  raw(
    tag,
    'FD',
    littleEndian(8, (view) => view.setFloat64(0, value, true)),
  );
export const unsignedLong = (tag: string, value: number): Element =>
  raw(
    tag,
    'UL',
    littleEndian(4, (view) => view.setUint32(0, value, true)),
  );

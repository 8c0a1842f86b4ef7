import { ascii, concatenated, type Element, encode, raw, text } from './element';
import { implementationClassUid } from './uid';

export const ctImageStorage = '1.2.840.10008.5.1.4.1.1.2';

/** What a file says of itself before its data set. */
export interface FileIdentity {
  readonly sopClassUid: string;
  readonly sopUid: string;
  /** One that is explicit VR little endian, but for its pixels. */
  readonly syntaxUid: string;
}

/**
 * A whole DICOM file, explicit VR little endian (PS3.10 section 7). The preamble is zero: one copied from elsewhere might hold a program
 * (CVE-2019-11687). `elements` may come in any order.
 */
export function writeFile({ sopClassUid, sopUid, syntaxUid }: FileIdentity, elements: readonly Element[]): Uint8Array {
  const meta = encode([
    raw('x00020001', 'OB', Uint8Array.of(0, 1)),
    text('x00020002', 'UI', sopClassUid),
    text('x00020003', 'UI', sopUid),
    text('x00020010', 'UI', syntaxUid),
    text('x00020012', 'UI', implementationClassUid),
    text('x00020013', 'SH', 'TACET'),
  ]);
  const groupLength = encode([
    raw(
      'x00020000',
      'UL',
      Uint8Array.from([0, 8, 16, 24], (shift) => (meta.length >> shift) & 0xff),
    ),
  ]);
  const dataSet = encode([...elements, text('x00080016', 'UI', sopClassUid), text('x00080018', 'UI', sopUid)]);
  return concatenated([new Uint8Array(128), ascii('DICM'), groupLength, meta, dataSet]);
}

/** DA and TM of a moment, local time. */
export function dateAndTime(at: Date): { readonly date: string; readonly time: string } {
  const two = (value: number): string => String(value).padStart(2, '0');
  return {
    date: `${String(at.getFullYear()).padStart(4, '0')}${two(at.getMonth() + 1)}${two(at.getDate())}`,
    time: `${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`,
  };
}

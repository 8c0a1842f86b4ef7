import { fail, ok, type Outcome } from '../contract';
import { longLengthVrs } from './elements';
import { type TransferSyntax, transferSyntaxOf } from './transfer-syntax';

/** The file meta information: group 2, always explicit little endian (PS3.10 section 7.1). */
export interface FileMeta {
  /** As written, trimmed; '' when the file does not say. */
  readonly syntaxUid: string;
  /** Undefined when the file names none, or one that is not known. */
  readonly syntax: TransferSyntax | undefined;
  readonly mediaStorageSopClassUid: string;
  /** Whether `DICM` was where it belongs. */
  readonly preamble: boolean;
  /** Where the data set begins. */
  readonly end: number;
}

/**
 * Reads group 2 element by element, so that a missing group length, a missing preamble or a padded UID cost nothing.
 * Fails on what cannot be DICOM.
 */
export function readMeta(file: Uint8Array): Outcome<FileMeta> {
  if (file.length === 0) return fail('empty-file');
  const preamble = ascii(file, 128, 4) === 'DICM';
  const start = preamble ? 132 : ascii(file, 0, 4) === 'DICM' ? 4 : 0;
  let at = start;
  let syntaxUid = '';
  let mediaStorageSopClassUid = '';
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  while (at + 8 <= file.length && view.getUint16(at, true) === 0x0002) {
    const element = view.getUint16(at + 2, true);
    const long = longLengthVrs.has(ascii(file, at + 4, 2));
    if (long && at + 12 > file.length) break;
    const length = long ? view.getUint32(at + 8, true) : view.getUint16(at + 6, true);
    const value = at + (long ? 12 : 8);
    if (value + length > file.length) break;

    if (element === 0x0010) syntaxUid = ascii(file, value, length).replace(/[\0\s]+$/, '');

    if (element === 0x0002) mediaStorageSopClassUid = ascii(file, value, length).replace(/[\0\s]+$/, '');
    at = value + length;
  }
  if (at + 8 > file.length) return preamble || at > start ? cutOff() : notDicom();
  const meta = { syntaxUid, syntax: transferSyntaxOf(syntaxUid), mediaStorageSopClassUid, preamble, end: at };
  return preamble || at > start || beginsLikeADataSet(view) ? ok(meta) : notDicom();
}

/** Without preamble and group 2 a data set begins with one of its first groups, in either byte order. */
function beginsLikeADataSet(view: DataView): boolean {
  return [true, false].some((little) => {
    const group = view.getUint16(0, little);
    const element = view.getUint16(2, little);
    return group >= 0x0008 && group <= 0x0010 && group % 2 === 0 && element < 0x3000;
  });
}

const ascii = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + Math.min(length, 128)));

const cutOff = (): Outcome<never> => fail('dicom-damaged', { why: ['it breaks off before its first attribute'] });
export const notDicom = (): Outcome<never> => fail('not-dicom');

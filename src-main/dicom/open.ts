import { fail, ok, type Outcome, type OwnPhrase } from '../contract';
import { Attributes, charsetsOf } from './attributes';
import { findElements, pixelDataTag } from './elements';
import { inflateRaw } from './inflate';
import { type FileMeta, notDicom, readMeta } from './meta';
import { explicitBigEndian, explicitLittleEndian, implicitLittleEndian, type TransferSyntax } from './transfer-syntax';

/** A file whose elements are found, up to its pixel data. */
export interface OpenedFile {
  readonly meta: FileMeta;
  readonly syntax: TransferSyntax;
  readonly attributes: Attributes;
  /** What offsets count from: the file's bytes, or what they inflate to. */
  readonly data: Uint8Array;
}

/** The file is longer than the bytes at hand, and they did not suffice: read on. */
export const needsMore = 'needs-more-bytes';

/** Where a file's data set lies, and how it is spelt. */
export interface FoundDataSet {
  readonly meta: FileMeta;
  readonly syntax: TransferSyntax;
  /** What offsets count from: the file's bytes, or what they inflate to. */
  readonly data: Uint8Array;
  readonly start: number;
}

/**
 * Reads the file meta information and finds the data set after it. `totalBytes` is the length of the whole file where `file` is
 * only its beginning: then a failure that more bytes may cure is `needs-more-bytes`.
 */
export function findDataSet(file: Uint8Array, totalBytes: number = file.length): Outcome<FoundDataSet> {
  const read = readMeta(file);
  if (!read.ok) return read;
  const meta = read.value;
  const named = meta.syntax;
  if (named?.deflated) {
    if (file.length < totalBytes) return moreNeeded();
    const inflated = inflateRaw(file.subarray(meta.end));
    return inflated.ok ? ok({ meta, syntax: named, data: inflated.value, start: 0 }) : inflated;
  }
  const found = syntaxByContent(file, meta.end);
  if (named === undefined && meta.syntaxUid !== '') return unknownSyntax(meta.syntaxUid);
  if (named === undefined && found === null) return meta.end > 0 ? damaged('its first attribute is not readable') : notDicom();
  // Files labelled explicit whose elements are implicit exist, and the other way round: what is written decides.
  const syntax = found === null ? named! : named?.pixels === 'encapsulated' ? { ...named, vr: found.vr } : found;
  return ok({ meta, syntax, data: file, start: meta.end });
}

/** Finds the elements of a DICOM file up to (7FE0,0010); what follows the pixel data is never needed for the picture. */
export function openFile(file: Uint8Array, totalBytes: number = file.length): Outcome<OpenedFile> {
  const found = findDataSet(file, totalBytes);
  if (!found.ok) return found;
  const { data, start, syntax, meta } = found.value;
  return parse(data, start, syntax, meta, file.length < totalBytes);
}

function parse(data: Uint8Array, start: number, syntax: TransferSyntax, meta: FileMeta, partial: boolean): Outcome<OpenedFile> {
  const { set, error } = findElements(data, start, syntax);
  if (partial && set.elements[pixelDataTag] === undefined) return moreNeeded();
  if (error !== null && set.elements[pixelDataTag] === undefined) return damaged(error);
  const attributes = new Attributes(set, charsetsOf(set, []));
  return ok({ meta, syntax, attributes, data });
}

/** The native syntax in which the first element makes sense, or null. */
function syntaxByContent(file: Uint8Array, at: number): TransferSyntax | null {
  if (at + 8 > file.length) return null;
  const isLetter = (byte: number): boolean => byte >= 0x41 && byte <= 0x5a;
  const explicit = isLetter(file[at + 4]!) && isLetter(file[at + 5]!);
  const littleGroup = file[at]! | (file[at + 1]! << 8);
  const bigGroup = (file[at]! << 8) | file[at + 1]!;
  if (explicit && littleGroup > bigGroup && bigGroup <= 0x7fe0) return explicitBigEndian;
  if (explicit) return explicitLittleEndian;
  const length = file[at + 4]! + file[at + 5]! * 2 ** 8 + file[at + 6]! * 2 ** 16 + file[at + 7]! * 2 ** 24;
  const plausible = littleGroup >= 0x0002 && littleGroup <= 0x0020 && littleGroup % 2 === 0 && length < 0x10000;
  return plausible ? implicitLittleEndian : null;
}

const damaged = (why: OwnPhrase): Outcome<never> => fail('dicom-damaged', { why: [why] });
const moreNeeded = (): Outcome<never> => fail(needsMore, 'The beginning of the file does not suffice.', 'Read the whole file.');
const unknownSyntax = (uid: string): Outcome<never> => fail('unknown-syntax', { uid: /^[0-9.]{1,64}$/.test(uid) ? uid : '' });

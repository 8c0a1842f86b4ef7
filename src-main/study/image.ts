import { fail, ok, type Outcome, type SliceInfo } from '../contract';
import { decodable, type ImageHeader, needsMore, readImageHeader, sliceInfoOf } from '../dicom';
import type { SourceFile } from './source-file';

/** One picture found in a scan: a file, or a frame of one. */
export interface FoundImage {
  /** Counts up in the order of finding; never reused while the reader lives. */
  readonly serial: number;
  readonly path: string;
  readonly frame: number;
  readonly header: ImageHeader;
  readonly info: SliceInfo;
  /** `shared`: another, different image of the series was found before it under the same SOP Instance UID. */
  readonly identifier: 'own' | 'shared';
}

/** Headers of CT end well within; only private data and icons go beyond. */
const beginningBytes = 128 * 1024;
/** A buffer of Node 12 holds no more, and no CT file is larger. */
const largestFileBytes = 2 ** 31 - 1;

/** The header of a file that Tacet can show, read from its beginning and, where that does not suffice, from the whole. */
export async function readHeader(file: SourceFile): Promise<Outcome<ImageHeader>> {
  if (file.bytes > largestFileBytes)
    return fail('too-large', 'This file is larger than 2 GB.', 'Tacet does not open it: no CT image is that large.');
  const beginning = await file.readBeginning(beginningBytes);
  let header = readImageHeader(beginning, file.bytes);
  if (!header.ok && header.error.code === needsMore) header = readImageHeader(await file.readAll());
  if (!header.ok) return header;
  const able = decodable(header.value.syntax);
  return able.ok ? header : able;
}

export function imagesOf(
  path: string,
  header: ImageHeader,
  firstSerial: number,
  identifier: FoundImage['identifier'],
): readonly FoundImage[] {
  return header.frames.map((_, frame) => ({
    serial: firstSerial + frame,
    path,
    frame,
    header,
    info: sliceInfoOf(header, frame),
    identifier,
  }));
}

export const wholeFile = async (file: SourceFile): Promise<Outcome<Uint8Array>> =>
  file.bytes > largestFileBytes
    ? fail('too-large', 'This file is larger than 2 GB.', 'Tacet does not open it.')
    : ok(await file.readAll());

import type { Outcome, SliceInfo } from '../contract';
import { decodable, type ImageHeader, needsMore, readImageHeader, sliceInfoOf } from '../dicom';
import { largestFileBytes, type SourceFile, tooLarge } from './source-file';

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

/**
 * How much of a file is read for its header, one after the other while that does not suffice: a CT header is about 8 KB long, with a
 * scanner's private data up to some 60. Then the whole.
 */
const beginningBytes = [16 * 1024, 256 * 1024];

/** The header of a file that Tacet can show. */
export async function readHeader(file: SourceFile): Promise<Outcome<ImageHeader>> {
  const header = await readAnyHeader(file);
  if (!header.ok) return header;
  const able = decodable(header.value.syntax);
  return able.ok ? header : able;
}

async function readAnyHeader(file: SourceFile): Promise<Outcome<ImageHeader>> {
  for (const length of beginningBytes) {
    const { bytes, totalBytes } = await file.readBeginning(length);
    if (totalBytes > largestFileBytes) return tooLarge;
    const header = readImageHeader(bytes, totalBytes);
    if (header.ok || header.error.code !== needsMore) return header;
  }
  const whole = await file.readAll();
  return whole.ok ? readImageHeader(whole.value) : whole;
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

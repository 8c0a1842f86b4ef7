import { ok, type Outcome } from '../../contract';
import type { PixelLayout } from '../layout';
import { damagedStream } from './codec';

/** What a compressed stream says of its picture, before anything is unpacked. */
export interface Stated {
  readonly rows: number;
  readonly columns: number;
  readonly samples: number;
  /** Bits of a sample. */
  readonly bits: number;
  readonly signed: boolean;
}

/**
 * The frame header of a JPEG or JPEG-LS stream (T.81 B.2.2, T.87 C.2.2), which has to end as one does: of one that is cut off libjpeg makes up the
 * rest, and CharLS looks for it for seconds.
 */
export function statedByJpeg(stream: Uint8Array): Outcome<Stated> {
  if (stream[0] !== 0xff || stream[1] !== 0xd8) return damagedStream(['it does not begin as JPEG does']);
  if (!endsWhole(stream)) return damagedStream(['it is cut off']);
  let at = 2;
  while (at + 4 <= stream.length) {
    if (stream[at] !== 0xff) break;
    const marker = stream[at + 1]!;
    // Fill bytes may stand before a marker.
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = (stream[at + 2]! << 8) | stream[at + 3]!;
    if (isFrameHeader(marker) && length >= 8 && at + 2 + length <= stream.length)
      return ok({
        bits: stream[at + 4]!,
        rows: (stream[at + 5]! << 8) | stream[at + 6]!,
        columns: (stream[at + 7]! << 8) | stream[at + 8]!,
        samples: stream[at + 9]!,
        signed: false,
      });
    at += 2 + length;
  }
  return damagedStream(['its header is missing']);
}

/** SOF0 to SOF15 without the three that are tables, and the one of JPEG-LS. */
const isFrameHeader = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) || marker === 0xf7;

/**
 * The SIZ segment of a JPEG 2000 codestream (T.800 A.5.1), which has to end as one does: OpenJPH fills up what is missing with wrong
 * pixels and says nothing.
 */
export function statedByJpeg2000(stream: Uint8Array): Outcome<Stated> {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  if (stream.length < 43 || view.getUint32(0) !== 0xff4fff51) return damagedStream(['it does not begin as JPEG 2000 does']);
  if (!endsWhole(stream)) return damagedStream(['it is cut off']);
  const depth = stream[42]!;
  return ok({
    columns: view.getUint32(8) - view.getUint32(16),
    rows: view.getUint32(12) - view.getUint32(20),
    samples: view.getUint16(40),
    bits: (depth & 0x7f) + 1,
    signed: depth >= 0x80,
  });
}

/** FFD9 ends it; a byte of any value may follow, or zeros, to an even length. */
function endsWhole(stream: Uint8Array): boolean {
  let end = stream.length;
  while (end > 0 && stream[end - 1] === 0) end--;
  return [end, end - 1].some((last) => stream[last - 2] === 0xff && stream[last - 1] === 0xd9);
}

/** The header decides what a picture means; a stream of another size is not its picture. */
export function agreeing(stated: Stated, { rows, columns, samples, bitsAllocated }: PixelLayout): Outcome<Stated> {
  if (stated.rows !== rows || stated.columns !== columns)
    return damagedStream(['it holds {0} × {1} pixels and its header says {2} × {3}', stated.columns, stated.rows, columns, rows]);
  if (stated.samples !== samples)
    return damagedStream(['it has {0} values a pixel and its header says {1}', stated.samples, samples]);
  if (stated.bits > bitsAllocated || stated.bits < 1)
    return damagedStream(['it has {0} bits a pixel and its header has room for {1}', stated.bits, bitsAllocated]);
  return ok(stated);
}

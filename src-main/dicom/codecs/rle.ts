import { ok, type Outcome } from '../../contract';
import { storedValues } from '../stored';
import { type Codec, damagedStream } from './codec';

const headerBytes = 64;
const mostSegments = 15;

/**
 * DICOM's run lengths (PS3.5 annex G): a header of 16 words, the number of segments and where each begins; a segment holds one byte of every
 * sample, the most significant first, packed as PackBits.
 */
export const rle: Codec = (stream, layout) => {
  const wordBytes = layout.bitsAllocated / 8;
  const pixelBytes = layout.samples * wordBytes;
  const pixels = layout.rows * layout.columns;
  const segments = segmentsOf(stream, pixelBytes);
  if (!segments.ok) return segments;
  const words = new Uint8Array(pixels * pixelBytes);
  for (const [plane, segment] of segments.value.entries()) {
    // A sample's most significant byte comes first, and last in a little-endian word.
    const place = plane - (plane % wordBytes) + (wordBytes - 1 - (plane % wordBytes));
    const came = unpack(segment, words, place, pixelBytes);
    if (came < pixels) return damagedStream(['{0} of {1} values came out of it', came, pixels]);
  }
  return ok(storedValues(words, { ...layout, order: 'by-pixel' }, 'little'));
};

function segmentsOf(stream: Uint8Array, expected: number): Outcome<readonly Uint8Array[]> {
  if (stream.length < headerBytes) return damagedStream(['its header is cut off']);
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const count = view.getUint32(0, true);
  if (count > mostSegments || count !== expected) return damagedStream(['it has {0} segments instead of {1}', count, expected]);
  const starts = Array.from({ length: count }, (_, i) => view.getUint32(4 + 4 * i, true));
  const ends = [...starts.slice(1), stream.length];
  if (starts[0]! < headerBytes || starts.some((start, i) => start > ends[i]! || start > stream.length))
    return damagedStream(['its segments lie outside of it']);
  return ok(starts.map((start, i) => stream.subarray(start, ends[i])));
}

/**
 * Writes what the segment unpacks to, at every `step`-th place from `first`. Returns how many bytes the segment gave; what exceeds `into` is
 * let go, as a writer's padding.
 */
function unpack(segment: Uint8Array, into: Uint8Array, first: number, step: number): number {
  let to = first;
  let at = 0;
  while (at < segment.length && to < into.length) {
    const control = segment[at++]!;
    if (control < 128) {
      const end = Math.min(segment.length, at + control + 1);
      for (; at < end && to < into.length; to += step) into[to] = segment[at++]!;
    } else if (control > 128) {
      const value = segment[at++];
      if (value === undefined) break;
      for (let left = 257 - control; left > 0 && to < into.length; left--, to += step) into[to] = value;
    }
  }
  return (to - first) / step;
}

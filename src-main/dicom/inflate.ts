import { Inflate } from 'fflate';
import { fail, ok, type Outcome } from '../contract';

/** A whole-body CT in one multi-frame file stays far below. */
const largestInflatedBytes = 1 << 29;
/** Deflate reaches 1032:1 (200 MB of zeros come in 194 kB), and images do not come near; an empty slice may, but is small. */
const highestRatio = 200;
const ratioMattersFromBytes = 32 << 20;

const largestBelievable = (deflatedBytes: number): number =>
  Math.min(largestInflatedBytes, Math.max(ratioMattersFromBytes, highestRatio * deflatedBytes));

/** Raw deflate (RFC 1951, PS3.5 A.5) with a cap on what comes out: by default, what an image may unpack to. */
export function inflateRaw(deflated: Uint8Array, largestBytes: number = largestBelievable(deflated.length)): Outcome<Uint8Array> {
  const { bytes, error } = inflateSteps(deflated, largestBytes + 1);
  if (bytes.length > largestBytes)
    return fail('too-large', { why: ['it unpacks to more than {0} MB', Math.ceil(largestBytes / 2 ** 20)] });
  if (error !== null) return fail('deflate-damaged', { why: error });
  return ok(bytes);
}

/** The first bytes of a deflated stream, at most `length`; fewer where it ends or is cut off. */
export function inflateBeginning(deflated: Uint8Array, length: number): Uint8Array {
  const { bytes } = inflateSteps(deflated, length);
  return bytes.subarray(0, length);
}

/** The stream is fed in small steps and left when `enough` bytes are out, so that a bomb stops early. */
function inflateSteps(deflated: Uint8Array, enough: number): { readonly bytes: Uint8Array; readonly error: string | null } {
  const parts: Uint8Array[] = [];
  let total = 0;
  let error: string | null = null;
  const stream = new Inflate((part) => {
    parts.push(part);
    total += part.length;
  });
  const stepBytes = 16 * 1024;
  try {
    for (let at = 0; at < deflated.length && total < enough; at += stepBytes)
      stream.push(deflated.subarray(at, at + stepBytes), at + stepBytes >= deflated.length);
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message : String(thrown);
  }
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { bytes, error };
}

import type { Phrase } from '../../contract';
import { z } from 'zod';
import type { Outcome } from '../../contract/outcome';
import { fail, ok } from '../../contract/outcome';
import type { Weights } from '../engine';
import type { Tensor } from '../primitives/interpreter';
import { sizeOf } from '../primitives/interpreter';

/**
 * The safetensors format: 8 bytes little-endian header length, a JSON header `{name: {dtype, shape, data_offsets}}`, then the numbers. Only
 * float32 here.
 */
const entry = z.object({
  dtype: z.literal('F32'),
  shape: z.array(z.number().int().min(0)),
  data_offsets: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
});
const header = z.record(z.string(), z.unknown());
const metadata = z.record(z.string(), z.string());
const headerLimit = 1 << 20;

export function writeSafetensors(weights: Weights, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  let offset = 0;
  const entries: Record<string, unknown> = Object.keys(metadata).length > 0 ? { __metadata__: metadata } : {};
  for (const [name, { shape, data }] of weights) {
    entries[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  // Padded with spaces, so that the numbers begin on a multiple of eight.
  const json = JSON.stringify(entries);
  const text = new TextEncoder().encode(json.padEnd(Math.ceil(json.length / 8) * 8));
  const bytes = new Uint8Array(8 + text.length + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  let at = 8 + text.length;
  for (const { data } of weights.values()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

/** What was written beside the numbers; nothing where the file has none, or is none. */
export function readMetadata(bytes: Uint8Array): Readonly<Record<string, string>> {
  try {
    const length = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
    const { __metadata__: found } = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    return metadata.parse(found);
  } catch {
    return {};
  }
}

export function readSafetensors(bytes: Uint8Array): Outcome<Map<string, Tensor>> {
  const broken = (why: Phrase) => fail('weights-broken', { why });
  if (bytes.byteLength < 8) return broken(['it is too short']);
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
  if (length > headerLimit || 8 + length > bytes.byteLength) return broken(['its header does not fit']);
  const start = 8 + length;
  const weights = new Map<string, Tensor>();
  try {
    const parsed = header.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, start))));
    for (const [name, value] of Object.entries(parsed)) {
      if (name === '__metadata__') continue;
      const { shape, data_offsets: offsets } = entry.parse(value);
      const [from, to] = offsets;
      if (to - from !== 4 * sizeOf(shape) || start + to > bytes.byteLength) return broken(['"{0}" lies outside the file', name]);
      // Copied by hand: the `slice` of a Buffer is a view on the whole file.
      const own = Uint8Array.from(bytes.subarray(start + from, start + to));
      weights.set(name, { shape, data: new Float32Array(own.buffer) });
    }
  } catch {
    return broken(['its header is not readable']);
  }
  return ok(weights);
}

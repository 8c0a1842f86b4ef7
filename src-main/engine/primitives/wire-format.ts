/**
 * Protocol buffers' wire format, as far as a graph needs it: fields of whole numbers (wire type 0) and of bytes with their length (wire type 2).
 * A message is its fields, one after the other.
 */
export type Bytes = Uint8Array;

export const message = (...fields: readonly Bytes[]): Bytes => Buffer.concat(fields);

/** A whole number from 0 to 2^53. */
export const wholeNumber = (field: number, value: number): Bytes => Uint8Array.from([field << 3, ...varint(value)]);

/** Bytes, or a message inside a message. */
export function bytes(field: number, ...content: readonly Bytes[]): Bytes {
  const length = content.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return message(Uint8Array.from([(field << 3) | 2, ...varint(length)]), ...content);
}

export const text = (field: number, value: string): Bytes => bytes(field, Buffer.from(value));

/** Seven bits a byte, the lowest first; the eighth says that there are more. */
function varint(value: number): readonly number[] {
  const parts: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) parts.push((rest % 128) | 128);
  return [...parts, rest];
}

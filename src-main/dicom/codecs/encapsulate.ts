const itemTag = 0xe000fffe;
const endTag = 0xe0ddfffe;

/**
 * Compressed frames as the value of Pixel Data (7FE0,0010) of undefined length, VR OB (PS3.5 A.4): a Basic Offset Table, a fragment a frame,
 * the end. Each stream has an even length. Beyond 4 GiB the table, whose offsets have 32 bits, is left empty, which is legal.
 */
export function encapsulated(streams: readonly Uint8Array[]): Uint8Array {
  const headerBytes = 8;
  const offsets: number[] = [];
  let fragmentBytes = 0;
  for (const { length } of streams) {
    if (length % 2 !== 0) throw new RangeError(`a fragment of ${length} bytes is not even`);
    offsets.push(fragmentBytes);
    fragmentBytes += headerBytes + length;
  }
  const table = fragmentBytes < 2 ** 32 ? offsets : [];
  const bytes = new Uint8Array(headerBytes + 4 * table.length + fragmentBytes + headerBytes);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const item = (tag: number, length: number): void => {
    view.setUint32(at, tag, true);
    view.setUint32(at + 4, length, true);
    at += headerBytes;
  };
  item(itemTag, 4 * table.length);
  for (const offset of table) {
    view.setUint32(at, offset, true);
    at += 4;
  }
  for (const stream of streams) {
    item(itemTag, stream.length);
    bytes.set(stream, at);
    at += stream.length;
  }
  item(endTag, 0);
  return bytes;
}

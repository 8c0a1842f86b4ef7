import { decode, encode, ExtensionCodec } from '@msgpack/msgpack';

/** MessagePack has no type of its own for an ArrayBuffer: both ends of the socket agree on this extension. */
const arrayBufferType = 1;

const buffers = new ExtensionCodec();
buffers.register({
  type: arrayBufferType,
  encode: (value) =>
    Object.prototype.toString.call(value) === '[object ArrayBuffer]' ? new Uint8Array(value as ArrayBuffer) : null,
  // A copy, since `bytes` is a view into the whole frame, which would otherwise stay in memory with every slice.
  decode: (bytes) => bytes.slice().buffer,
});

/** An envelope of contract/wire.ts as one binary frame. A property that is undefined is left out. */
export const toFrame = (message: unknown): Uint8Array<ArrayBuffer> =>
  encode(message, { extensionCodec: buffers, ignoreUndefined: true });

/** The envelope in a frame, not yet checked. Throws RangeError or DecodeError on bytes that are no MessagePack. */
export const fromFrame = (frame: ArrayBuffer): unknown => decode(new Uint8Array(frame), { extensionCodec: buffers });

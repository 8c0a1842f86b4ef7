import { decode, encode, ExtensionCodec } from '@msgpack/msgpack';

/** MessagePack has no type of its own for an ArrayBuffer: both ends of the socket agree on this extension. */
const arrayBufferType = 1;

const buffers = new ExtensionCodec();
buffers.register({
  type: arrayBufferType,
  encode: (value) =>
    Object.prototype.toString.call(value) === '[object ArrayBuffer]' ? new Uint8Array(value as ArrayBuffer) : null,
  // A copy, so that the buffer is exactly the payload and the frame can be freed.
  decode: (bytes) => Uint8Array.from(bytes).buffer,
});

/** An envelope of contract/wire.ts as one binary frame. A property that is undefined is left out. */
export const toFrame = (message: unknown): Uint8Array => encode(message, { extensionCodec: buffers, ignoreUndefined: true });

/** The envelope in a frame, not yet checked. Throws on bytes that are no MessagePack. */
export const fromFrame = (frame: Uint8Array): unknown => decode(frame, { extensionCodec: buffers });

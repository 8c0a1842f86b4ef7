import { ok, type Outcome } from '../../contract';
import { byPixel } from '../stored';
import { type Codec, damagedStream } from './codec';
import { asStored, samplesIn } from './samples';
import { agreeing, type Stated } from './stated';
import type { LazyModule, WasmDecoder } from './webassembly';

/** A codec of a decoder in WebAssembly: the stream's own header is read first, so that a hostile size never reaches the decoder. */
export const unpacking =
  (module: LazyModule<unknown>, newDecoder: () => WasmDecoder, statedBy: (stream: Uint8Array) => Outcome<Stated>): Codec =>
  (stream, layout) => {
    const stated = statedBy(stream);
    const agreed = stated.ok ? agreeing(stated.value, layout) : stated;
    if (!agreed.ok) return agreed;
    const done = module.attempt(() => decoded(newDecoder(), stream));
    if ('complaint' in done) return damagedStream(done.complaint);
    const { bytes, order } = done.result;
    const samples = samplesIn(bytes, agreed.value);
    return samples.ok ? ok(byPixel(asStored(samples.value, agreed.value.bits, layout), { ...layout, order })) : samples;
  };

interface Decoded {
  readonly bytes: Uint8Array;
  readonly order: 'by-pixel' | 'by-plane';
}

/** Gives the decoder the stream, lets it decode, copies what came out, and frees it. */
function decoded(decoder: WasmDecoder, stream: Uint8Array): Decoded {
  try {
    decoder.getEncodedBuffer(stream.length).set(stream);
    decoder.decode();
    return { bytes: decoder.getDecodedBuffer().slice(), order: decoder.getInterleaveMode?.() === 0 ? 'by-plane' : 'by-pixel' };
  } finally {
    decoder.delete();
  }
}

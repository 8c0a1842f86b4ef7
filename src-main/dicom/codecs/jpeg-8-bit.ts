import type { Codec } from './codec';
import { statedByJpeg } from './stated';
import { unpacking } from './unpacking';
import { LazyModule, type WasmDecoder } from './webassembly';

/** libjpeg-turbo, as much of it as is used. */
export interface LibJpegTurbo {
  readonly JPEGDecoder: new () => WasmDecoder;
}

const libJpegTurbo = new LazyModule<LibJpegTurbo>(() => import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs'));

/** JPEG of 8 bits a sample (T.81). Colours come out as RGB, whatever they are in the stream. */
export async function jpeg8Bit(): Promise<Codec> {
  const { JPEGDecoder } = await libJpegTurbo.ready();
  const unpack = unpacking(libJpegTurbo, () => new JPEGDecoder(), statedByJpeg);
  // libjpeg takes three components for YCbCr; where the header says RGB, they are.
  return (stream, layout) => unpack(layout.colour === 'rgb' ? saidToBeRgb(stream) : stream, layout);
}

/** An Adobe segment (APP14) whose last byte says: no transform. */
const adobeRgb = Uint8Array.of(0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0);

/** The stream with that segment in place of the JFIF segment (APP0) it may begin with, which libjpeg would believe first. */
function saidToBeRgb(stream: Uint8Array): Uint8Array {
  const jfif = stream[2] === 0xff && stream[3] === 0xe0 ? 2 + ((stream[4]! << 8) | stream[5]!) : 0;
  const rest = stream.subarray(2 + jfif);
  const said = new Uint8Array(2 + adobeRgb.length + rest.length);
  said.set(stream.subarray(0, 2));
  said.set(adobeRgb, 2);
  said.set(rest, 2 + adobeRgb.length);
  return said;
}

import type { Codec } from './codec';
import { statedByJpeg } from './stated';
import { unpacking } from './unpacking';
import { LazyModule, type WasmDecoder } from './webassembly';

/** libjpeg-turbo, as much of it as is used. */
export interface LibJpegTurbo {
  readonly JPEGDecoder: new () => WasmDecoder;
}

const libJpegTurbo = new LazyModule<LibJpegTurbo>(() => import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs'));

/** JPEG of 8 bits a sample (T.81). */
export async function jpeg8Bit(): Promise<Codec> {
  const { JPEGDecoder } = await libJpegTurbo.ready();
  return unpacking(libJpegTurbo, () => new JPEGDecoder(), statedByJpeg);
}

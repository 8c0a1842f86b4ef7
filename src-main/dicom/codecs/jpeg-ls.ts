import type { Codec } from './codec';
import { statedByJpeg } from './stated';
import { unpacking } from './unpacking';
import { LazyModule, type WasmDecoder } from './webassembly';

/** CharLS, as much of it as is used. */
export interface Charls {
  readonly JpegLSDecoder: new () => WasmDecoder;
}

export const charls = new LazyModule<Charls>(() => import('@cornerstonejs/codec-charls/wasmjs'));

/** JPEG-LS (T.87), lossless and near-lossless. */
export async function jpegLs(): Promise<Codec> {
  const { JpegLSDecoder } = await charls.ready();
  return unpacking(charls, () => new JpegLSDecoder(), statedByJpeg);
}

import type { Codec } from './codec';
import { statedByJpeg } from './stated';
import { unpacking } from './unpacking';
import { LazyModule, type WasmDecoder, type WasmEncoder } from './webassembly';

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
}

/** CharLS, as much of it as is used. */
export interface Charls {
  readonly JpegLSDecoder: new () => WasmDecoder;
  readonly JpegLSEncoder: new () => WasmEncoder<Frame> & { setNearLossless(most: number): void };
}

export const charls = new LazyModule<Charls>(() => import('@cornerstonejs/codec-charls/wasmjs'));

/** JPEG-LS (T.87), lossless and near-lossless. */
export async function jpegLs(): Promise<Codec> {
  const { JpegLSDecoder } = await charls.ready();
  return unpacking(charls, () => new JpegLSDecoder(), statedByJpeg);
}

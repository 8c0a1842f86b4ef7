import type { Codec } from './codec';
import { statedByJpeg2000 } from './stated';
import { unpacking } from './unpacking';
import { LazyModule, type WasmDecoder, type WasmEncoder } from './webassembly';

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
  readonly isSigned: boolean;
  readonly isUsingColorTransform: boolean;
}

/** OpenJPEG and OpenJPH, as much of them as is used. */
export interface OpenJpeg {
  readonly J2KDecoder: new () => WasmDecoder;
}
export interface OpenJph {
  readonly HTJ2KDecoder: new () => WasmDecoder;
  readonly HTJ2KEncoder: new () => WasmEncoder<Frame> & { setQuality(lossless: boolean, step: number): void };
}

const openJpeg = new LazyModule<OpenJpeg>(() => import('@cornerstonejs/codec-openjpeg/decodewasmjs'));
export const openJph = new LazyModule<OpenJph>(() => import('@cornerstonejs/codec-openjph/wasmjs'));

/** JPEG 2000 (T.800), lossless and lossy. */
export async function jpeg2000(): Promise<Codec> {
  const { J2KDecoder } = await openJpeg.ready();
  return unpacking(openJpeg, () => new J2KDecoder(), statedByJpeg2000);
}

/** High-throughput JPEG 2000 (T.814). OpenJPH is twice as fast as OpenJPEG but needs vector instructions, which Electron 9 lacks. */
export async function highThroughput(): Promise<Codec> {
  try {
    const { HTJ2KDecoder } = await openJph.ready();
    return unpacking(openJph, () => new HTJ2KDecoder(), statedByJpeg2000);
  } catch (reason) {
    // Emscripten wraps what the engine says in an error of its own.
    if (String(reason).includes('CompileError')) return jpeg2000();
    throw reason;
  }
}

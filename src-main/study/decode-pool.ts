import * as workerpool from 'workerpool';
import { fail, type Outcome } from '../contract';
import { decodeSlice } from './decode';
import type { SlicePixels } from './series';

/** Turns a file's bytes into HU, off the thread that serves the page. The bytes are handed over: the caller's array is empty afterwards. */
export interface DecodePool {
  decode(file: Uint8Array, frame: number): Promise<Outcome<SlicePixels>>;
  dispose(): Promise<void>;
}

/** `workers` threads, each running the bundle `workerFile`; with 0 workers the calling thread decodes. */
export function createDecodePool(workers: number, workerFile: string | undefined): DecodePool {
  if (workers === 0 || workerFile === undefined)
    return { decode: (file, frame) => decodeSlice(file, frame), dispose: () => Promise.resolve() };
  // The first is started at once: loading it takes a quarter of a second, which the first picture need not wait for.
  const pool = workerpool.pool(workerFile, { workerType: 'thread', minWorkers: 1, maxWorkers: workers });
  return {
    async decode(file, frame) {
      try {
        return (await pool.exec('decode', [file, frame], { transfer: [file.buffer] })) as Outcome<SlicePixels>;
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return fail(
          'decode-stopped',
          `Decoding an image stopped unexpectedly (${why}).`,
          'Open the study again; if it stays, report it with this text.',
        );
      }
    },
    async dispose() {
      await pool.terminate(true);
    },
  };
}

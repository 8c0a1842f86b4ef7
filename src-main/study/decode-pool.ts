import * as workerpool from 'workerpool';
import { fail, type Outcome } from '../contract';
import { decodeSlice } from './decode';
import type { SlicePixels } from './series';

/** Turns a file's bytes into HU, off the thread that serves the page. The bytes are handed over: the caller's array is empty afterwards. */
export interface DecodePool {
  decode(file: Uint8Array, frame: number): Promise<Outcome<SlicePixels>>;
  dispose(): Promise<void>;
}

/** A decoder that a damaged stream has led astray is stopped. The largest images take a tenth of this. */
const longestDecodeMs = 10_000;

/** `workers` threads, each running the bundle `workerFile`; with 0 workers the calling thread decodes. */
export function createDecodePool(workers: number, workerFile: string | undefined, longestMs = longestDecodeMs): DecodePool {
  if (workers === 0 || workerFile === undefined)
    return { decode: (file, frame) => decodeSlice(file, frame), dispose: () => Promise.resolve() };
  // The first is started at once: loading it takes a quarter of a second, which the first picture need not wait for.
  const pool = workerpool.pool(workerFile, { workerType: 'thread', minWorkers: 1, maxWorkers: workers });
  return {
    async decode(file, frame) {
      try {
        // The time counts from when a thread begins with it, and ends the thread with it; the pool starts another.
        return (await pool.exec('decode', [file, frame], { transfer: [file.buffer] }).timeout(longestMs)) as Outcome<SlicePixels>;
      } catch (error) {
        if (error instanceof workerpool.Promise.TimeoutError)
          return fail(
            'decode-endless',
            'Decoding this image does not come to an end: its compressed data is damaged.',
            'Copy the file again from where it came from.',
          );
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

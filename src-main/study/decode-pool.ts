import * as workerpool from 'workerpool';
import { fail, type Outcome } from '../contract';
import { decodeSlice } from './decode';
import type { SlicePixels } from './series';
import type { SharedFile } from './shared-file';

/** Turns a file's bytes into HU, off the thread that serves the page. */
export interface DecodePool {
  /** The bytes are handed over: the caller's array is empty afterwards. */
  decode(file: Uint8Array, frame: number): Promise<Outcome<SlicePixels>>;
  decodeShared(file: SharedFile, frame: number): Promise<Outcome<SlicePixels>>;
  dispose(): Promise<void>;
}

/** A decoder that a damaged stream has led astray is stopped: no sound image takes this long. */
const longestDecodeMs = 10_000;

/** `workers` threads, each running the bundle `workerFile`; with 0 workers the calling thread decodes. */
export function createDecodePool(workers: number, workerFile: string | undefined, longestMs = longestDecodeMs): DecodePool {
  if (workers === 0 || workerFile === undefined)
    return {
      decode: decodeSlice,
      decodeShared: ({ bytes }, frame) => decodeSlice(bytes, frame),
      dispose: () => Promise.resolve(),
    };
  // The first is started at once: loading it takes a quarter of a second, which the first picture need not wait for.
  const pool = workerpool.pool(workerFile, { workerType: 'thread', minWorkers: 1, maxWorkers: workers });
  const inThread = async (
    entry: string,
    file: unknown,
    frame: number,
    transfer: ArrayBufferLike[],
  ): Promise<Outcome<SlicePixels>> => {
    try {
      // The time counts from when a thread begins with it, and ends the thread with it; the pool starts another.
      return (await pool.exec(entry, [file, frame], { transfer }).timeout(longestMs)) as Outcome<SlicePixels>;
    } catch (error) {
      return stopped(error);
    }
  };
  return {
    decode: (file, frame) => inThread('decode', file, frame, [file.buffer]),
    decodeShared: (file, frame) => inThread('decodeShared', file, frame, []),
    async dispose() {
      await pool.terminate(true);
    },
  };
}

function stopped(error: unknown): Outcome<never> {
  if (error instanceof workerpool.Promise.TimeoutError) return fail('decode-endless');
  const why = error instanceof Error ? error.message : String(error);
  return fail('decode-stopped', { why });
}

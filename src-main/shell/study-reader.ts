import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { createStudyReader, type StudyReader } from '../study';

/** Beyond eight, reading the files is what takes the time. */
const mostWorkers = 8;

/** One core stays with the thread that serves the page. */
export const decodeWorkers = (cores: number): number => Math.max(1, Math.min(cores - 1, mostWorkers));

/** The study room with its decoders in threads of their own: the worker's bundle lies next to the bundle of main. */
export const openStudyReader = (): StudyReader =>
  createStudyReader({
    // Node 12 has no availableParallelism.
    workers: decodeWorkers(availableParallelism?.() ?? cpus().length),
    workerFile: join(import.meta.dirname, 'decode-worker.cjs'),
  });

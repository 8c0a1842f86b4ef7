import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import * as workerpool from 'workerpool';
import { breath } from '../../engine/breath';
import type { ScanFit } from '../../engine/simulation';
import { addedNoise, fitOf, type LowDose, type ScannedSlice } from './noise';

/** Where noise is made. */
export interface NoiseThreads {
  /** One a core up to eight unless given. With 0 the calling thread makes it. */
  readonly workers?: number;
  readonly workerFile?: string;
}

/** Whoever makes it disposes of it, which also ends what is being made. */
export interface NoisePool {
  readonly workers: number;
  fit(slices: readonly ScannedSlice[]): Promise<ScanFit | null>;
  noise(slice: ScannedSlice, index: number, how: LowDose): Promise<Float32Array>;
  dispose(): Promise<void>;
}

/** The bundle of `worker.ts`: next to the bundle of main. */
const bundledWorker = join(import.meta.dirname, 'simulation-worker.cjs');
// Node 12 has no availableParallelism.
const workersHere = (): number => Math.min(availableParallelism?.() ?? cpus().length, 8);

export function createNoisePool({ workers = workersHere(), workerFile = bundledWorker }: NoiseThreads = {}): NoisePool {
  if (workers === 0)
    return {
      workers: 1,
      fit: async (slices) => (await breath(), fitOf(slices)),
      noise: async (...of) => (await breath(), addedNoise(...of)),
      dispose: () => Promise.resolve(),
    };
  const pool = workerpool.pool(workerFile, { workerType: 'thread', maxWorkers: workers });
  return {
    workers,
    fit: async (slices) => (await pool.exec('fit', [slices])) as ScanFit | null,
    noise: async (...of) => (await pool.exec('noise', of)) as Float32Array,
    dispose: async () => {
      await pool.terminate(true);
    },
  };
}

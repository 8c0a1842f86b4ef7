import { cpus } from 'node:os';
import { join } from 'node:path';
import * as workerpool from 'workerpool';
import { breath } from '../../engine/breath';
import { type PhantomAnatomy, type PhantomFile, phantomPainter, type PhantomRequest } from './slice';

/** Where phantoms are painted. */
export interface PhantomThreads {
  /** One a core up to eight unless given. With 0 the calling thread paints. */
  readonly workers?: number;
  readonly workerFile?: string;
}

/** Makes slices of phantoms in several threads. Whoever makes it disposes of it, which also ends what is being painted. */
export interface PhantomPool {
  readonly workers: number;
  /** HU without noise, row-major. */
  truth(anatomy: PhantomAnatomy, index: number): Promise<Float32Array>;
  /** The files of one slice, one a series. */
  files(request: PhantomRequest, index: number): Promise<readonly PhantomFile[]>;
  dispose(): Promise<void>;
}

/** The bundle of `worker.ts`: next to the bundle of main. */
const bundledWorker = join(import.meta.dirname, 'phantom-worker.cjs');
const workersHere = (): number => Math.min(cpus().length, 8);

export function createPhantomPool({ workers = workersHere(), workerFile = bundledWorker }: PhantomThreads = {}): PhantomPool {
  if (workers === 0) {
    const painter = phantomPainter();
    return {
      workers: 1,
      truth: async (...of) => (await breath(), painter.truth(...of)),
      files: async (...of) => (await breath(), painter.files(...of)),
      dispose: () => Promise.resolve(),
    };
  }
  const pool = workerpool.pool(workerFile, { workerType: 'thread', maxWorkers: workers });
  return {
    workers,
    truth: async (...of) => (await pool.exec('truth', of)) as Float32Array,
    files: async (...of) => (await pool.exec('files', of)) as readonly PhantomFile[],
    dispose: async () => {
      await pool.terminate(true);
    },
  };
}

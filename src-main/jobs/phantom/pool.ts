import * as workerpool from 'workerpool';
import { breath } from '../../engine/breath';
import { type PhantomFile, phantomPainter, type PhantomRequest } from './slice';

/** Makes slices of phantoms in several threads. Whoever makes it disposes of it, which also ends what is being painted. */
export interface PhantomPool {
  readonly workers: number;
  paint(request: PhantomRequest, index: number): Promise<readonly PhantomFile[]>;
  dispose(): Promise<void>;
}

/** `workers` threads, each running the bundle `workerFile`; with 0 workers the calling thread paints. */
export function createPhantomPool(workers: number, workerFile: string): PhantomPool {
  if (workers === 0) {
    const paint = phantomPainter();
    return { workers: 1, paint: async (...of) => (await breath(), paint(...of)), dispose: () => Promise.resolve() };
  }
  const pool = workerpool.pool(workerFile, { workerType: 'thread', maxWorkers: workers });
  return {
    workers,
    paint: async (request, index) => (await pool.exec('paint', [request, index])) as readonly PhantomFile[],
    dispose: async () => {
      await pool.terminate(true);
    },
  };
}

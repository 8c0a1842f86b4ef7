import { basename, dirname, resolve } from 'node:path';
import { type Destination, folderDestination } from '../export/destination';
import { worded } from '../export/write-trouble';
import { createPhantomPool, type PhantomPool, type PhantomThreads } from './pool';
import { phantomUid, type PhantomFile, type PhantomRequest, seriesDescription, seriesOf } from './slice';

export interface PhantomPlan extends PhantomRequest, PhantomThreads {
  /** Becomes the study's folder: it appears whole or not at all. */
  readonly folder: string;
  /** What the place is called where it can't be written to; its path, unless a page hears of it. */
  readonly placeName?: string;
  readonly signal: AbortSignal;
}

/** A study that was written: every series has `images` files, and they share a frame of reference. */
export interface PhantomStudy {
  readonly folder: string;
  readonly images: number;
  readonly studyUid: string;
  readonly series: readonly { readonly seriesUid: string; readonly description: string }[];
}

/**
 * Paints a phantom, gives it the noise of a dose from its projections, and writes it as DICOM. Yields after every slice. Null when `signal`
 * aborted: then, and when it fails, nothing is left behind.
 */
export async function* makePhantomStudy(
  plan: PhantomPlan,
): AsyncGenerator<{ readonly done: number; readonly total: number }, PhantomStudy | null> {
  const { folder, signal, kind, slices, seed, doseFraction, size } = plan;
  // What crosses to a worker is plain data.
  const request: PhantomRequest = { kind, slices, seed, doseFraction, size };
  const place = resolve(folder);
  const destination = await worded(plan.placeName ?? dirname(place), () => folderDestination(dirname(place), basename(place)));
  const pool = createPhantomPool(plan);
  let finished = false;
  try {
    let done = 0;
    for await (const { index, files } of painted(pool, request, signal)) {
      await addAll(destination, request, index, files);
      yield { done: ++done, total: slices };
    }
    if (done < slices) return null;
    const whole = await destination.finish();
    finished = true;
    return {
      folder: whole,
      images: slices,
      studyUid: phantomUid(request, 'study'),
      series: seriesOf(request).map((series) => ({
        seriesUid: phantomUid(request, series),
        description: seriesDescription(request, series),
      })),
    };
  } finally {
    await pool.dispose();
    if (!finished) await destination.abandon();
  }
}

interface PaintedSlice {
  readonly index: number;
  readonly files: readonly PhantomFile[];
}

/** Slices as they are ready, in no order. A few more than there are workers are on their way; all are dropped when `signal` aborts. */
async function* painted(pool: PhantomPool, request: PhantomRequest, signal: AbortSignal): AsyncGenerator<PaintedSlice, void> {
  const running = new Map<number, Promise<PaintedSlice>>();
  const aborted = new Promise<null>((resolveAborted) => {
    if (signal.aborted) resolveAborted(null);
    signal.addEventListener('abort', () => resolveAborted(null), { once: true });
  });
  for (let next = 0; next < request.slices || running.size > 0;) {
    for (; next < request.slices && running.size < pool.workers + 2; next++) {
      const slice = paint(pool, request, next);
      // The first that fails is told; those dropped with it fail unheard.
      slice.catch(() => undefined);
      running.set(next, slice);
    }
    const ready = await Promise.race([...running.values(), aborted]);
    if (ready === null || signal.aborted) return;
    running.delete(ready.index);
    yield ready;
  }
}

const paint = async (pool: PhantomPool, request: PhantomRequest, index: number): Promise<PaintedSlice> => ({
  index,
  files: await pool.files(request, index),
});

async function addAll(
  destination: Destination,
  { slices }: PhantomRequest,
  index: number,
  files: readonly PhantomFile[],
): Promise<void> {
  // From head to feet, a series after the other.
  for (const [series, { bytes }] of files.entries()) await destination.add(fileName(series * slices + slices - index), bytes);
}

const fileName = (number: number): string => `IM${String(number).padStart(4, '0')}.dcm`;

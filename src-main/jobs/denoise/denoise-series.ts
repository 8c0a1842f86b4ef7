import type { Outcome, Trouble } from '../../contract';
import type { SliceHu } from '../../engine';
import type { SlicePixels } from '../../study';
import type { EngineReply } from '../engine/calls';
import { slicesAtOnce, underWay } from '../under-way';
import type { SliceQueue } from './slice-queue';

export type DenoisedSlice = EngineReply<'denoise'>;
export type SliceNews =
  | { readonly kind: 'denoised'; readonly index: number; readonly pixels: SlicePixels; readonly made: DenoisedSlice }
  /** The series goes on without it. */
  | { readonly kind: 'unreadable'; readonly index: number; readonly trouble: Trouble };

export interface SeriesToDenoise {
  readonly queue: SliceQueue;
  readonly read: (index: number) => Promise<Outcome<SlicePixels>>;
  /** One slice through the network; rejects where even a new engine process could not do it. */
  readonly denoise: (slice: SliceHu) => Promise<DenoisedSlice>;
}

/** Yields each slice's noise when it is whole, the slice in view first. */
export async function* denoiseSeries(
  { queue, read, denoise }: SeriesToDenoise,
  signal: AbortSignal,
): AsyncGenerator<SliceNews, void> {
  const newsOf = async (index: number): Promise<SliceNews> => {
    const pixels = await read(index);
    if (!pixels.ok) return { kind: 'unreadable', index, trouble: pixels.error };
    return { kind: 'denoised', index, pixels: pixels.value, made: await denoise(sliceOf(pixels.value)) };
  };
  try {
    for await (const news of underWay(taken(queue), slicesAtOnce, newsOf)) {
      if (signal.aborted) return;
      yield news;
    }
  } catch (reason) {
    if (!signal.aborted) throw reason;
  }
}

function* taken(queue: SliceQueue): Generator<number, void> {
  for (let index = queue.take(); index !== null; index = queue.take()) yield index;
}

export const sliceOf = ({ rows, columns, hu, padding }: SlicePixels): SliceHu => ({
  rows,
  columns,
  hu: Float32Array.from(hu),
  padding,
});

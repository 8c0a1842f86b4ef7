import type { Outcome, Trouble } from '../../contract';
import type { SliceHu } from '../../engine';
import type { SlicePixels } from '../../study';
import type { EngineReply } from '../engine/calls';
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

/** Yields each slice's noise when it is whole, the slice in view first. The next slice is read while the network works on this one. */
export async function* denoiseSeries(
  { queue, read, denoise }: SeriesToDenoise,
  signal: AbortSignal,
): AsyncGenerator<SliceNews, void> {
  const takeNext = () => {
    const index = queue.take();
    return index === null ? null : { index, reading: read(index) };
  };
  for (let next = takeNext(); next;) {
    const { index, reading } = next;
    const pixels = await reading;
    if (signal.aborted) return;
    next = takeNext();
    if (!pixels.ok) {
      yield { kind: 'unreadable', index, trouble: pixels.error };
      continue;
    }
    const made = await denoise(sliceOf(pixels.value));
    if (signal.aborted) return;
    yield { kind: 'denoised', index, pixels: pixels.value, made };
  }
}

export const sliceOf = ({ rows, columns, hu, padding }: SlicePixels): SliceHu => ({
  rows,
  columns,
  hu: Float32Array.from(hu),
  padding,
});

import { reportOn, type NoiseReport } from './report';
import type { SliceNoise } from './slice-noise';
import type { PixelSize } from './spectrum';

/** What the page asks this thread, one slice at a time. */
export interface Question {
  readonly slice: SliceNoise;
  readonly pixel: PixelSize;
}

// The types of a window fit but for the origin, which a worker's messages don't have.
const answer = postMessage as (report: NoiseReport) => void;
addEventListener('message', ({ data: { slice, pixel } }: MessageEvent<Question>) => answer(reportOn(slice, pixel)));

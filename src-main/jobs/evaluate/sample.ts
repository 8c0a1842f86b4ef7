import type { DisplayWindow } from '../../engine/quality';

/** The middle of a set's first picture, as every method shows it. */
export interface Sample {
  readonly size: number;
  readonly window: DisplayWindow;
  /** Null where nobody knows it. */
  readonly truth: Float32Array | null;
  readonly input: Float32Array;
  /** In the order of the methods. */
  readonly outputs: readonly Float32Array[];
}

export const samplePx = 224;

/** The middle square of a square image. */
export function middleOf(image: Float32Array, imageSize: number, size = samplePx): Float32Array {
  const margin = (imageSize - size) >> 1;
  return Float32Array.from(
    { length: size * size },
    (_, i) => image[(margin + Math.floor(i / size)) * imageSize + margin + (i % size)]!,
  );
}

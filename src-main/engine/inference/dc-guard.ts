import type { SliceHu } from '../engine';
import { gaussianBlur } from './gaussian';
import { half, halved, overWeight, resizingPx2, takeDoubled } from './half-size';

/**
 * The DC guard:  n ← n − Gauss(n), and 0 on padding. Predicted noise may hold no local mean, so tissue keeps its HU. The Gaussian is computed at half the
 * size and is no narrower for it; `guardPx` is above 1.
 */
export function withoutLocalMean(noise: Float32Array, slice: SliceHu, guardPx: number): Float32Array {
  const { rows, columns, padding } = slice;
  const out = padding ? noise.map((value, i) => (padding[i] ? 0 : value)) : noise.slice();
  const weight =
    padding &&
    halved(
      Float32Array.from(padding, (flag) => 1 - flag),
      slice,
    );
  // The blur weighs each mean by how much of its four pixels is no padding.
  const small = overWeight(halved(out, slice), weight);
  takeDoubled(out, gaussianBlur(small, half(rows), half(columns), Math.sqrt(guardPx ** 2 - resizingPx2) / 2, weight), slice);
  if (padding) for (let i = 0; i < out.length; i++) if (padding[i]) out[i] = 0;
  return out;
}

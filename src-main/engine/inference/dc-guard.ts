import type { SliceHu } from '../engine';
import { gaussianBlur } from './gaussian';

/**
 * The DC guard:  n ← n − Gauss(n), and 0 on padding. Predicted noise may hold no local mean, so tissue keeps its HU. Its width decides what is
 * kept: 6 px the texture, 2 px faint contrast (measured in the recipe).
 */
export function withoutLocalMean(noise: Float32Array, { rows, columns, padding }: SliceHu, guardPx: number): Float32Array {
  const weight = padding && Float32Array.from(padding, (flag) => 1 - flag);
  const mean = gaussianBlur(noise, rows, columns, guardPx, weight);
  for (let i = 0; i < mean.length; i++) mean[i] = padding?.[i] ? 0 : noise[i] - mean[i];
  return mean;
}

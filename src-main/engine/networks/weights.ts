import type { Weights } from '../engine';
import { sizeOf, type Tensor } from '../primitives/interpreter';
import type { Random } from '../random';
import { type Network, type WeightShape, weightShapesOf } from './network';

/** Shapes by name, as a program is compiled for. */
export const shapesOf = (weights: Weights): Record<string, readonly number[]> =>
  Object.fromEntries([...weights].map(([name, { shape }]) => [name, shape]));

/** Numbers by name, as a program is run on. */
export const dataOf = (weights: Weights): Record<string, Float32Array> =>
  Object.fromEntries([...weights].map(([name, { data }]) => [name, data]));

/** First weights of a network from N(0, sd²); where the SD is 0 they are 0, and nothing is drawn. */
export const drawWeights = (network: Network, random: Random, sdOf: (weight: WeightShape) => number): Map<string, Tensor> =>
  new Map(
    weightShapesOf(network).map((weight) => {
      const sd = sdOf(weight);
      const data = new Float32Array(sizeOf(weight.shape));
      if (sd > 0) for (let i = 0; i < data.length; i++) data[i] = sd * random.normal();
      return [weight.name, { shape: weight.shape, data }];
    }),
  );

/** What one number of a convolution's result is a sum of: K²·fan-in. A bias has none. */
export const termsOf = ({ shape }: WeightShape): number => (shape.length === 4 ? shape[0] * shape[1] * shape[2] : Infinity);

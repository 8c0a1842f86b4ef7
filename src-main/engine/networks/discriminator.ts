import type { Tensor } from '../primitives/interpreter';
import { seededRandom } from '../random';
import type { ConvolutionLayer, Network } from './network';
import { drawWeights, termsOf } from './weights';

/** A discriminator's image is divided by `inputScale`, so that it sees numbers about 1. */
export interface Discriminator {
  readonly channels: number;
  readonly inputScale: number;
}

/** By how much its scores are fewer than the image's pixels, along each side. */
export const discriminatorShrink = 4;

/**
 * Scores every patch of an image [N,H,W,1], high for a real one: [N,H/4,W/4,1]. Unshuffling takes the place of strides, so it needs no operation
 * that the residual networks don't have. A score sees 31 × 31 pixels: texture, not anatomy (a patch discriminator, Isola et al. 2017).
 */
export function discriminatorNetwork({ channels, inputScale }: Discriminator): Network {
  const layer = (at: number, from: number, to: number, activation: 'leaky-relu' | 'identity') => {
    const one: ConvolutionLayer = { name: `discriminator${at}`, kernel: 3, dilation: 1, from, to, bias: true, activation };
    return { kind: 'convolutions', layers: [one], residual: 'none', x0: 'block-input' } as const;
  };
  return {
    channels: 1,
    blocks: [
      { kind: 'scale', factor: 1 / inputScale },
      { kind: 'unshuffle', factor: 2 },
      layer(1, 4, channels, 'leaky-relu'),
      { kind: 'unshuffle', factor: 2 },
      layer(2, 4 * channels, 2 * channels, 'leaky-relu'),
      layer(3, 2 * channels, 2 * channels, 'leaky-relu'),
      layer(4, 2 * channels, 1, 'identity'),
    ],
  };
}

/** N(0, 2/(K²·fan-in)), biases 0. */
export const discriminatorWeights = (network: Network, seed: number): Map<string, Tensor> =>
  drawWeights(network, seededRandom(seed, 71), (weight) => Math.sqrt(2 / termsOf(weight)));

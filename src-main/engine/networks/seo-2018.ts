import type { ActivationName } from '../layers/activation';
import type { ResidualFunction } from '../layers/residual';
import type { Tensor } from '../primitives/interpreter';
import { seededRandom } from '../random';
import type { Network } from './network';
import { drawWeights, termsOf } from './weights';

/**
 * The network of Seo's article (Towards Data Science, 2018, part 3): six layers of one convolution without bias and an activation; what comes out
 * meets the network's own one-channel image in every layer. The article varies channels and activations.
 */
export interface Seo2018 {
  readonly residual: Exclude<ResidualFunction, 'none'>;
  /** Of the hidden layers. */
  readonly channels: number;
  /** One a layer. */
  readonly activations: readonly ActivationName[];
}

export const seoKernels = [13, 7, 3, 5, 3, 1] as const;
export const seoActivations: readonly ActivationName[] = ['sigmoid', 'tanh', 'arctan', 'relu', 'tanh', 'relu'];
export const seoChannels = 3;

/** 1,338 weights and 0.35 GMAC at 512 × 512 with three channels. */
export const seo2018Network = ({ residual, channels, activations }: Seo2018): Network => ({
  channels: 1,
  blocks: seoKernels.map((kernel, i) => ({
    kind: 'convolutions',
    layers: [
      {
        name: `layer${i + 1}`,
        kernel,
        dilation: 1,
        from: i === 0 ? 1 : channels,
        to: i === seoKernels.length - 1 ? 1 : channels,
        bias: false,
        activation: activations[i],
      },
    ],
    residual,
    x0: 'network-input',
  })),
});

/** Weights as the article drew them, N(0, 1), or as they are drawn today: N(0, 1/(K²·fan-in)), so that a layer keeps the size of its numbers. */
export const seoWeights = (network: Network, spread: 'as-written' | 'mended', seed: number): Map<string, Tensor> =>
  drawWeights(network, seededRandom(seed), (weight) => (spread === 'as-written' ? 1 : 1 / Math.sqrt(termsOf(weight))));

import type { Tensor } from '../primitives/interpreter';
import { seededRandom } from '../random';
import type { ResidualCnn } from './definition';
import type { Block, ConvolutionLayer, Network } from './network';
import { drawWeights, termsOf } from './weights';

/** The input that tells the noise level: [N,H/f,W/f,1], sigma / sigmaScaleHu. */
export const sigmaMapName = 'sigmaMap';

/** A network of the family in the scales of the recipe: HU/200, sigma/50, noise of 100 HU; clipped to what a 12-bit scanner writes. */
export const tacetDefinition = (channels: number, blocks: number): ResidualCnn => ({
  kind: 'residual-cnn',
  channels,
  blocks,
  kernel: 3,
  unshuffle: 2,
  inputScaleHu: 200,
  sigmaScaleHu: 50,
  outputScaleHu: 100,
  clipHu: [-1024, 3071],
});

/**
 * The network of the `tacet` family, which predicts noise in HU from HU:
 *
 *     u = HU / inputScale -> unshuffle -> (u, sigma map) -> conv, ReLU -> residual blocks -> conv -> shuffle -> noise = outputScale · y
 *
 * A residual block is  h + conv(ReLU(conv(h))); nothing follows the sum.
 */
export function tacetNetwork(definition: ResidualCnn): Network {
  const { channels, blocks, kernel, unshuffle, inputScaleHu, outputScaleHu } = definition;
  const phases = unshuffle * unshuffle;
  const layer = (name: string, from: number, to: number, activation: 'relu' | 'identity'): ConvolutionLayer => ({
    name,
    kernel,
    dilation: 1,
    from,
    to,
    bias: true,
    activation,
  });
  const plain = (one: ConvolutionLayer): Block => ({ kind: 'convolutions', layers: [one], residual: 'none', x0: 'block-input' });
  const trunk = Array.from({ length: blocks }, (_, i): Block => {
    const name = `block${i + 1}`;
    return {
      kind: 'convolutions',
      layers: [layer(`${name}.first`, channels, channels, 'relu'), layer(`${name}.second`, channels, channels, 'identity')],
      residual: 'add',
      x0: 'block-input',
    };
  });
  return {
    channels: 1,
    blocks: [
      { kind: 'scale', factor: 1 / inputScaleHu },
      { kind: 'unshuffle', factor: unshuffle },
      { kind: 'extra-channels', map: sigmaMapName, channels: 1 },
      plain(layer('head', phases + 1, channels, 'relu')),
      ...trunk,
      plain(layer('tail', channels, phases, 'identity')),
      { kind: 'shuffle', factor: unshuffle },
      { kind: 'scale', factor: outputScaleHu },
    ],
  };
}

/** N(0, 2/(K²·fan-in)); a block's second convolution × 0.3; the last convolution 0, so that the network starts as "no noise". */
export const initialWeights = (definition: ResidualCnn, seed: number): Map<string, Tensor> =>
  drawWeights(tacetNetwork(definition), seededRandom(seed), (weight) => {
    if (weight.name === 'tail.w') return 0;
    return Math.sqrt(2 / termsOf(weight)) * (weight.name.includes('.second') ? 0.3 : 1);
  });

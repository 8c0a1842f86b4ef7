import { sizeOf, type Tensor } from '../primitives/interpreter';
import { seededRandom } from '../random';
import type { ModelDefinition } from './definition';
import { type Block, type ConvolutionLayer, type Network, parameterCountOf, weightShapesOf, type WeightShape } from './network';

/** The input that tells the noise level: [N,H/f,W/f,1], sigma / sigmaScaleHu. */
export const sigmaMapName = 'sigmaMap';

/**
 * The network of the `tacet` family, which predicts noise in HU from HU:
 *
 *     u = HU / inputScale -> unshuffle -> (u, sigma map) -> conv, ReLU -> residual blocks -> conv -> shuffle -> noise = outputScale · y
 *
 * A residual block is  h + conv(ReLU(conv(h))); nothing follows the sum.
 */
export function tacetNetwork(definition: ModelDefinition): Network {
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

export const weightShapes = (definition: ModelDefinition): readonly WeightShape[] => weightShapesOf(tacetNetwork(definition));
export const parameterCount = (definition: ModelDefinition): number => parameterCountOf(tacetNetwork(definition));

/** Multiplications and additions for a 512 × 512 slice, in 10⁹. */
export function gmacPerSlice(definition: ModelDefinition): number {
  const pixels = (512 / definition.unshuffle) ** 2;
  const perPixel = weightShapes(definition)
    .filter(({ shape }) => shape.length === 4)
    .reduce((total, { shape }) => total + sizeOf(shape), 0);
  return (pixels * perPixel) / 1e9;
}

/** N(0, 2/(K²·fan-in)); a block's second convolution × 0.3; the last convolution 0, so that the network starts as "no noise". */
export function initialWeights(definition: ModelDefinition, seed: number): Map<string, Tensor> {
  const random = seededRandom(seed);
  return new Map(
    weightShapes(definition).map(({ name, shape }) => {
      const data = new Float32Array(sizeOf(shape));
      if (shape.length === 4 && name !== 'tail.w') {
        const sd = Math.sqrt(2 / (shape[0] * shape[1] * shape[2])) * (name.includes('.second') ? 0.3 : 1);
        for (let i = 0; i < data.length; i++) data[i] = sd * random.normal();
      }
      return [name, { shape, data }];
    }),
  );
}

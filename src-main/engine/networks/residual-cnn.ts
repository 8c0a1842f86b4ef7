import { sizeOf, type Tensor } from '../primitives/interpreter';
import type { Ops } from '../primitives/ops';
import * as convolution from '../layers/convolution';
import * as noiseLevelMap from '../layers/noise-level-map';
import { shuffleBackward, shuffleForward, unshuffleForward } from '../layers/pixel-shuffle';
import * as relu from '../layers/relu';
import * as block from '../layers/residual-block';
import { seededRandom } from '../random';
import type { ModelDefinition } from './definition';

/**
 * The network of the `tacet` family, which predicts noise:
 *
 *     u = HU / inputScale -> unshuffle -> (u, sigma map) -> conv, ReLU -> residual blocks -> conv -> shuffle -> noise = outputScale · y
 */
export interface NetworkInput<T> {
  /** [N,H,W,1], HU, clipped. */
  readonly hu: T;
  /** [N,H/f,W/f,1]: the noise level, sigma / sigmaScaleHu. */
  readonly sigmaMap: T;
}

/** Every weight by its name in the file and its shape, in the order of the forward pass. */
export function weightShapes(
  definition: ModelDefinition,
): readonly { readonly name: string; readonly shape: readonly number[] }[] {
  const { channels, blocks, kernel, unshuffle } = definition;
  const phases = unshuffle * unshuffle;
  const layer = (name: string, from: number, to: number) => [
    { name: `${name}.w`, shape: [kernel, kernel, from, to] },
    { name: `${name}.b`, shape: [to] },
  ];
  const trunk = Array.from({ length: blocks }, (_, i) => [
    ...layer(`block${i + 1}.first`, channels, channels),
    ...layer(`block${i + 1}.second`, channels, channels),
  ]);
  return [...layer('head', phases + 1, channels), ...trunk.flat(), ...layer('tail', channels, phases)];
}

export const parameterCount = (definition: ModelDefinition): number =>
  weightShapes(definition).reduce((total, { shape }) => total + sizeOf(shape), 0);

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

const pair = <T>(weights: Readonly<Record<string, T>>, name: string): convolution.ConvolutionWeights<T> => ({
  w: weights[`${name}.w`],
  b: weights[`${name}.b`],
});
const blockWeights = <T>(weights: Readonly<Record<string, T>>, i: number): block.BlockWeights<T> => ({
  first: pair(weights, `block${i}.first`),
  second: pair(weights, `block${i}.second`),
});

interface Kept<T> {
  readonly x: T;
  readonly head: T;
  readonly blocks: readonly block.BlockKept<T>[];
  readonly trunk: T;
}

/** Predicted noise [N,H,W,1] in HU, and what the backward pass needs. */
export function forward<T>(
  ops: Ops<T>,
  definition: ModelDefinition,
  weights: Readonly<Record<string, T>>,
  { hu, sigmaMap }: NetworkInput<T>,
): { noiseHu: T; kept: Kept<T> } {
  const u = unshuffleForward(ops, ops.scale(hu, 1 / definition.inputScaleHu), definition.unshuffle);
  const x = noiseLevelMap.forward(ops, u, sigmaMap);
  const head = relu.forward(ops, convolution.forward(ops, x, pair(weights, 'head')));
  let h = head;
  const blocks: block.BlockKept<T>[] = [];
  for (let i = 1; i <= definition.blocks; i++) {
    const { out, kept } = block.forward(ops, h, blockWeights(weights, i));
    blocks.push(kept);
    h = out;
  }
  const y = convolution.forward(ops, h, pair(weights, 'tail'));
  return {
    noiseHu: ops.scale(shuffleForward(ops, y, definition.unshuffle), definition.outputScaleHu),
    kept: { x, head, blocks, trunk: h },
  };
}

/** From dNoise = ∂L/∂noiseHu to the gradient of every weight, by its name. */
export function backward<T>(
  ops: Ops<T>,
  definition: ModelDefinition,
  weights: Readonly<Record<string, T>>,
  { x, head, blocks, trunk }: Kept<T>,
  dNoise: T,
): Record<string, T> {
  const size = definition.kernel;
  const gradients: Record<string, T> = {};
  const record = (name: string, { dw, db }: convolution.Gradients<T>): void => {
    gradients[`${name}.w`] = dw;
    gradients[`${name}.b`] = db;
  };
  const dy = shuffleBackward(ops, ops.scale(dNoise, definition.outputScaleHu), definition.unshuffle);
  const { dx, ...ofTail } = convolution.backward(ops, trunk, pair(weights, 'tail'), size, dy);
  record('tail', ofTail);
  let dh = dx;
  for (let i = definition.blocks; i >= 1; i--) {
    const { dh: before, ofFirst, ofSecond } = block.backward(ops, blocks[i - 1], blockWeights(weights, i), size, dh);
    record(`block${i}.first`, ofFirst);
    record(`block${i}.second`, ofSecond);
    dh = before;
  }
  record('head', convolution.weightGradients(ops, x, size, relu.backward(ops, head, dh)));
  return gradients;
}

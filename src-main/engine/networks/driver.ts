import * as activation from '../layers/activation';
import * as convolution from '../layers/convolution';
import * as extraChannels from '../layers/extra-channels';
import { shuffleBackward, shuffleForward, unshuffleBackward, unshuffleForward } from '../layers/pixel-shuffle';
import * as residual from '../layers/residual';
import type { Ops } from '../primitives/ops';
import { enteringGradient, type PassedOn, type Rule } from './back-propagation';
import { type Block, type ConvolutionLayer, type Network, stagesOf } from './network';

/** Weights by their names, and whatever else the network's blocks ask for by name. */
export type Named<T> = Readonly<Record<string, T>>;

/** What one convolution keeps for its backward pass. */
interface LayerKept<T> {
  readonly x: T;
  readonly z: T;
  readonly a: T;
}
/** What the whole forward pass keeps: for each block of convolutions, its layers and x0; for the others nothing. */
export interface Kept<T> {
  readonly image: T;
  readonly blocks: readonly (readonly LayerKept<T>[])[];
}

const weightsOf = <T>(named: Named<T>, { name, bias }: ConvolutionLayer): convolution.ConvolutionWeights<T> => ({
  w: named[`${name}.w`],
  b: bias ? named[`${name}.b`] : undefined,
});

/** image [N,H,W,C] through every block. `named` holds the weights and the maps of extra channels. */
export function forward<T>(ops: Ops<T>, network: Network, named: Named<T>, image: T): { out: T; kept: Kept<T> } {
  let h = image;
  const blocks = network.blocks.map((block): readonly LayerKept<T>[] => {
    switch (block.kind) {
      case 'scale':
        h = ops.scale(h, block.factor);
        return [];
      case 'unshuffle':
        h = unshuffleForward(ops, h, block.factor);
        return [];
      case 'shuffle':
        h = shuffleForward(ops, h, block.factor);
        return [];
      case 'extra-channels':
        h = extraChannels.forward(ops, h, named[block.map]);
        return [];
      case 'convolutions': {
        const x0 = block.x0 === 'network-input' ? image : h;
        let x = h;
        const layers = block.layers.map((layer): LayerKept<T> => {
          const z = convolution.forward(ops, x, weightsOf(named, layer), layer.dilation);
          const kept = { x, z, a: activation.forward(ops, layer.activation, z) };
          x = kept.a;
          return kept;
        });
        h = residual.forward(ops, block.residual, x, x0);
        return layers;
      }
    }
  });
  return { out: h, kept: { image, blocks } };
}

/**
 * From dOut = ∂L/∂out to the gradient of every weight, by its name, and to dImage. `rule` says what enters each block of convolutions besides
 * the gradient that the block after it passed on.
 */
export function backward<T>(
  ops: Ops<T>,
  network: Network,
  named: Named<T>,
  { image, blocks }: Kept<T>,
  dOut: T,
  rule: Rule<T>,
): { gradients: Record<string, T>; dImage: T } {
  const stages = stagesOf(network);
  const gradients: Record<string, T> = {};
  const passedOn: PassedOn<T>[] = [];
  let g = dOut;
  /** What reaches the network's input by x0, past the blocks. */
  let dX0: T | null = null;
  for (let at = network.blocks.length - 1; at >= 0; at--) {
    const block = network.blocks[at];
    switch (block.kind) {
      case 'scale':
        g = ops.scale(g, block.factor);
        break;
      case 'unshuffle':
        g = unshuffleBackward(ops, g, block.factor);
        break;
      case 'shuffle':
        g = shuffleBackward(ops, g, block.factor);
        break;
      case 'extra-channels':
        g = extraChannels.backward(ops, g, stages[at].channels);
        break;
      case 'convolutions': {
        const entering = enteringGradient(ops, rule, g, passedOn, stages[at + 1]);
        const fromInput = block.x0 === 'network-input';
        const x0Stage = fromInput ? stages[0] : stages[at];
        const x0 = fromInput ? image : blocks[at][0].x;
        const x0Channels = x0Stage.channels === stages[at + 1].channels ? 'each' : 'one-for-all';
        const { da, dx0 } = residual.backward(ops, block.residual, { a: blocks[at].at(-1)!.a, x0 }, x0Channels, entering);
        g = backwardLayers(ops, block, named, blocks[at], da, gradients);
        if (dx0 !== null && fromInput) dX0 = dX0 === null ? dx0 : ops.add(dX0, dx0);
        else if (dx0 !== null) g = ops.add(dx0, g);
        passedOn.push({ g, stage: stages[at] });
        break;
      }
    }
  }
  return { gradients, dImage: dX0 === null ? g : ops.add(g, dX0) };
}

/** Back through a block's convolutions, last to first; notes their gradients and returns that of the block's input. */
function backwardLayers<T>(
  ops: Ops<T>,
  { layers }: Extract<Block, { kind: 'convolutions' }>,
  named: Named<T>,
  kept: readonly LayerKept<T>[],
  dOut: T,
  gradients: Record<string, T>,
): T {
  let da = dOut;
  for (let at = layers.length - 1; at >= 0; at--) {
    const layer = layers[at];
    const { x, z, a } = kept[at];
    const dz = activation.backward(ops, layer.activation, z, a, da);
    const { dx, dw, db } = convolution.backward(ops, x, weightsOf(named, layer), layer, dz);
    gradients[`${layer.name}.w`] = dw;
    if (layer.bias) gradients[`${layer.name}.b`] = db;
    da = dx;
  }
  return da;
}

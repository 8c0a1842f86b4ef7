import { TacetError } from '../../contract/outcome';
import { activationNames, type ActivationName } from '../layers/activation';
import { residualFunctions, type ResidualFunction } from '../layers/residual';
import { sizeOf, type Tensor } from '../primitives/interpreter';

/** A convolution and what follows it. Its weights are `<name>.w` [K,K,from,to] and, with a bias, `<name>.b` [to]. */
export interface ConvolutionLayer {
  readonly name: string;
  /** Filter size, odd, 1 to 13. */
  readonly kernel: number;
  readonly dilation: number;
  readonly from: number;
  readonly to: number;
  readonly bias: boolean;
  readonly activation: ActivationName;
}

export type Block =
  /** Convolutions one after the other; what they make of the block's input meets x0. */
  | {
      readonly kind: 'convolutions';
      readonly layers: readonly ConvolutionLayer[];
      readonly residual: ResidualFunction;
      readonly x0: 'network-input' | 'block-input';
    }
  /** A factor that is not learnt, e.g. of HU to the network's unit. */
  | { readonly kind: 'scale'; readonly factor: number }
  | { readonly kind: 'unshuffle' | 'shuffle'; readonly factor: number }
  /** Joins another input, `map` [N,H,W,channels] at the resolution of this place, to the channels. */
  | { readonly kind: 'extra-channels'; readonly map: string; readonly channels: number };

/** A network is data: a list of blocks that one driver (driver.ts) runs forward and backward. */
export interface Network {
  /** Of the image that goes in. */
  readonly channels: number;
  readonly blocks: readonly Block[];
}

/** Where in a network: how many channels there are, and by how much the image is shrunk. Values at equal places have equal shapes. */
export interface Stage {
  readonly channels: number;
  readonly shrink: number;
}

const refuse = (what: string): never => {
  throw new TacetError({
    code: 'network-description',
    message: `The network does not fit together: ${what}.`,
    remedy: 'Correct its description.',
  });
};

/** The stage before each block, and the last one after all of them. Throws a TacetError that says in a sentence what does not fit. */
export function stagesOf({ channels, blocks }: Network): readonly Stage[] {
  if (!(Number.isInteger(channels) && channels >= 1)) refuse(`its image has ${channels} channels`);
  const stages: Stage[] = [{ channels, shrink: 1 }];
  for (const [at, block] of blocks.entries()) stages.push(stageAfter(block, stages[at], stages[0], `block ${at + 1}`));
  const names = convolutionsOf({ channels, blocks }).map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) refuse(`two convolutions are called "${twice}"`);
  return stages;
}

function stageAfter(block: Block, before: Stage, input: Stage, where: string): Stage {
  switch (block.kind) {
    case 'scale':
      return Number.isFinite(block.factor) ? before : refuse(`${where} scales by ${block.factor}`);
    case 'extra-channels':
      if (!(Number.isInteger(block.channels) && block.channels >= 1)) refuse(`${where} adds ${block.channels} channels`);
      return { ...before, channels: before.channels + block.channels };
    case 'unshuffle':
    case 'shuffle': {
      const { kind, factor } = block;
      if (!(Number.isInteger(factor) && factor >= 1)) refuse(`${where} has the factor ${factor}`);
      if (kind === 'unshuffle') return { channels: before.channels * factor ** 2, shrink: before.shrink * factor };
      if (before.channels % factor ** 2 !== 0) refuse(`${where} cannot shuffle ${before.channels} channels by ${factor}`);
      return { channels: before.channels / factor ** 2, shrink: before.shrink / factor };
    }
    case 'convolutions': {
      if (block.layers.length === 0) refuse(`${where} has no layer`);
      const after = { ...before, channels: block.layers.reduce((from, layer) => channelsAfter(layer, from), before.channels) };
      if (!residualFunctions.includes(block.residual)) refuse(`${where} has the unknown residual function "${block.residual}"`);
      const x0 = block.x0 === 'network-input' ? input : before;
      const meets = x0.shrink === after.shrink && (x0.channels === after.channels || x0.channels === 1);
      if (block.residual !== 'none' && !meets)
        refuse(`in ${where}, ${after.channels} channels cannot meet the ${x0.channels} of the ${block.x0.replace('-', "'s ")}`);
      return after;
    }
  }
}

function channelsAfter({ name, kernel, dilation, from, to, activation }: ConvolutionLayer, channels: number): number {
  if (from !== channels) refuse(`"${name}" takes ${from} channels and gets ${channels}`);
  if (!(Number.isInteger(to) && to >= 1)) refuse(`"${name}" gives ${to} channels`);
  if (!(Number.isInteger(kernel) && kernel % 2 === 1 && kernel >= 1 && kernel <= 13))
    refuse(`"${name}" has a filter of ${kernel} pixels, and it must be an odd number from 1 to 13`);
  if (!(Number.isInteger(dilation) && dilation >= 1)) refuse(`"${name}" has the dilation ${dilation}`);
  if (!activationNames.includes(activation)) refuse(`"${name}" has the unknown activation "${activation}"`);
  return to;
}

export const convolutionsOf = ({ blocks }: Network): readonly ConvolutionLayer[] =>
  blocks.flatMap((block) => (block.kind === 'convolutions' ? block.layers : []));

export interface WeightShape {
  readonly name: string;
  readonly shape: readonly number[];
}

/** Every weight by its name and its shape, in the order of the forward pass. */
export const weightShapesOf = (network: Network): readonly WeightShape[] =>
  convolutionsOf(network).flatMap(({ name, kernel, from, to, bias }) => [
    { name: `${name}.w`, shape: [kernel, kernel, from, to] },
    ...(bias ? [{ name: `${name}.b`, shape: [to] }] : []),
  ]);

export const parameterCountOf = (network: Network): number =>
  weightShapesOf(network).reduce((total, { shape }) => total + sizeOf(shape), 0);

/** Throws a TacetError unless the weights are the network's own: every name, every shape, no more. */
export function checkWeights(network: Network, weights: ReadonlyMap<string, Tensor>): void {
  const shapes = weightShapesOf(network);
  for (const { name, shape } of shapes) {
    const found = weights.get(name)?.shape.join(' × ');
    if (found !== shape.join(' × '))
      throw new TacetError({
        code: 'weights-shape',
        message: `The weights are those of another network: "${name}" ${found === undefined ? 'is missing' : `is ${found}, not ${shape.join(' × ')}`}.`,
        remedy: 'Choose weights that were made for this network.',
      });
  }
  if (weights.size !== shapes.length)
    throw new TacetError({
      code: 'weights-shape',
      message: `The weights are those of another network: it has ${shapes.length} of them, and ${weights.size} were given.`,
      remedy: 'Choose weights that were made for this network.',
    });
}

/** How far a pixel's result reaches for its inputs, in pixels of the network's input: the halo that a tile needs. */
export function receptiveReachPx(network: Network): number {
  const stages = stagesOf(network);
  let reach = 0;
  for (const [at, block] of network.blocks.entries()) {
    const { shrink } = stages[at];
    if (block.kind === 'convolutions')
      for (const { kernel, dilation } of block.layers) reach += ((kernel - 1) / 2) * dilation * shrink;
    // A pixel and its neighbours in one square of an unshuffle are seen together.
    if (block.kind === 'unshuffle') reach += (block.factor - 1) * shrink;
  }
  return reach;
}

/** What both sides of an image must be multiples of. */
export const sizeMultiple = (network: Network): number => Math.max(...stagesOf(network).map(({ shrink }) => shrink));

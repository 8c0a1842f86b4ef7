import { activationNames } from '../layers/activation';
import { type ResidualFunction, residualFunctions } from '../layers/residual';
import { type Block, type ConvolutionLayer, type Network, stagesOf, weightShapesOf } from '../networks/network';
import { seo2018Network, seoActivations, seoChannels } from '../networks/seo-2018';
import { tacetNetwork } from '../networks/tacet';
import type { LossName } from '../training/losses/choice';
import { inputNames, type Objective } from '../training/objective';
import type { Shapes } from './derivative';

/** A network that is checked, and an image [N,H,W,C] for it. */
export interface Specimen {
  readonly name: string;
  readonly network: Network;
  readonly image: readonly number[];
}

const layer = (change: Partial<ConvolutionLayer> = {}): ConvolutionLayer => ({
  name: 'layer',
  kernel: 1,
  dilation: 1,
  from: 2,
  to: 2,
  bias: false,
  activation: 'identity',
  ...change,
});
const alone = (one: ConvolutionLayer): Block => ({ kind: 'convolutions', layers: [one], residual: 'none', x0: 'block-input' });

const convolutions: readonly Specimen[] = [1, 3, 5, 7, 9, 11, 13].flatMap((kernel) =>
  [1, 2].flatMap((dilation) =>
    [false, true].map((bias) => ({
      name: `convolution ${kernel} × ${kernel}${dilation > 1 ? `, dilation ${dilation}` : ''}${bias ? ', bias' : ''}`,
      network: { channels: 2, blocks: [alone(layer({ kernel, dilation, bias, to: 3 }))] },
      image: [2, 4, 5, 2],
    })),
  ),
);

const activations: readonly Specimen[] = activationNames.map((activation) => ({
  name: `activation ${activation}`,
  network: { channels: 2, blocks: [alone(layer({ activation, bias: true }))] },
  image: [1, 5, 4, 2],
}));

/** Two blocks, so that the network's input is not the second block's; with one channel for all, and with as many as meet it. */
const residualSpecimen = (residual: ResidualFunction, x0: 'network-input' | 'block-input', channels: 1 | 2): Specimen => ({
  name: `residual ${residual}, x0 the ${x0.replace('-', "'s ")}${channels === 1 ? ', one channel for all' : ''}`,
  network: {
    channels,
    blocks: [
      { kind: 'convolutions', layers: [layer({ name: 'first', kernel: 3, from: channels, activation: 'tanh' })], residual, x0 },
      {
        kind: 'convolutions',
        layers: [
          layer({ name: 'second', kernel: 3, activation: 'sigmoid', bias: true }),
          layer({ name: 'third', kernel: 3, activation: 'arctan' }),
        ],
        residual,
        x0,
      },
    ],
  },
  image: [2, 4, 3, channels],
});
const residuals: readonly Specimen[] = residualFunctions.flatMap((residual) =>
  (['network-input', 'block-input'] as const).flatMap((x0) =>
    ([1, 2] as const).map((channels) => residualSpecimen(residual, x0, channels)),
  ),
);

const movers: readonly Specimen[] = [
  { name: 'scale', network: { channels: 2, blocks: [{ kind: 'scale', factor: -0.7 }] }, image: [1, 3, 3, 2] },
  ...[2, 3].flatMap((factor): readonly Specimen[] => [
    { name: `unshuffle by ${factor}`, network: { channels: 2, blocks: [{ kind: 'unshuffle', factor }] }, image: [1, 6, 6, 2] },
    {
      name: `shuffle by ${factor}`,
      network: { channels: 2 * factor ** 2, blocks: [{ kind: 'shuffle', factor }] },
      image: [1, 2, 2, 2 * factor ** 2],
    },
  ]),
  {
    name: 'extra channels',
    network: { channels: 2, blocks: [{ kind: 'extra-channels', map: 'map', channels: 2 }, alone(layer({ kernel: 3, from: 4 }))] },
    image: [1, 4, 3, 2],
  },
];

/** Every layer by itself, and every residual function with each kind of x0. */
export const layerSpecimens: readonly Specimen[] = [...convolutions, ...activations, ...residuals, ...movers];

/** The article's network with each of its residual functions, and a small one of the family that ships. */
export const wholeNetworks: readonly Specimen[] = [
  ...(['add', 'multiply', 'multiply-add'] as const).map((residual) => ({
    name: `seo-2018, ${residual}`,
    network: seo2018Network({ residual, channels: seoChannels, activations: seoActivations }),
    image: [1, 6, 7, 1],
  })),
  {
    name: 'tacet',
    network: tacetNetwork({
      kind: 'residual-cnn',
      channels: 4,
      blocks: 2,
      kernel: 3,
      unshuffle: 2,
      inputScaleHu: 2,
      sigmaScaleHu: 1,
      outputScaleHu: 0.5,
      clipHu: [-1024, 3071],
    }),
    image: [2, 8, 6, 1],
  },
];

/** Networks with the losses that they are trained with. */
export const trained: readonly (readonly [Specimen, LossName])[] = wholeNetworks.flatMap((specimen) =>
  (specimen.name === 'tacet' ? (['charbonnier', 'l2'] as const) : (['l2', 'article'] as const)).map(
    (loss) => [specimen, loss] as const,
  ),
);

/** The inputs of an objective that are not weights, but for the maps. */
export const exampleShapes = (image: readonly number[]): Shapes => ({
  [inputNames.noisy]: image,
  [inputNames.clean]: image,
  [inputNames.inverseScale]: image,
  [inputNames.weight]: image,
});
/** The family that ships predicts noise; the article's network the image. */
export const objectiveOf = ({ name, network }: Specimen, loss: LossName): Objective => ({
  network,
  predicts: name === 'tacet' ? 'noise' : 'image',
  loss,
  rule: 'standard',
});

/** Weights by name, and the maps that the network asks for. */
export const namedShapes = (network: Network, [count, height, width]: readonly number[]): Shapes => {
  const stages = stagesOf(network);
  const maps = network.blocks.flatMap((block, at) =>
    block.kind === 'extra-channels'
      ? [[block.map, [count, height / stages[at].shrink, width / stages[at].shrink, block.channels]] as const]
      : [],
  );
  return Object.fromEntries([...weightShapesOf(network).map(({ name, shape }) => [name, shape] as const), ...maps]);
};

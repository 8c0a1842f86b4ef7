import { describe, expect, it } from 'vitest';
import { activationNames } from '../../../src-main/engine/layers/activation';
import type { ConvolutionLayer, Network } from '../../../src-main/engine/networks/network';
import { weightShapesOf } from '../../../src-main/engine/networks/network';
import { seo2018Network, seoActivations } from '../../../src-main/engine/networks/seo-2018';
import { type Differentiating, onTensorFlow, onWasm } from '../../../src-main/engine/primitives/differentiating';
import { referenceInterpreter } from '../../../src-main/engine/primitives/reference';
import { automaticGradients } from '../../../src-main/engine/training/automatic';
import { gradientProgram, inputNames, lossName, type Objective } from '../../../src-main/engine/training/objective';
import { normalTensor, relativeDifference } from '../numbers';

const opened = (name: string, open: () => Promise<Differentiating>) =>
  open().then(
    (differentiating) => ({ name, differentiating, why: '' }),
    (reason: Error) => ({ name, differentiating: null, why: ` (skipped: ${reason.message})` }),
  );
const differentiators = [await opened('tensorflow', onTensorFlow), await opened('wasm', onWasm)];

const image = [2, 8, 6, 1];
const examples = {
  [inputNames.noisy]: image,
  [inputNames.clean]: image,
  [inputNames.inverseScale]: image,
  [inputNames.weight]: image,
};
const shapesOf = (network: Network) => Object.fromEntries(weightShapesOf(network).map(({ name, shape }) => [name, shape]));
const valuesOf = (shapes: Readonly<Record<string, readonly number[]>>) =>
  Object.fromEntries(
    Object.entries(shapes).map(([name, shape], i) => [name, Float32Array.from(normalTensor(shape, 3, i).data, (x) => 0.5 * x)]),
  );

async function bothWays(objective: Objective, differentiating: Differentiating) {
  const shapes = shapesOf(objective.network);
  const values = valuesOf({ ...examples, ...shapes });
  const byHand = await referenceInterpreter.compile(gradientProgram(objective), { ...examples, ...shapes });
  const automatic = await automaticGradients(objective, examples, shapes, differentiating);
  const results = { byHand: await byHand.run(values), automatic: await automatic.run(values) };
  await automatic.dispose();
  return results;
}

/** A layer of every activation, one dilated, with and without bias, between an unshuffle and a shuffle. */
const ofEverything: Network = {
  channels: 1,
  blocks: [
    { kind: 'scale', factor: 0.7 },
    { kind: 'unshuffle', factor: 2 },
    ...activationNames.map((activation, at): Network['blocks'][number] => ({
      kind: 'convolutions',
      layers: [
        {
          name: activation,
          kernel: at === 0 ? 5 : 3,
          dilation: 1 + (at % 2),
          from: 4,
          to: 4,
          bias: at % 3 > 0,
          activation,
        } satisfies ConvolutionLayer,
      ],
      residual: 'add',
      x0: 'block-input',
    })),
    { kind: 'shuffle', factor: 2 },
  ],
};
const seo = (residual: 'add' | 'multiply' | 'multiply-add'): Network =>
  seo2018Network({ residual, channels: 3, activations: seoActivations });

describe.each(differentiators)('automatic differentiation on $name$why', ({ differentiating }) => {
  it.skipIf(!differentiating).each<[string, Objective]>([
    ['seo-2018, multiply', { network: seo('multiply'), predicts: 'image', loss: 'l2', rule: 'standard' }],
    ['seo-2018, multiply-add', { network: seo('multiply-add'), predicts: 'image', loss: 'l2', rule: 'standard' }],
    ['seo-2018, add', { network: seo('add'), predicts: 'noise', loss: 'charbonnier', rule: 'standard' }],
    ['every activation', { network: ofEverything, predicts: 'noise', loss: 'charbonnier', rule: 'standard' }],
  ])('finds the loss and the gradients that are written by hand, within 1e-5: %s', async (_, objective) => {
    const { byHand, automatic } = await bothWays(objective, differentiating!);
    expect(Object.keys(automatic).sort()).toEqual(Object.keys(byHand).sort());
    for (const [name, truth] of Object.entries(byHand))
      expect(relativeDifference(automatic[name]!, truth), name).toBeLessThan(1e-5);
  });

  it.skipIf(!differentiating)("finds the half of what the article's loss sends back", async () => {
    const objective: Objective = { network: seo('multiply-add'), predicts: 'image', loss: 'article', rule: 'standard' };
    const { byHand, automatic } = await bothWays(objective, differentiating!);
    expect(relativeDifference(automatic[lossName]!, byHand[lossName]!)).toBeLessThan(1e-5);
    const whole = automatic['layer1.w']!.map((half) => 2 * half);
    expect(relativeDifference(whole, byHand['layer1.w']!)).toBeLessThan(1e-5);
  });

  it.skipIf(!differentiating)('keeps no tensor, and leaves the backend of tfjs as it was', async () => {
    const { tf } = differentiating!;
    const objective: Objective = { network: ofEverything, predicts: 'noise', loss: 'l2', rule: 'standard' };
    await bothWays(objective, differentiating!);
    const before = { tensors: tf.memory().numTensors, backend: tf.getBackend() };
    await Promise.all([bothWays(objective, differentiating!), bothWays(objective, differentiating!)]);
    expect({ tensors: tf.memory().numTensors, backend: tf.getBackend() }).toEqual(before);
  });
});

describe('automatic differentiation in WebAssembly', () => {
  const { differentiating, why } = differentiators[1]!;
  it.skipIf(!differentiating)(`says so when a batch is too large for it${why}`, async () => {
    const network = seo('multiply');
    const large = Object.fromEntries(Object.keys(examples).map((name) => [name, [5, 512, 512, 1]]));
    const objective: Objective = { network, predicts: 'image', loss: 'l2', rule: 'standard' };
    await expect(automaticGradients(objective, large, shapesOf(network), differentiating!)).rejects.toMatchObject({
      code: 'too-large-for-automatic-differentiation',
      message: expect.stringContaining('512 × 512'),
    });
  });
});

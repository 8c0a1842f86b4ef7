import { describe, expect, it } from 'vitest';
import type { Network } from '../../../src-main/engine/networks/network';
import { weightShapesOf } from '../../../src-main/engine/networks/network';
import { seo2018Network, seoActivations } from '../../../src-main/engine/networks/seo-2018';
import { sigmaMapName, tacetDefinition, tacetNetwork } from '../../../src-main/engine/networks/tacet';
import { onTensorFlow } from '../../../src-main/engine/primitives/differentiating';
import type { Compiled } from '../../../src-main/engine/primitives/interpreter';
import { tensorflowInterpreter } from '../../../src-main/engine/primitives/tensorflow';
import { automaticGradients } from '../../../src-main/engine/training/automatic';
import { gradientProgram, inputNames, type Objective } from '../../../src-main/engine/training/objective';
import { normalTensor } from '../numbers';

const differentiating = await onTensorFlow().catch((reason: Error) => reason);
const why = differentiating instanceof Error ? ` (skipped: ${differentiating.message})` : '';

/** 170,212 parameters. */
const shipped = tacetNetwork(tacetDefinition(48, 4));
const article = (residual: 'multiply' | 'multiply-add'): Network =>
  seo2018Network({ residual, channels: 3, activations: seoActivations });
const exampleShapes = (image: readonly number[]) => ({
  [inputNames.noisy]: image,
  [inputNames.clean]: image,
  [inputNames.inverseScale]: image,
  [inputNames.weight]: image,
});

describe.skipIf(differentiating instanceof Error)(`a training step on TensorFlow${why}`, () => {
  const { tf } = differentiating as Exclude<typeof differentiating, Error>;

  /** The most bytes that tensors hold at once during a run, beyond what they held before, as tfjs counts them after each of its kernels. */
  async function peakBytes(compiled: Compiled, values: Readonly<Record<string, Float32Array>>): Promise<number> {
    await compiled.run(values);
    const before = tf.memory().numBytes;
    const { peakBytes: peak } = await tf.profile(async () => {
      await compiled.run(values);
      return {};
    });
    await compiled.dispose();
    return peak - before;
  }

  it.each<[string, Objective, Readonly<Record<string, readonly number[]>>]>([
    [
      'tacet, 16 patches of 64 × 64',
      { network: shipped, predicts: 'noise', loss: 'charbonnier', rule: 'standard' },
      { ...exampleShapes([16, 64, 64, 1]), [sigmaMapName]: [16, 32, 32, 1] },
    ],
    ...(['multiply', 'multiply-add'] as const).map(
      (residual): [string, Objective, Readonly<Record<string, readonly number[]>>] => [
        `seo-2018, ${residual}, 5 pictures of 128 × 128`,
        { network: article(residual), predicts: 'image', loss: 'article', rule: 'standard' },
        exampleShapes([5, 128, 128, 1]),
      ],
    ),
  ])('holds at most 0.7 of what automatic differentiation holds: %s', async (_, objective, examples) => {
    const weights = Object.fromEntries(weightShapesOf(objective.network).map(({ name, shape }) => [name, shape]));
    const shapes = { ...examples, ...weights };
    const values = Object.fromEntries(
      Object.entries(shapes).map(([name, shape], seed) => [name, Float32Array.from(normalTensor(shape, seed).data)]),
    );
    const interpreter = await tensorflowInterpreter();
    const byHand = await peakBytes(await interpreter.compile(gradientProgram(objective), shapes), values);
    const automatic = await peakBytes(await automaticGradients(objective, examples, weights), values);
    expect(byHand / automatic).toBeLessThanOrEqual(0.7);
    // Whatever is held, it is at least what goes in.
    const given = Object.values(values).reduce((bytes, { byteLength }) => bytes + byteLength, 0);
    expect(byHand).toBeGreaterThan(given / 2);
  });
});

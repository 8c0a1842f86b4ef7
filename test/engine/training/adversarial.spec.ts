import { describe, expect, it } from 'vitest';
import type { Batch, Weights } from '../../../src-main/engine';
import { forward } from '../../../src-main/engine/networks/driver';
import { discriminatorNetwork, discriminatorShrink, discriminatorWeights } from '../../../src-main/engine/networks/discriminator';
import { parameterCountOf, receptiveReachPx } from '../../../src-main/engine/networks/network';
import { seo2018Network, seoWeights } from '../../../src-main/engine/networks/seo-2018';
import { play, record } from '../../../src-main/engine/primitives/tape';
import { reference, referenceOps, type Reference } from '../../../src-main/engine/primitives/reference';
import type { Program } from '../../../src-main/engine/primitives/interpreter';
import { discriminatorProgram, generatorProgram, madeName } from '../../../src-main/engine/training/adversarial';
import { createAdversarialTrainer } from '../../../src-main/engine/training/adversarial-trainer';
import type { Objective } from '../../../src-main/engine/training/objective';
import { batchInputs, batchShapes, objectiveOf } from '../../../src-main/engine/training/trainer';
import { seededRandom } from '../../../src-main/engine/random';
import { tinyModel } from '../../tiny-model';
import { fastBackends } from '../backends';
import { gradientByDifferences, normalTensor, relativeDifference } from '../numbers';

const discriminator = discriminatorNetwork({ channels: 2, inputScale: 2 });
const judge = discriminatorWeights(discriminator, 5);
const shape = [2, 8, 8, 1];
const scores = (2 * 8 * 8) / discriminatorShrink ** 2;

const named = (weights: Weights): Record<string, Reference> =>
  Object.fromEntries([...weights].map(([name, one]) => [name, reference(one.shape, one.data)]));
const images = { noisy: normalTensor(shape, 1), clean: normalTensor(shape, 2), made: normalTensor(shape, 3) };
const maps = {
  inverseScale: reference(shape, new Float64Array(128).fill(1)),
  weight: reference(shape, new Float64Array(128).fill(1 / 128)),
};

/** The gradient of every weight that central differences find, beside what the program says. */
function compare(program: Program, inputs: Record<string, Reference>, weights: Iterable<string>): number {
  const tape = record(program, Object.keys(inputs));
  const outputs = play(tape, referenceOps, inputs);
  const loss = (): number => play(tape, referenceOps, inputs).loss!.data[0]!;
  const differences = [...weights].map((name) =>
    relativeDifference(outputs[name]!.data, gradientByDifferences(loss, inputs[name]!, 1e-6)),
  );
  return Math.max(...differences);
}

describe('the discriminator', () => {
  it('is small, and sees texture rather than anatomy', () => {
    const shipped = discriminatorNetwork({ channels: 16, inputScale: 500 });
    expect(parameterCountOf(shipped)).toBe(9 * (4 * 16 + 64 * 32 + 32 * 32 + 32) + 16 + 32 + 32 + 1);
    expect(receptiveReachPx(shipped)).toBe(1 + 2 + 2 + 4 + 4 + 4);
  });
  it('has the gradients that central differences find, in float64', () => {
    const inputs = { clean: images.clean, [madeName]: images.made, ...named(judge) };
    expect(compare(discriminatorProgram(discriminator, scores), inputs, judge.keys())).toBeLessThan(1e-6);
  });
});

describe('the generator', () => {
  it.each(['image', 'noise'] as const)('that predicts the %s has the gradients of pixel loss and doubt together', (predicts) => {
    const network = seo2018Network({
      residual: 'add',
      channels: 2,
      activations: ['sigmoid', 'tanh', 'arctan', 'tanh', 'tanh', 'identity'],
    });
    const objective: Objective = { network, predicts, loss: 'l2', rule: 'standard' };
    const weights = seoWeights(network, 'mended', 4);
    const program = generatorProgram(objective, { discriminator, share: 3 }, scores);
    expect(compare(program, { ...images, ...maps, ...named(weights), ...named(judge) }, weights.keys())).toBeLessThan(1e-6);
  });
});

describe.each(fastBackends)('on $name$why', ({ interpreter }) => {
  it.skipIf(!interpreter)(
    'the discriminator learns to tell clean images from made ones, and the generator goes on learning',
    async () => {
      const model = tinyModel();
      const [count, size] = [2, 16];
      const batch = (n: number) => {
        const random = seededRandom(8, n);
        const cleanHu = Float32Array.from({ length: count * size * size }, (_, i) => ((i >> 2) % 2 ? 60 : -100));
        const noisyHu = cleanHu.map((hu) => hu + 60 * random.normal());
        return { count, size, cleanHu, noisyHu, sigmaHu: Float32Array.of(60, 60), addedSdHu: Float32Array.of(60, 60) };
      };
      const trainer = await createAdversarialTrainer(
        interpreter!,
        objectiveOf(model),
        model.weights,
        { channels: 4, share: 0.01, seed: 1 },
        { optimizer: 'adam', largestNorm: 1, imageScale: 100, shapes: batchShapes(model, { count, size }) },
      );
      const losses: number[] = [];
      for (let n = 0; n < 60; n++) losses.push((await trainer.step(batchInputs(model, batch(n)), 3e-3)).loss);
      const mean = (some: readonly number[]): number => some.reduce((sum, value) => sum + value, 0) / some.length;
      expect(mean(losses.slice(-10))).toBeLessThan(0.95 * mean(losses.slice(0, 10)));
      expect(trainer.discriminator.state().step).toBe(60);
      const score = scoreOf(trainer.discriminator.weights, batch(99));
      expect(score.clean).toBeGreaterThan(score.noisy + 0.2);
      await trainer.dispose();
    },
  );
});

/** The mean score of a batch's clean and of its noisy images. */
function scoreOf(weights: Weights, { cleanHu, noisyHu, count, size }: Batch) {
  const network = discriminatorNetwork({ channels: 4, inputScale: 100 });
  const of = (hu: Float32Array): number => {
    const { out } = forward(referenceOps, network, named(weights), reference([count, size, size, 1], hu));
    return out.data.reduce((sum, value) => sum + value, 0) / out.data.length;
  };
  return { clean: of(cleanHu), noisy: of(noisyHu) };
}

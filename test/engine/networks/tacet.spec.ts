import { describe, expect, it } from 'vitest';
import { initialWeights, parameterCount, type ModelDefinition, type Model } from '../../../src-main/engine';
import type { Batch } from '../../../src-main/engine';
import { gradientProgram } from '../../../src-main/engine/training/objective';
import { batchInputs, batchShapes, objectiveOf } from '../../../src-main/engine/training/trainer';
import { reference, referenceInterpreter, referenceOps, type Reference } from '../../../src-main/engine/primitives/reference';
import { seededRandom } from '../../../src-main/engine/random';
import { fastBackends } from '../backends';

const tiny: ModelDefinition = {
  kind: 'residual-cnn',
  channels: 3,
  blocks: 2,
  kernel: 3,
  unshuffle: 2,
  inputScaleHu: 500,
  sigmaScaleHu: 50,
  outputScaleHu: 100,
  clipHu: [-1024, 3071],
};

/** Weights that are nowhere 0, so that every gradient is felt. */
function tinyModel(seed: number): Model {
  const random = seededRandom(seed, 1);
  const weights = initialWeights(tiny, seed);
  for (const { data } of weights.values()) data.forEach((value, i) => (data[i] = value + 0.1 * random.normal()));
  return { definition: tiny, weights };
}

function tinyBatch(seed: number): Batch {
  const random = seededRandom(seed, 2);
  const [count, size] = [2, 12];
  const cleanHu = Float32Array.from({ length: count * size * size }, () => 100 * random.normal());
  return {
    count,
    size,
    cleanHu,
    noisyHu: cleanHu.map((value) => value + 20 * random.normal()),
    sigmaHu: Float32Array.of(20, 25),
    addedSdHu: Float32Array.of(20, 20),
  };
}

const weightsOf = (model: Model) => Object.fromEntries([...model.weights].map(([name, { data }]) => [name, data]));
const shapesOf = (model: Model, batch: Batch) => ({
  ...batchShapes(model, batch),
  ...Object.fromEntries([...model.weights].map(([name, { shape }]) => [name, shape])),
});

/** Everything in float64, where central differences are sharp. */
function inFloat64(model: Model, batch: Batch, nudge?: { readonly name: string; readonly index: number; readonly by: number }) {
  const shapes: Record<string, readonly number[]> = shapesOf(model, batch);
  const inputs: Record<string, Reference> = {};
  for (const [name, data] of Object.entries({ ...batchInputs(model, batch), ...weightsOf(model) }))
    inputs[name] = reference(shapes[name], data);
  if (nudge) inputs[nudge.name].data[nudge.index] += nudge.by;
  return gradientProgram(objectiveOf(model))(referenceOps, inputs);
}

describe('the residual CNN', () => {
  it('has the gradients that central differences find, in float64, for every layer and the loss together', () => {
    for (const seed of [1, 2, 3]) {
      const model = tinyModel(seed);
      const batch = tinyBatch(seed);
      const byHand = inFloat64(model, batch);
      const random = seededRandom(seed, 3);
      for (const [name, { data }] of model.weights) {
        const index = random.integer(data.length);
        const step = 1e-6;
        const above = inFloat64(model, batch, { name, index, by: step }).loss.data[0];
        const below = inFloat64(model, batch, { name, index, by: -step }).loss.data[0];
        const differences = (above - below) / (2 * step);
        expect(Math.abs(byHand[name].data[index] - differences), `${name}[${index}], seed ${seed}`).toBeLessThan(
          1e-6 * (1 + Math.abs(differences)),
        );
      }
    }
  });

  it('has the parameters of the recipe: 170,212 with 48 channels and 4 blocks', () => {
    expect(parameterCount({ ...tiny, channels: 48, blocks: 4 })).toBe(170_212);
  });

  it('starts as a network that finds no noise at all', async () => {
    const model: Model = { definition: tiny, weights: initialWeights(tiny, 5) };
    expect([...model.weights.get('tail.w')!.data].every((value) => value === 0)).toBe(true);
  });
});

describe.each(fastBackends)('on $name$why', ({ interpreter }) => {
  it.skipIf(!interpreter)('loss and every gradient are what the reference computes, within 1e-4', async () => {
    const model = tinyModel(4);
    const batch = tinyBatch(4);
    const inputs = { ...batchInputs(model, batch), ...weightsOf(model) };
    const run = async (one: NonNullable<typeof interpreter>) => {
      const compiled = await one.compile(gradientProgram(objectiveOf(model)), shapesOf(model, batch));
      const outputs = await compiled.run(inputs);
      await compiled.dispose();
      return outputs;
    };
    const [ours, truth] = [await run(interpreter!), await run(referenceInterpreter)];
    expect(Object.keys(ours).sort()).toEqual(Object.keys(truth).sort());
    for (const [name, expected] of Object.entries(truth)) {
      const scale = Math.max(...expected.map(Math.abs), 1e-6);
      const worst = Math.max(...expected.map((value, i) => Math.abs(value - ours[name][i]) / scale));
      expect(worst, name).toBeLessThan(1e-4);
    }
  });
});

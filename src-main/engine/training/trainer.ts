import { TacetError } from '../../contract/outcome';
import type { AdversarialSetup, Batch, BatchSize, Model, Trainer } from '../engine';
import { discriminatorShrink } from '../networks/discriminator';
import { checkWeights } from '../networks/network';
import { sigmaMapName, tacetNetwork } from '../networks/tacet';
import { shapesOf } from '../networks/weights';
import type { Interpreter } from '../primitives/interpreter';
import { createAdversarialTrainer } from './adversarial-trainer';
import { compileGradients } from './compiled-gradients';
import { createLearner } from './learner';
import { gradientProgram, inputNames, type Objective } from './objective';

const learning = { optimizer: 'adam', largestNorm: 1 } as const;
/** A patch's border is left out of the loss: zeros beyond it make the network err there. */
export const borderPx = 4;
/** Quiet patches count no more than those of this noise. */
const leastSdHu = 8;

/** Noise in HU is predicted; the loss is a mean over what lies inside the border, in units of the added noise. */
export const objectiveOf = ({ definition }: Model): Objective => ({
  network: tacetNetwork(definition),
  predicts: 'noise',
  loss: 'charbonnier',
  rule: 'standard',
});

export function batchInputs({ definition }: Model, batch: Batch): Record<string, Float32Array> {
  const reduced = (batch.size / definition.unshuffle) ** 2;
  const sigmaMap = new Float32Array(batch.count * reduced);
  batch.sigmaHu.forEach((sigma, n) => sigmaMap.fill(sigma / definition.sigmaScaleHu, n * reduced, (n + 1) * reduced));
  return {
    [inputNames.noisy]: batch.noisyHu,
    [inputNames.clean]: batch.cleanHu,
    [sigmaMapName]: sigmaMap,
    ...lossMaps(batch),
  };
}

export const batchShapes = ({ definition }: Model, { count, size }: BatchSize) => {
  const image = [count, size, size, 1];
  const reduced = size / definition.unshuffle;
  return {
    [inputNames.noisy]: image,
    [inputNames.clean]: image,
    [inputNames.inverseScale]: image,
    [inputNames.weight]: image,
    [sigmaMapName]: [count, reduced, reduced, 1],
  };
};

/** 1/s with s = max(noise SD, 8 HU), and the weights: 1/count inside the border, 0 on it. */
function lossMaps({ count, size, addedSdHu }: Batch): Record<string, Float32Array> {
  const inverseScale = new Float32Array(count * size * size);
  const weight = new Float32Array(count * size * size);
  const counted = 1 / (count * (size - 2 * borderPx) ** 2);
  for (let n = 0; n < count; n++) {
    inverseScale.fill(1 / Math.max(addedSdHu[n], leastSdHu), n * size * size, (n + 1) * size * size);
    for (let row = borderPx; row < size - borderPx; row++) {
      const start = (n * size + row) * size;
      weight.fill(counted, start + borderPx, start + size - borderPx);
    }
  }
  return { [inputNames.inverseScale]: inverseScale, [inputNames.weight]: weight };
}

/** Compiles forward, loss and backward for one size of batch. Throws a TacetError for a patch, or weights, that do not fit the network. */
export async function createTrainer(
  interpreter: Interpreter,
  model: Model,
  batch: BatchSize,
  adversarial?: AdversarialSetup,
): Promise<Trainer> {
  const objective = objectiveOf(model);
  checkWeights(objective.network, model.weights);
  checkPatch(batch.size, adversarial ? lcm(model.definition.unshuffle, discriminatorShrink) : model.definition.unshuffle);
  return adversarial
    ? againstADiscriminator(interpreter, model, batch, objective, adversarial)
    : alone(interpreter, model, batch, objective);
}

async function alone(interpreter: Interpreter, model: Model, batch: BatchSize, objective: Objective): Promise<Trainer> {
  const shapes = shapesOf(model.weights);
  const gradients = await compileGradients(interpreter, gradientProgram(objective), batchShapes(model, batch), shapes);
  const learner = createLearner(gradients, model.weights, learning);
  return {
    step: (next, learningRate) => learner.step(batchInputs(model, next), learningRate),
    state: async () => learner.state(),
    restore: async (saved) => learner.restore(saved),
    dispose: () => gradients.dispose(),
  };
}

async function againstADiscriminator(
  interpreter: Interpreter,
  model: Model,
  batch: BatchSize,
  objective: Objective,
  setup: AdversarialSetup,
): Promise<Trainer> {
  const { generator, discriminator, step, dispose } = await createAdversarialTrainer(
    interpreter,
    objective,
    model.weights,
    setup,
    {
      ...learning,
      imageScale: model.definition.inputScaleHu,
      shapes: batchShapes(model, batch),
    },
  );
  return {
    step: (next, learningRate) => step(batchInputs(model, next), learningRate),
    state: async () => ({ ...generator.state(), discriminator: discriminator.state() }),
    restore: async ({ discriminator: judge, ...saved }) => {
      if (!judge) throw new RangeError('The state of an adversarial training has a discriminator.');
      generator.restore(saved);
      discriminator.restore(judge);
    },
    dispose,
  };
}

function checkPatch(size: number, multiple: number): void {
  if (size % multiple === 0 && size > 2 * borderPx) return;
  throw new TacetError(
    'patch-size',
    `A patch of ${size} pixels is too small, or no multiple of ${multiple}.`,
    `Choose a multiple of ${multiple} above ${2 * borderPx}.`,
  );
}

/** Unshuffle factors are 1 to 4. */
const lcm = (a: number, b: number): number => {
  let multiple = Math.max(a, b);
  while (multiple % a !== 0 || multiple % b !== 0) multiple++;
  return multiple;
};

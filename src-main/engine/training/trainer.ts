import { TacetError } from '../../contract/outcome';
import type { AdversarialSetup, Batch, BatchSize, ResidualModel, Trainer } from '../engine';
import { discriminatorShrink } from '../networks/discriminator';
import { checkWeights } from '../networks/network';
import { sigmaMapName, tacetNetwork } from '../networks/tacet';
import { shapesOf } from '../networks/weights';
import type { Interpreter } from '../primitives/interpreter';
import { createAdversarialTrainer } from './adversarial-trainer';
import { compileGradients } from './compiled-gradients';
import { createLearner } from './learner';
import { type FoursTerms, groupOf } from './losses/fours';
import { gradientProgram, inputNames, type Objective } from './objective';

const learning = { optimizer: 'adam', largestNorm: 1 } as const;
/** A patch's border is left out of the loss: zeros beyond it make the network err there. */
export const borderPx = 4;
/** Quiet patches count no more than those of this noise. */
const leastSdHu = 8;

/** Noise in HU is predicted; the loss is a mean over what lies inside the border, in units of the added noise. */
export const objectiveOf = (
  { definition }: ResidualModel,
  { fours, loss = 'charbonnier' }: Pick<BatchSize, 'fours' | 'loss'> = {},
): Objective => ({
  network: tacetNetwork(definition),
  predicts: 'noise',
  loss,
  rule: 'standard',
  ...(fours && { inFours: true }),
});

export function batchInputs({ definition }: ResidualModel, batch: Batch, fours?: FoursTerms): Record<string, Float32Array> {
  const reduced = (batch.size / definition.unshuffle) ** 2;
  const sigmaMap = new Float32Array(batch.count * reduced);
  batch.sigmaHu.forEach((sigma, n) => sigmaMap.fill(sigma / definition.sigmaScaleHu, n * reduced, (n + 1) * reduced));
  return {
    [inputNames.noisy]: batch.noisyHu,
    [inputNames.clean]: batch.cleanHu,
    [sigmaMapName]: sigmaMap,
    ...lossMaps(batch),
    ...(fours && foursMaps(batch, fours)),
  };
}

export const batchShapes = ({ definition }: ResidualModel, { count, size, fours }: BatchSize) => {
  const image = [count, size, size, 1];
  const reduced = size / definition.unshuffle;
  return {
    [inputNames.noisy]: image,
    [inputNames.clean]: image,
    [inputNames.inverseScale]: image,
    [inputNames.weight]: image,
    ...(fours && { [inputNames.contrastWeight]: image, [inputNames.biasWeight]: image }),
    [sigmaMapName]: [count, reduced, reduced, 1],
  };
};

/**
 * 1/s with s = max(noise SD, 8 HU), and the weights: 1/count inside the border, 0 on it and where the batch's own mask says so. The count is that of
 * all pixels inside the border, so that a patch of which little is left counts little.
 */
function lossMaps({ count, size, addedSdHu, counted: mask }: Batch): Record<string, Float32Array> {
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
  if (mask) for (let i = 0; i < weight.length; i++) weight[i] *= mask[i];
  return { [inputNames.inverseScale]: inverseScale, [inputNames.weight]: weight };
}

/** A shape fainter than this, HU² in the mean over its patch, counts no more for being faint. */
const leastShapeSquareHu = 0.01;

/** The contrast term as a share of the shape's own square, the bias term in noise SDs; both as means over the batch, inside the border. */
function foursMaps({ count, size, addedSdHu, shapeSquareHu }: Batch, terms: FoursTerms): Record<string, Float32Array> {
  const contrastWeight = new Float32Array(count * size * size);
  const biasWeight = new Float32Array(count * size * size);
  const pixels = (size - 2 * borderPx) ** 2;
  for (let n = 0; n < count; n++) {
    const four = Math.floor(n / groupOf);
    const ofShape = Math.max(shapeSquareHu![four], leastShapeSquareHu) * pixels * (count / groupOf);
    for (let row = borderPx; row < size - borderPx; row++) {
      const start = (n * size + row) * size;
      if (n % groupOf === 0) contrastWeight.fill(terms.contrast / ofShape, start + borderPx, start + size - borderPx);
      const ofNoise = Math.max(addedSdHu[n], leastSdHu) ** 2 * pixels * count;
      biasWeight.fill(terms.bias / ofNoise, start + borderPx, start + size - borderPx);
    }
  }
  return { [inputNames.contrastWeight]: contrastWeight, [inputNames.biasWeight]: biasWeight };
}

/** Compiles forward, loss and backward for one size of batch. Throws a TacetError for a patch, or weights, that do not fit the network. */
export async function createTrainer(
  interpreter: Interpreter,
  model: ResidualModel,
  batch: BatchSize,
  adversarial?: AdversarialSetup,
): Promise<Trainer> {
  const objective = objectiveOf(model, batch);
  checkWeights(objective.network, model.weights);
  checkPatch(batch.size, adversarial ? lcm(model.definition.unshuffle, discriminatorShrink) : model.definition.unshuffle);
  return adversarial
    ? againstADiscriminator(interpreter, model, batch, objective, adversarial)
    : alone(interpreter, model, batch, objective);
}

async function alone(interpreter: Interpreter, model: ResidualModel, batch: BatchSize, objective: Objective): Promise<Trainer> {
  const shapes = shapesOf(model.weights);
  const together = batch.fours ? groupOf : 1;
  const gradients = await compileGradients(interpreter, gradientProgram(objective), batchShapes(model, batch), shapes, together);
  const learner = createLearner(gradients, model.weights, learning);
  return {
    step: (next, learningRate) => learner.step(batchInputs(model, next, batch.fours), learningRate),
    state: async () => learner.state(),
    restore: async (saved) => learner.restore(saved),
    dispose: () => gradients.dispose(),
  };
}

async function againstADiscriminator(
  interpreter: Interpreter,
  model: ResidualModel,
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
  throw new TacetError({
    code: 'patch-size',
    message: `A patch of ${size} pixels is too small, or no multiple of ${multiple}.`,
    remedy: `Choose a multiple of ${multiple} above ${2 * borderPx}.`,
  });
}

/** Unshuffle factors are 1 to 4. */
const lcm = (a: number, b: number): number => {
  let multiple = Math.max(a, b);
  while (multiple % a !== 0 || multiple % b !== 0) multiple++;
  return multiple;
};

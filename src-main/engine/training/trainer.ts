import { TacetError } from '../../contract/outcome';
import type { Batch, Model, Trainer } from '../engine';
import { checkWeights } from '../networks/network';
import { sigmaMapName, tacetNetwork } from '../networks/tacet';
import type { Interpreter } from '../primitives/interpreter';
import { compileGradients } from './compiled-gradients';
import { createLearner } from './learner';
import { gradientProgram, inputNames, type Objective } from './objective';

const largestNorm = 1;
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

export const batchShapes = ({ definition }: Model, { count, size }: { readonly count: number; readonly size: number }) => {
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
  batch: { readonly count: number; readonly size: number },
): Promise<Trainer> {
  const objective = objectiveOf(model);
  checkWeights(objective.network, model.weights);
  const { unshuffle } = model.definition;
  if (batch.size % unshuffle !== 0 || batch.size <= 2 * borderPx)
    throw new TacetError(
      'patch-size',
      `A patch of ${batch.size} pixels is too small, or no multiple of ${unshuffle}.`,
      `Choose a multiple of ${unshuffle} above ${2 * borderPx}.`,
    );
  const shapes = Object.fromEntries([...model.weights].map(([name, { shape }]) => [name, shape]));
  const gradients = await compileGradients(interpreter, gradientProgram(objective), batchShapes(model, batch), shapes);
  const learner = createLearner(gradients, model.weights, { optimizer: 'adam', largestNorm });
  return {
    step: (next, learningRate) => learner.step(batchInputs(model, next), learningRate),
    state: async () => learner.state(),
    restore: async (saved) => learner.restore(saved),
    dispose: () => gradients.dispose(),
  };
}

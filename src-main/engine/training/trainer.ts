import type { Batch, Model, Trainer, TrainerState, Weights } from '../engine';
import * as network from '../networks/residual-cnn';
import type { Compiled, Interpreter, Program, Tensor } from '../primitives/interpreter';
import { TacetError } from '../../contract/outcome';
import { adamStep, globalNorm } from './adam';
import { borderPx as lossBorderPx, charbonnier, lossMaps } from './charbonnier';

const largestNorm = 1;
/** The moving average of the weights, which inference uses. */
const average = { decay: 0.995, everySteps: 4 } as const;

const copyOf = (weights: Weights): Map<string, Tensor> =>
  new Map([...weights].map(([name, { shape, data }]) => [name, { shape, data: data.slice() }]));
const zerosLike = (weights: Weights): Map<string, Tensor> =>
  new Map([...weights].map(([name, { shape, data }]) => [name, { shape, data: new Float32Array(data.length) }]));
const dataOf = (weights: Weights): Record<string, Float32Array> =>
  Object.fromEntries([...weights].map(([name, { data }]) => [name, data]));

/** Forward pass, loss and backward pass of one batch, as one program. Its outputs: `loss`, and the gradient of each weight by its name. */
export const trainingProgram =
  ({ definition }: Model): Program =>
  (ops, inputs) => {
    const { noiseHu, kept } = network.forward(ops, definition, inputs, { hu: inputs.noisy, sigmaMap: inputs.sigmaMap });
    const errorHu = ops.subtract(ops.subtract(inputs.noisy, noiseHu), inputs.clean);
    const { loss, dError } = charbonnier(ops, errorHu, inputs.inverseScale, inputs.weight);
    // e = noisy − noise − clean, so ∂L/∂noise = −∂L/∂e.
    return { loss, ...network.backward(ops, definition, inputs, kept, ops.scale(dError, -1)) };
  };

export function batchInputs({ definition }: Model, batch: Batch): Record<string, Float32Array> {
  const reduced = (batch.size / definition.unshuffle) ** 2;
  const sigmaMap = new Float32Array(batch.count * reduced);
  batch.sigmaHu.forEach((sigma, n) => sigmaMap.fill(sigma / definition.sigmaScaleHu, n * reduced, (n + 1) * reduced));
  return { noisy: batch.noisyHu, clean: batch.cleanHu, sigmaMap, ...lossMaps(batch) };
}

export const batchShapes = ({ definition }: Model, { count, size }: { readonly count: number; readonly size: number }) => {
  const image = [count, size, size, 1];
  const reduced = size / definition.unshuffle;
  return { noisy: image, clean: image, inverseScale: image, weight: image, sigmaMap: [count, reduced, reduced, 1] };
};

/** Compiles forward, loss and backward for one size of batch. Weights, moments and average live here, in float32; Adam runs over them in float64. */
export async function createTrainer(
  interpreter: Interpreter,
  model: Model,
  batch: { readonly count: number; readonly size: number },
): Promise<Trainer> {
  const shapes = Object.fromEntries([...model.weights].map(([name, { shape }]) => [name, shape]));
  if (batch.size % model.definition.unshuffle !== 0 || batch.size <= 2 * lossBorderPx)
    throw new RangeError(`A patch of ${batch.size} px is too small, or no multiple of ${model.definition.unshuffle}.`);
  const compiled: Compiled = await interpreter.compile(trainingProgram(model), { ...batchShapes(model, batch), ...shapes });
  let step = 0;
  let state = fresh(model.weights);

  return {
    step: async (next, learningRate) => {
      const { loss, ...gradients } = await compiled.run({ ...batchInputs(model, next), ...dataOf(state.weights) });
      // A gradient may overflow where the loss does not yet; either would spoil every weight.
      if (!Number.isFinite(loss[0]) || !Number.isFinite(globalNorm(gradients))) throw brokenDown(step + 1);
      step++;
      adamStep(state, gradients, step, learningRate, largestNorm);
      if (step % average.everySteps === 0) blend(state.average, state.weights, warmedDecay(step));
      return { loss: loss[0] };
    },
    state: async (): Promise<TrainerState> => ({
      step,
      weights: copyOf(state.weights),
      firstMoments: copyOf(state.firstMoments),
      secondMoments: copyOf(state.secondMoments),
      average: copyOf(state.average),
    }),
    restore: async (saved) => {
      step = saved.step;
      state = {
        weights: copyOf(saved.weights),
        firstMoments: copyOf(saved.firstMoments),
        secondMoments: copyOf(saved.secondMoments),
        average: copyOf(saved.average),
      };
    },
    dispose: () => compiled.dispose(),
  };
}

const fresh = (weights: Weights) => ({
  weights: copyOf(weights),
  firstMoments: zerosLike(weights),
  secondMoments: zerosLike(weights),
  average: copyOf(weights),
});

/** Early on the average must forget the initial weights faster than its final decay would. */
const warmedDecay = (step: number): number =>
  Math.min(average.decay, (1 + step / average.everySteps) / (10 + step / average.everySteps));

function blend(into: Map<string, Tensor>, from: Weights, decay: number): void {
  for (const [name, { data }] of into) {
    const source = from.get(name)!.data;
    for (let i = 0; i < data.length; i++) data[i] = decay * data[i] + (1 - decay) * source[i];
  }
}

const brokenDown = (step: number): TacetError =>
  new TacetError(
    'training-diverged',
    `Training broke down at step ${step}: the loss is no longer a number.`,
    'Start again with a lower learning rate; the last checkpoint is whole.',
  );

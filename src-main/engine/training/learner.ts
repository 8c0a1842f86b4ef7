import { troubleFor } from '../../contract';
import { TacetError } from '../../contract/outcome';
import type { LearnerState, Weights } from '../engine';
import { dataOf } from '../networks/weights';
import type { Compiled, Tensor } from '../primitives/interpreter';
import type { Random } from '../random';
import { addGradientNoise, clippingFactor, globalNorm } from './gradients';
import { lossName } from './objective';
import { type OptimizerName, optimizers } from './optimizers/choice';

export interface LearnerOptions {
  readonly optimizer: OptimizerName;
  /** Gradients are scaled down together to this global norm; null leaves them. */
  readonly largestNorm: number | null;
  /** Adds gradient noise from this stream. */
  readonly gradientNoise?: Random;
}

/** Weights that learn. They, the optimizer's moments and the moving average live here, in float32. */
export interface Learner {
  readonly weights: Weights;
  /** One step on the given inputs. Throws a TacetError when loss or gradient are no numbers; the weights are then as they were. */
  step(inputs: Readonly<Record<string, Float32Array>>, learningRate: number): Promise<{ readonly loss: number }>;
  state(): LearnerState;
  restore(state: LearnerState): void;
}

/** The moving average of the weights, which inference uses. */
const average = { decay: 0.995, everySteps: 4 } as const;

/** `gradients` computes the loss and the gradient of every weight; whoever compiled it disposes of it. */
export function createLearner(gradients: Compiled, initial: Weights, options: LearnerOptions): Learner {
  let step = 0;
  let state = fresh(initial);
  const update = optimizers[options.optimizer];

  return {
    get weights() {
      return state.weights;
    },
    step: async (inputs, learningRate) => {
      const computed = await gradients.run({ ...inputs, ...dataOf(state.weights) });
      const { [lossName]: loss, ...found } = computed;
      // A gradient may overflow where the loss does not yet; either would spoil every weight.
      let norm = globalNorm(found);
      if (!Number.isFinite(loss[0]) || !Number.isFinite(norm)) throw brokenDown(step + 1);
      step++;
      if (options.gradientNoise) {
        addGradientNoise(found, step, options.gradientNoise);
        norm = globalNorm(found);
      }
      const scale = options.largestNorm === null ? 1 : clippingFactor(norm, options.largestNorm);
      update(state, found, step, learningRate, scale);
      if (step % average.everySteps === 0) blend(state.average, state.weights, warmedDecay(step));
      return { loss: loss[0] };
    },
    state: () => ({
      step,
      weights: copyOf(state.weights),
      firstMoments: copyOf(state.firstMoments),
      secondMoments: copyOf(state.secondMoments),
      average: copyOf(state.average),
    }),
    restore: (saved) => {
      step = saved.step;
      state = {
        weights: copyOf(saved.weights),
        firstMoments: copyOf(saved.firstMoments),
        secondMoments: copyOf(saved.secondMoments),
        average: copyOf(saved.average),
      };
    },
  };
}

const fresh = (weights: Weights) => ({
  weights: copyOf(weights),
  firstMoments: zerosLike(weights),
  secondMoments: zerosLike(weights),
  average: copyOf(weights),
});
const copyOf = (weights: Weights): Map<string, Tensor> =>
  new Map([...weights].map(([name, { shape, data }]) => [name, { shape, data: data.slice() }]));
const zerosLike = (weights: Weights): Map<string, Tensor> =>
  new Map([...weights].map(([name, { shape, data }]) => [name, { shape, data: new Float32Array(data.length) }]));

/** Early on the average must forget the initial weights faster than its final decay would. */
const warmedDecay = (step: number): number =>
  Math.min(average.decay, (1 + step / average.everySteps) / (10 + step / average.everySteps));

function blend(into: Map<string, Tensor>, from: Weights, decay: number): void {
  for (const [name, { data }] of into) {
    const source = from.get(name)!.data;
    for (let i = 0; i < data.length; i++) data[i] = decay * data[i] + (1 - decay) * source[i];
  }
}

const brokenDown = (step: number): TacetError => new TacetError(troubleFor('training-diverged', { step }));

import type { Tensor } from '../primitives/interpreter';
import { seededRandom } from '../random';
import { type OptimizerName, optimizers } from '../training/optimizers/choice';
import { type PlannedCheck, relativeError } from './check';

const steps = 100;
const count = 200;
const learningRate = 1e-2;

/** The optimizers, whose numbers are kept in float32, by their formulas in float64 once more. */
export const optimizerChecks = (): readonly PlannedCheck[] =>
  (Object.keys(formulas) as OptimizerName[]).map((name) => ({
    name: `optimizer ${name}, ${steps} steps`,
    against: 'its formula, float64',
    limit: 1e-6,
    measure: () => errorAfterTraining(name),
  }));

/** What one weight is moved by, from all of its gradients so far, the newest last. */
type Formula = (gradients: readonly number[]) => number;

/** Moments written out as sums:  m_t = (1 − β) Σ β^(t−i) g_i. */
const moment = (gradients: readonly number[], beta: number, power: 1 | 2): number =>
  (1 - beta) * gradients.reduce((sum, g, i) => sum + beta ** (gradients.length - 1 - i) * g ** power, 0);
const adam = (gradients: readonly number[], firstCorrection: number, secondCorrection: number): number =>
  (learningRate * moment(gradients, 0.9, 1)) /
  firstCorrection /
  (Math.sqrt(moment(gradients, 0.999, 2) / secondCorrection) + 1e-8);

const formulas: Readonly<Record<OptimizerName, Formula>> = {
  adam: (gradients) => adam(gradients, 1 - 0.9 ** gradients.length, 1 - 0.999 ** gradients.length),
  'adam-article': (gradients) => adam(gradients, 1 - 0.9, 1 - 0.999),
  momentum: (gradients) => learningRate * gradients.reduce((sum, g, i) => sum + 0.9 ** (gradients.length - 1 - i) * g, 0),
};

function errorAfterTraining(name: OptimizerName): number {
  const random = seededRandom(5);
  const numbers = (): Float32Array => Float32Array.from({ length: count }, () => random.normal());
  const tensors = (data: Float32Array): Map<string, Tensor> => new Map([['w', { shape: [count], data }]]);
  const first = numbers();
  const state = {
    weights: tensors(first.slice()),
    firstMoments: tensors(new Float32Array(count)),
    secondMoments: tensors(new Float32Array(count)),
  };
  const truth = Float64Array.from(first);
  const seen: number[][] = Array.from({ length: count }, () => []);
  for (let t = 1; t <= steps; t++) {
    const w = numbers();
    optimizers[name](state, { w }, t, learningRate);
    truth.forEach((_, i) => (truth[i] -= formulas[name]([...seen[i], w[i]])));
    seen.forEach((gradients, i) => gradients.push(w[i]));
  }
  return relativeError(state.weights.get('w')!.data, truth);
}

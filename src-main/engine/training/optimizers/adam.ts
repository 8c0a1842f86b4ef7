import type { OptimizerState } from './optimizer';

/** Adam of Kingma and Ba (2015), algorithm 1. */
export const adamDefaults = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

/** With its bias corrections 1 − βᵗ:  m ← β₁m + (1−β₁)g,  v ← β₂v + (1−β₂)g²,  w ← w − lr · m/(1−β₁ᵗ) / (√(v/(1−β₂ᵗ)) + ε). */
export function adamStep(
  state: OptimizerState,
  gradients: Readonly<Record<string, Float32Array>>,
  t: number,
  learningRate: number,
  gradientScale = 1,
): void {
  const { beta1, beta2 } = adamDefaults;
  corrected(state, gradients, learningRate, gradientScale, 1 / (1 - beta1 ** t), 1 / (1 - beta2 ** t));
}

/** As the article wrote it (Seo 2018): the corrections 1 − β₁ and 1 − β₂ lack the power of t, so all steps after the first are too long. */
export function adamArticle(
  state: OptimizerState,
  gradients: Readonly<Record<string, Float32Array>>,
  _t: number,
  learningRate: number,
  gradientScale = 1,
): void {
  const { beta1, beta2 } = adamDefaults;
  corrected(state, gradients, learningRate, gradientScale, 1 / (1 - beta1), 1 / (1 - beta2));
}

function corrected(
  { weights, firstMoments, secondMoments }: OptimizerState,
  gradients: Readonly<Record<string, Float32Array>>,
  learningRate: number,
  gradientScale: number,
  firstCorrection: number,
  secondCorrection: number,
): void {
  const { beta1, beta2, epsilon } = adamDefaults;
  for (const [name, { data: w }] of weights) {
    const gradient = gradients[name];
    const m = firstMoments.get(name)!.data;
    const v = secondMoments.get(name)!.data;
    for (let i = 0; i < w.length; i++) {
      const g = gradient[i] * gradientScale;
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      v[i] = beta2 * v[i] + (1 - beta2) * g * g;
      w[i] -= (learningRate * m[i] * firstCorrection) / (Math.sqrt(v[i] * secondCorrection) + epsilon);
    }
  }
}

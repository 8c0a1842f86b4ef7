import type { Tensor } from '../primitives/interpreter';

/** Adam of Kingma and Ba (2015), algorithm 1, with its bias corrections 1 − βᵗ. */
export const adamDefaults = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

/** Changed in place by each step. */
export interface AdamState {
  readonly weights: Map<string, Tensor>;
  readonly firstMoments: Map<string, Tensor>;
  readonly secondMoments: Map<string, Tensor>;
}

/**
 * One step, in place:  m ← β₁m + (1−β₁)g,  v ← β₂v + (1−β₂)g²,  w ← w − lr · m/(1−β₁ᵗ) / (√(v/(1−β₂ᵗ)) + ε). `t` counts from 1.
 * Before it, the gradients are scaled down together when their global norm is over `largestNorm` (Pascanu et al. 2013).
 */
export function adamStep(
  { weights, firstMoments, secondMoments }: AdamState,
  gradients: Readonly<Record<string, Float32Array>>,
  t: number,
  learningRate: number,
  largestNorm: number,
): void {
  const { beta1, beta2, epsilon } = adamDefaults;
  const clip = Math.min(1, largestNorm / (globalNorm(gradients) + 1e-12));
  const firstCorrection = 1 / (1 - beta1 ** t);
  const secondCorrection = 1 / (1 - beta2 ** t);
  for (const [name, { data: w }] of weights) {
    const gradient = gradients[name];
    const m = firstMoments.get(name)!.data;
    const v = secondMoments.get(name)!.data;
    for (let i = 0; i < w.length; i++) {
      const g = gradient[i] * clip;
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      v[i] = beta2 * v[i] + (1 - beta2) * g * g;
      w[i] -= (learningRate * m[i] * firstCorrection) / (Math.sqrt(v[i] * secondCorrection) + epsilon);
    }
  }
}

/** √Σg² over all gradients together. */
export function globalNorm(gradients: Readonly<Record<string, Float32Array>>): number {
  let sum = 0;
  for (const gradient of Object.values(gradients)) for (const g of gradient) sum += g * g;
  return Math.sqrt(sum);
}

import type { OptimizerState } from './optimizer';

const momentum = 0.9;

/** Stochastic gradient descent with momentum (Polyak 1964):  m ← 0.9 m + g,  w ← w − lr · m. */
export function momentumStep(
  { weights, firstMoments }: OptimizerState,
  gradients: Readonly<Record<string, Float32Array>>,
  _t: number,
  learningRate: number,
  gradientScale = 1,
): void {
  for (const [name, { data: w }] of weights) {
    const gradient = gradients[name];
    const m = firstMoments.get(name)!.data;
    for (let i = 0; i < w.length; i++) {
      m[i] = momentum * m[i] + gradient[i] * gradientScale;
      w[i] -= learningRate * m[i];
    }
  }
}

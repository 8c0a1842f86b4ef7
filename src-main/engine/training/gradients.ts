import type { Random } from '../random';

export type Gradients = Readonly<Record<string, Float32Array>>;

/** √Σg² over all gradients together. */
export function globalNorm(gradients: Gradients): number {
  let sum = 0;
  for (const gradient of Object.values(gradients)) {
    // By index: an iterator over a typed array takes five times as long, which showed in a training step.
    let i = gradient.length;
    while (i-- > 0) sum += gradient[i] * gradient[i];
  }
  return Math.sqrt(sum);
}

/** What all gradients are multiplied by where their global norm is over `largestNorm`, else 1 (Pascanu et al. 2013). */
export const clippingFactor = (norm: number, largestNorm: number): number => Math.min(1, largestNorm / (norm + 1e-12));

/**
 * Gradient noise (Neelakantan et al. 2015, as Seo 2018 used it): one number from N(0, sd), sd = n / (1 + t)^0.55, n = 0.001, added to every
 * weight gradient alike.
 */
export function addGradientNoise(gradients: Gradients, t: number, random: Random, n = 0.001): void {
  const noise = (random.normal() * n) / (1 + t) ** 0.55;
  for (const gradient of Object.values(gradients)) for (let i = 0; i < gradient.length; i++) gradient[i] += noise;
}

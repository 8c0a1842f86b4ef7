export interface Schedule {
  readonly steps: number;
  readonly peakLearningRate: number;
  readonly warmUpSteps: number;
  readonly lastLearningRate: number;
}

/** Linear warm-up to the peak, then half a cosine down to the last rate. `step` counts from 0. */
export function learningRateAt({ steps, peakLearningRate, warmUpSteps, lastLearningRate }: Schedule, step: number): number {
  if (step < warmUpSteps) return (peakLearningRate * (step + 1)) / warmUpSteps;
  const progress = Math.min(1, (step - warmUpSteps) / Math.max(1, steps - warmUpSteps));
  return lastLearningRate + 0.5 * (peakLearningRate - lastLearningRate) * (1 + Math.cos(Math.PI * progress));
}

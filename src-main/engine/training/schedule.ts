/** The learning rate over a training. */
export type Schedule =
  /** Linear warm-up to the peak, then half a cosine down to the last rate. */
  | {
      readonly kind: 'cosine';
      readonly steps: number;
      readonly peakLearningRate: number;
      readonly warmUpSteps: number;
      readonly lastLearningRate: number;
    }
  | { readonly kind: 'constant'; readonly learningRate: number }
  /** Times `factor` after each `everySteps`. */
  | { readonly kind: 'staircase'; readonly learningRate: number; readonly factor: number; readonly everySteps: number };

/** `step` counts from 0. */
export function learningRateAt(schedule: Schedule, step: number): number {
  switch (schedule.kind) {
    case 'constant':
      return schedule.learningRate;
    case 'staircase':
      return schedule.learningRate * schedule.factor ** Math.floor(step / schedule.everySteps);
    case 'cosine': {
      const { steps, peakLearningRate, warmUpSteps, lastLearningRate } = schedule;
      if (step < warmUpSteps) return (peakLearningRate * (step + 1)) / warmUpSteps;
      const progress = Math.min(1, (step - warmUpSteps) / Math.max(1, steps - warmUpSteps));
      return lastLearningRate + 0.5 * (peakLearningRate - lastLearningRate) * (1 + Math.cos(Math.PI * progress));
    }
  }
}

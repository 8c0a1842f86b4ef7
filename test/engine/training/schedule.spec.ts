import { describe, expect, it } from 'vitest';
import { learningRateAt } from '../../../src-main/engine/training/schedule';

describe('the learning rate', () => {
  const schedule = { kind: 'cosine' as const, steps: 1000, peakLearningRate: 2e-3, warmUpSteps: 200, lastLearningRate: 6e-6 };
  const at = (step: number): number => learningRateAt(schedule, step);

  it('rises in a straight line to the peak, and falls as half a cosine to the last rate', () => {
    expect(at(0)).toBeCloseTo(1e-5, 12);
    expect(at(99)).toBeCloseTo(1e-3, 12);
    expect(at(199)).toBeCloseTo(2e-3, 12);
    expect(at(200)).toBeCloseTo(2e-3, 12);
    expect(at(600)).toBeCloseTo((2e-3 + 6e-6) / 2, 12);
    expect(at(400)).toBeCloseTo(6e-6 + (2e-3 - 6e-6) * Math.cos(Math.PI / 8) ** 2, 12);
    expect(at(1000)).toBeCloseTo(6e-6, 12);
  });
  it('stays at the last rate beyond the end, and needs no warm-up', () => {
    expect(at(5000)).toBeCloseTo(6e-6, 12);
    expect(learningRateAt({ ...schedule, warmUpSteps: 0 }, 0)).toBe(2e-3);
    expect(learningRateAt({ ...schedule, steps: 100 }, 150)).toBeGreaterThan(0);
  });
  it('is constant, or falls in steps, where that is asked for', () => {
    expect(learningRateAt({ kind: 'constant', learningRate: 1e-9 }, 12_345)).toBe(1e-9);
    const stairs = { kind: 'staircase' as const, learningRate: 1, factor: 0.1, everySteps: 10 };
    expect([9, 10, 25].map((step) => learningRateAt(stairs, step))).toEqual([1, 0.1, 0.1 ** 2]);
  });
});

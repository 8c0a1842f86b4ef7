import { describe, expect, it } from 'vitest';
import type { Compiled } from '../../../src-main/engine/primitives/interpreter';
import { seededRandom } from '../../../src-main/engine/random';
import { createLearner, type LearnerOptions } from '../../../src-main/engine/training/learner';
import { lossName } from '../../../src-main/engine/training/objective';

/** The loss ½ Σ (w − target)², whose gradient is w − target; a target of NaN or Infinity spoils it. */
const bowl: Compiled = {
  run: async ({ w, target }) => {
    const off = w!.map((value, i) => value - target![i]!);
    return { [lossName]: Float32Array.of(off.reduce((sum, value) => sum + value * value, 0) / 2), w: off };
  },
  dispose: async () => undefined,
};
const first = new Map([['w', { shape: [2], data: Float32Array.of(3, -4) }]]);
const plain: LearnerOptions = { optimizer: 'momentum', largestNorm: null };
const learner = (options: LearnerOptions = plain) => createLearner(bowl, first, options);
const target = { target: Float32Array.of(0, 0) };
const numbers = (one: ReturnType<typeof learner>): readonly number[] => [...one.weights.get('w')!.data];

describe('a learner', () => {
  it('steps down the gradient at the rate of the step, and tells the loss before it', async () => {
    const one = learner();
    expect(await one.step(target, 0.5)).toEqual({ loss: 12.5 });
    expect(numbers(one)).toEqual([1.5, -2]);
    expect(await one.step(target, 0)).toEqual({ loss: 3.125 });
    expect(numbers(one)).toEqual([1.5, -2]);
  });

  it('finds the bottom with each optimizer', async () => {
    for (const [optimizer, rate] of [
      ['momentum', 0.05],
      ['adam', 0.05],
    ] as const) {
      const one = learner({ optimizer, largestNorm: null });
      for (let i = 0; i < 400; i++) await one.step({ target: Float32Array.of(1, 2) }, rate);
      numbers(one).forEach((value, i) => expect(Math.abs(value - [1, 2][i]!), optimizer).toBeLessThan(1e-2));
    }
  });

  it('takes a gradient that is too long as one of the largest norm', async () => {
    const one = learner({ ...plain, largestNorm: 1 });
    await one.step(target, 1);
    // The gradient (3, −4) has the norm 5.
    numbers(one).forEach((value, i) => expect(value).toBeCloseTo([3 - 0.6, -4 + 0.8][i]!, 6));
  });

  it('adds gradient noise, the same for the same stream', async () => {
    const noisy = (seed: number) => learner({ ...plain, gradientNoise: seededRandom(seed) });
    const [one, again, other] = [noisy(1), noisy(1), noisy(2)];
    for (const each of [one, again, other]) await each.step({ target: Float32Array.of(3, -4) }, 100);
    expect(numbers(one)).toEqual(numbers(again));
    expect(numbers(one)).not.toEqual(numbers(other));
    // The gradient itself was 0: one number moved both weights.
    const [a, b] = numbers(one);
    expect(a! - 3).toBeCloseTo(b! + 4, 5);
    expect(a).not.toBe(3);
  });

  it.each([
    ['a loss', NaN],
    ['a gradient', Infinity],
  ])('breaks down in a sentence when %s is no number, and keeps its weights, moments and step', async (_, value) => {
    const one = learner();
    await one.step(target, 0.1);
    const before = one.state();
    await expect(one.step({ target: Float32Array.of(0, value) }, 0.1)).rejects.toMatchObject({
      code: 'training-diverged',
      message: expect.stringContaining('step 2'),
    });
    expect(one.state()).toEqual(before);
  });

  it('goes on from a state as if there had been no break, bit for bit, and on its own copy of it', async () => {
    const options: LearnerOptions = { optimizer: 'adam', largestNorm: 1 };
    const whole = learner(options);
    for (let i = 0; i < 5; i++) await whole.step(target, 0.1);
    const saved = whole.state();
    const kept = structuredClone(saved);
    const resumed = learner(options);
    resumed.restore(saved);
    for (let i = 0; i < 6; i++) {
      await whole.step(target, 0.1);
      await resumed.step(target, 0.1);
    }
    expect(resumed.state()).toEqual(whole.state());
    expect(saved).toEqual(kept);
    expect(first.get('w')!.data).toEqual(Float32Array.of(3, -4));
  });

  it('keeps a moving average that follows the weights every fourth step', async () => {
    const one = learner();
    const average = (): readonly number[] => [...one.state().average.get('w')!.data];
    for (let i = 0; i < 3; i++) await one.step(target, 0.1);
    expect(average()).toEqual([3, -4]);
    await one.step(target, 0.1);
    // Early on the decay is (1 + 1)/(10 + 1): the average forgets its beginning.
    const decay = 2 / 11;
    average().forEach((value, i) => expect(value).toBeCloseTo(decay * [3, -4][i]! + (1 - decay) * numbers(one)[i]!, 5));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clippingFactor, globalNorm } from '../../../../src-main/engine/training/gradients';
import { adamArticle, adamStep } from '../../../../src-main/engine/training/optimizers/adam';
import { momentumStep } from '../../../../src-main/engine/training/optimizers/momentum';
import type { OptimizerState } from '../../../../src-main/engine/training/optimizers/optimizer';
import { relativeDifference } from '../../numbers';

const tensor = (values: readonly number[]) => ({ shape: [values.length], data: Float32Array.from(values) });
const stateOf = (weights: readonly number[]): OptimizerState => ({
  weights: new Map([['w', tensor(weights)]]),
  firstMoments: new Map([['w', tensor(weights.map(() => 0))]]),
  secondMoments: new Map([['w', tensor(weights.map(() => 0))]]),
});
const after = (state: OptimizerState) => ({
  w: state.weights.get('w')!.data,
  m: state.firstMoments.get('w')!.data,
  v: state.secondMoments.get('w')!.data,
});

/** Algorithm 1 of Kingma and Ba, as it is printed, in float64. */
function byTheBook(weights: readonly number[], gradients: readonly (readonly number[])[], rate: number) {
  return weights.map((w, i) => {
    let [theta, m, v] = [w, 0, 0];
    gradients.forEach((gradient, index) => {
      const t = index + 1;
      const g = gradient[i]!;
      m = 0.9 * m + (1 - 0.9) * g;
      v = 0.999 * v + (1 - 0.999) * g ** 2;
      const [mHat, vHat] = [m / (1 - 0.9 ** t), v / (1 - 0.999 ** t)];
      theta -= (rate * mHat) / (Math.sqrt(vHat) + 1e-8);
    });
    return { theta, m, v };
  });
}

describe('Adam', () => {
  it("makes the weights and moments that numpy makes of three steps (float64, lr 0.01, gradients' norm under 1)", () => {
    const state = stateOf([0.5, -1.25, 2]);
    const gradients = [
      [0.1, -0.2, 0.3],
      [0.3, 0, -0.25],
      [-0.4, 0.05, 0.3],
    ];
    gradients.forEach((g, i) => adamStep(state, { w: Float32Array.from(g) }, i + 1, 0.01));
    const { w, m, v } = after(state);
    expect(relativeDifference(w, [0.48143620019388816, -1.2298256041025046, 1.9854915130443471])).toBeLessThan(1e-6);
    expect(relativeDifference(m, [-0.0049, -0.0112, 0.0318])).toBeLessThan(1e-6);
    expect(relativeDifference(v, [0.00025989001, 4.242004e-5, 0.00024225759])).toBeLessThan(1e-6);
  });

  it('is algorithm 1 as it is printed, for any gradients that need no clipping', () => {
    const some = fc.array(fc.double({ min: -0.4, max: 0.4, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(some, fc.array(some, { minLength: 1, maxLength: 12 }), (weights, gradients) => {
        const state = stateOf(weights);
        gradients.forEach((g, i) => adamStep(state, { w: Float32Array.from(g) }, i + 1, 1e-3));
        const rounded = gradients.map((g) => [...Float32Array.from(g)]);
        const book = byTheBook([...Float32Array.from(weights)], rounded, 1e-3);
        const { w, m } = after(state);
        book.forEach(({ theta, m: moment }, i) => {
          // The moments are kept in float32; below 1e-6 the root of v loses digits that hardly move a weight.
          expect(Math.abs(w[i]! - theta)).toBeLessThan(1e-5);
          expect(Math.abs(m[i]! - moment)).toBeLessThan(1e-6);
        });
      }),
    );
  });

  it('moves every weight by the learning rate in its first step, whatever the size of the gradient', () => {
    const state = stateOf([1, 1, 1]);
    adamStep(state, { w: Float32Array.of(1e-3, -0.5, 0.02) }, 1, 0.01);
    expect(relativeDifference(after(state).w, [0.99, 1.01, 0.99])).toBeLessThan(1e-4);
  });

  it('scales gradients of all tensors down together, to a norm of 1', () => {
    const state: OptimizerState = {
      weights: new Map([
        ['a', tensor([1])],
        ['b', tensor([1])],
      ]),
      firstMoments: new Map([
        ['a', tensor([0])],
        ['b', tensor([0])],
      ]),
      secondMoments: new Map([
        ['a', tensor([0])],
        ['b', tensor([0])],
      ]),
    };
    const gradients = { a: Float32Array.of(3), b: Float32Array.of(-4) };
    expect(globalNorm(gradients)).toBe(5);
    adamStep(state, gradients, 1, 0.01, clippingFactor(globalNorm(gradients), 1));
    expect(state.firstMoments.get('a')!.data[0]).toBeCloseTo(0.06, 7);
    expect(state.firstMoments.get('b')!.data[0]).toBeCloseTo(-0.08, 7);
    expect(state.secondMoments.get('b')!.data[0]).toBeCloseTo(0.00064, 8);
  });
});

describe("the article's Adam", () => {
  it('divides by 1 − β at every step, so that after the first its steps are longer than they should be', () => {
    const [ours, theirs] = [stateOf([1]), stateOf([1])];
    const steps = Array.from({ length: 4 }, (_, i) => {
      const before = [after(ours).w[0]!, after(theirs).w[0]!];
      adamStep(ours, { w: Float32Array.of(0.1) }, i + 1, 1e-2);
      adamArticle(theirs, { w: Float32Array.of(0.1) }, i + 1, 1e-2);
      return [before[0]! - after(ours).w[0]!, before[1]! - after(theirs).w[0]!];
    });
    expect(steps[0]![1]).toBeCloseTo(steps[0]![0]!, 6);
    // After t steps of one gradient g:  m = g(1 − β₁ᵗ), v = g²(1 − β₂ᵗ), and both are divided by 1 − β alone.
    steps.forEach(([right, wrong], i) => {
      const t = i + 1;
      expect(right).toBeCloseTo(1e-2, 5);
      expect(wrong).toBeCloseTo((1e-2 * (1 - 0.9 ** t)) / 0.1 / Math.sqrt((1 - 0.999 ** t) / 0.001), 5);
    });
  });
});

describe('SGD with momentum', () => {
  it('adds up what it has seen, times 0.9 a step:  w = 1 − lr · (g₁ + (0.9 g₁ + g₂))', () => {
    const state = stateOf([1]);
    momentumStep(state, { w: Float32Array.of(0.5) }, 1, 0.1);
    momentumStep(state, { w: Float32Array.of(-0.25) }, 2, 0.1);
    expect(after(state).w[0]).toBeCloseTo(1 - 0.1 * (0.5 + (0.9 * 0.5 - 0.25)), 6);
    expect(after(state).v[0]).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { reference, referenceOps as ops } from '../../../../src-main/engine/primitives/reference';
import { foursTerms } from '../../../../src-main/engine/training/losses/fours';

/** One pixel an example. */
const images = (values: readonly number[]) => reference([values.length, 1, 1, 1], values);
const terms = (e: readonly number[], contrast: readonly number[], bias: readonly number[]) => {
  const { loss, dError } = foursTerms(ops, images(e), images(contrast), images(bias));
  return { loss: loss.data[0], dError: [...dError.data] };
};
const none = [0, 0, 0, 0];

describe('the terms over fours of examples', () => {
  it('are the product of what two draws lost of the shape, by the weight of the first', () => {
    // r₁ = 5 − 2, r₂ = 7 − 3.
    const { loss, dError } = terms([5, 2, 7, 3], [0.5, 0, 0, 0], none);
    expect(loss).toBeCloseTo(0.5 * 3 * 4);
    // ∂/∂e₀ = v r₂, ∂/∂e₁ = −v r₂, ∂/∂e₂ = v r₁, ∂/∂e₃ = −v r₁.
    expect(dError).toEqual([2, -2, 1.5, -1.5]);
  });

  it('are the product of the errors that two draws of one image have', () => {
    const { loss, dError } = terms([5, 2, 7, 3], none, [0.1, 0.1, 0.1, 0.1]);
    expect(loss).toBeCloseTo(0.1 * (5 * 7 + 2 * 3));
    expect(dError.map((value) => Number(value.toFixed(9)))).toEqual([0.7, 0.3, 0.5, 0.2]);
  });

  it('keep fours apart', () => {
    const { loss } = terms([1, 0, 1, 0, 2, 0, 2, 0], [1, 0, 0, 0, 1, 0, 0, 0], [...none, ...none]);
    expect(loss).toBeCloseTo(1 + 4);
  });

  it('have no expectation from noise alone: errors that the draws do not share cancel', () => {
    // Four pairs of signs, each as likely.
    const signs = [1, -1];
    const all = signs.flatMap((a) => signs.map((b) => terms([a, 0, b, 0], [1, 0, 0, 0], [1, 1, 1, 1]).loss));
    expect(all.reduce((sum, loss) => sum + loss!, 0)).toBeCloseTo(0);
  });
});

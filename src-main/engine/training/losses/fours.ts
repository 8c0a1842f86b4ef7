import type { Ops } from '../../primitives/ops';

/** How much the terms over groups of four count beside the loss of each pixel. */
export interface FoursTerms {
  /** Of the contrast term: what is lost of a faint shape, as a share of it, squared. */
  readonly contrast: number;
  /** Of the bias term: the error that two draws of the noise have in common, in noise SDs, squared. */
  readonly bias: number;
}

export const groupOf = 4;

/**
 * Two terms that a pixel's own loss can't hold, since its optimum trades contrast for noise. Examples come in fours that share one clean image t, of
 * which two hold a faint shape d, under two independent draws of noise:
 *
 *     t + d + n₁,   t + n₁,   t + d + n₂,   t + n₂      with errors e₀, e₁, e₂, e₃
 *
 * The response to the shape is wrong by r₁ = e₀ − e₁ and r₂ = e₂ − e₃. Products of two draws have the square of the mean as their expectation, free
 * of what is random:
 *
 *     L = Σ v·r₁r₂ + Σ w·(e₀e₂ + e₁e₃),   v = `contrastWeight` (of the first of four; 0 on the others), w = `biasWeight` (alike within a four)
 *
 * (facts: the recipe's section 8.) All are [N,H,W,1]. Returns L, shape [], and ∂L/∂e.
 */
export function foursTerms<T>(ops: Ops<T>, e: T, contrastWeight: T, biasWeight: T): { loss: T; dError: T } {
  const other = (x: T): T => ops.rollExamples(x, groupOf, 2);
  const weighted = ops.multiply(other(e), biasWeight);
  const r = ops.subtract(e, ops.rollExamples(e, groupOf, 1));
  const both = ops.multiply(other(r), contrastWeight);
  const loss = ops.add(ops.scale(ops.sum(ops.multiply(e, weighted)), 0.5), ops.sum(ops.multiply(r, both)));
  const dr = ops.add(both, other(ops.multiply(r, contrastWeight)));
  const dError = ops.add(weighted, ops.subtract(dr, ops.rollExamples(dr, groupOf, groupOf - 1)));
  return { loss, dError };
}

import type { Ops } from '../../primitives/ops';

/** L2:  L = Σ weight · (e/s)²,  ∂L/∂e = 2 · weight · (e/s) / s. With weights 1/count it is the mean square error in units of s. */
export function l2<T>(ops: Ops<T>, e: T, inverseScale: T, weight: T): { loss: T; dError: T } {
  const relative = ops.multiply(e, inverseScale);
  const weighted = ops.multiply(relative, weight);
  return { loss: ops.sum(ops.multiply(weighted, relative)), dError: ops.scale(ops.multiply(weighted, inverseScale), 2) };
}

/**
 * The article's loss:  L = 0.25 · Σ e².  It sends back e itself, which is twice the derivative, as the article wrote it (Seo 2018); scale and
 * weight have no part in it. The checks compare the half of it with central differences.
 */
export function articleSquares<T>(ops: Ops<T>, e: T): { loss: T; dError: T } {
  return { loss: ops.scale(ops.sum(ops.square(e)), 0.25), dError: e };
}

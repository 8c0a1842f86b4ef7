import type { Ops } from '../../primitives/ops';

/** Below this error, in noise SDs, the loss is quadratic; above, linear. */
const epsilon = 0.3;
/**
 * Charbonnier loss:  L = Σ weight · √((e/s)² + 0.09),  ∂L/∂e = weight · (e/s) / √(…) / s.
 */
export function charbonnier<T>(ops: Ops<T>, e: T, inverseScale: T, weight: T): { loss: T; dError: T } {
  const relative = ops.multiply(e, inverseScale);
  const root = ops.sqrt(ops.addScalar(ops.square(relative), epsilon * epsilon));
  const dError = ops.multiply(ops.multiply(ops.divide(relative, root), weight), inverseScale);
  return { loss: ops.sum(ops.multiply(root, weight)), dError };
}

import type { Batch } from '../engine';
import type { Ops } from '../primitives/ops';

/** Below this error, in noise SDs, the loss is quadratic; above, linear. */
const epsilon = 0.3;
/** A patch's border is left out: zeros beyond it make the network err there. */
export const borderPx = 4;
/** Quiet patches count no more than those of this noise. */
const leastSdHu = 8;

/**
 * Charbonnier loss:  L = Σ weight · √((e/s)² + 0.09),  e = output − truth in HU,  s = max(noise SD, 8 HU); the weights are 1/count inside the
 * border and 0 on it, so L is a mean.  ∂L/∂e = weight · (e/s) / √(…) / s.
 *
 * errorHu, inverseScale and weight are [N,H,W,1].
 */
export function charbonnier<T>(ops: Ops<T>, errorHu: T, inverseScale: T, weight: T): { loss: T; dError: T } {
  const relative = ops.multiply(errorHu, inverseScale);
  const root = ops.sqrt(ops.addScalar(ops.square(relative), epsilon * epsilon));
  const dError = ops.multiply(ops.multiply(ops.divide(relative, root), weight), inverseScale);
  return { loss: ops.sum(ops.multiply(root, weight)), dError };
}

/** The two maps of the loss for a batch: 1/s and the weights. */
export function lossMaps({ count, size, addedSdHu }: Batch): { inverseScale: Float32Array; weight: Float32Array } {
  const inverseScale = new Float32Array(count * size * size);
  const weight = new Float32Array(count * size * size);
  const counted = 1 / (count * (size - 2 * borderPx) ** 2);
  for (let n = 0; n < count; n++) {
    inverseScale.fill(1 / Math.max(addedSdHu[n], leastSdHu), n * size * size, (n + 1) * size * size);
    for (let row = borderPx; row < size - borderPx; row++) {
      const start = (n * size + row) * size;
      weight.fill(counted, start + borderPx, start + size - borderPx);
    }
  }
  return { inverseScale, weight };
}

import type { Ops } from '../primitives/ops';

/** ReLU:  a = max(z, 0). */
export const forward = <T>(ops: Ops<T>, z: T): T => ops.relu(z);

/** dz = da where a > 0, else 0. Needs only what came out. */
export const backward = <T>(ops: Ops<T>, a: T, da: T): T => ops.multiply(da, ops.step(a));

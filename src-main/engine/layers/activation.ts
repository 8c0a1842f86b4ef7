import type { Ops } from '../primitives/ops';

/** What leaky ReLU lets through of a negative number. */
const leak = 0.2;

/** An activation a = act(z) and its backward pass, from what went in and what came out; it reads whichever is cheaper. */
interface Activation {
  forward<T>(ops: Ops<T>, z: T): T;
  /** dz = da · act'(z). */
  backward<T>(ops: Ops<T>, z: T, a: T, da: T): T;
}

/** The whole of `passed` where a number was over 0, and the leak of it elsewhere. */
const leaky = <T>(ops: Ops<T>, passed: T, all: T): T => ops.add(ops.scale(passed, 1 - leak), ops.scale(all, leak));

export const activations = {
  /** a = z */
  identity: { forward: (_, z) => z, backward: (_ops, _z, _a, da) => da },
  /** a = max(z, 0),  a' = 1 where a > 0, else 0 */
  relu: { forward: (ops, z) => ops.relu(z), backward: (ops, _, a, da) => ops.gate(a, da) },
  /** a = z where z > 0, else 0.2 z */
  'leaky-relu': {
    forward: (ops, z) => leaky(ops, ops.relu(z), z),
    backward: (ops, _, a, da) => leaky(ops, ops.gate(a, da), da),
  },
  /** a = 1/(1 + e⁻ᶻ),  a' = a(1 − a) = a − a² */
  sigmoid: {
    forward: (ops, z) => ops.sigmoid(z),
    backward: (ops, _, a, da) => ops.multiply(da, ops.subtract(a, ops.square(a))),
  },
  /** a = tanh z,  a' = 1 − a² */
  tanh: {
    forward: (ops, z) => ops.tanh(z),
    backward: (ops, _, a, da) => ops.subtract(da, ops.multiply(da, ops.square(a))),
  },
  /** a = arctan z,  a' = 1/(1 + z²) */
  arctan: {
    forward: (ops, z) => ops.arctan(z),
    backward: (ops, z, _, da) => ops.divide(da, ops.addScalar(ops.square(z), 1)),
  },
} as const satisfies Record<string, Activation>;

export type ActivationName = keyof typeof activations;
export const activationNames = Object.keys(activations) as ActivationName[];

export const forward = <T>(ops: Ops<T>, name: ActivationName, z: T): T => activations[name].forward(ops, z);
export const backward = <T>(ops: Ops<T>, name: ActivationName, z: T, a: T, da: T): T => activations[name].backward(ops, z, a, da);

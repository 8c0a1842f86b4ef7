import type { Weights } from '../engine';
import { forward } from '../networks/driver';
import { type Network, weightShapesOf } from '../networks/network';
import { dataOf } from '../networks/weights';
import type { Interpreter } from '../primitives/interpreter';
import { toGrey, toNetwork } from './greys';
import type { Recipe } from './recipe';

/** Looks at a noisy picture through a network: grey to grey. Whoever opens it disposes of it. */
export interface Eye {
  look(weights: Weights, noisy: Float32Array): Promise<Float32Array>;
  dispose(): Promise<void>;
}

/** For square pictures of one size, whatever the weights. */
export async function openEye(interpreter: Interpreter, network: Network, size: number, recipe: Recipe): Promise<Eye> {
  const weights = Object.fromEntries(weightShapesOf(network).map(({ name, shape }) => [name, shape]));
  const compiled = await interpreter.compile((ops, inputs) => ({ out: forward(ops, network, inputs, inputs.image).out }), {
    ...weights,
    image: [1, size, size, 1],
  });
  return {
    look: async (given, noisy) => {
      const { out } = await compiled.run({ ...dataOf(given), image: toNetwork(noisy, recipe) });
      return toGrey(out, recipe);
    },
    dispose: () => compiled.dispose(),
  };
}

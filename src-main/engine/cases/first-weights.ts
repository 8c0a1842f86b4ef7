import { seo2018Network, seoWeights } from '../networks/seo-2018';
import type { Interpreter } from '../primitives/interpreter';
import type { ComparisonPlan, FirstWeights } from './comparison';
import { openEye } from './eye';
import { displayed, normalised } from './greys';
import { lookOf } from './looks';
import { recipes } from './recipe';

const draws = 24;

/**
 * As written, weights hardly move, so what a case shows is what its first weights show: the same network with first weights of the seed and those
 * after it. What is there when `signal` aborts is no longer of use.
 */
export async function firstWeightsOf(
  interpreter: Interpreter,
  { pictures, seed, channels, activations }: ComparisonPlan,
  noisy: Float32Array,
  signal: AbortSignal,
): Promise<readonly FirstWeights[]> {
  const recipe = recipes['as-written'];
  const shown = { noisy: displayed(noisy), clean: pictures.test[0] };
  const found: FirstWeights[] = [];
  for (const residual of ['multiply', 'multiply-add'] as const) {
    const network = seo2018Network({ residual, channels, activations: activations ?? recipe.activations });
    const eye = await openEye(interpreter, network, pictures.size, recipe);
    const count = { unchanged: 0, blackNormalised: 0, blackAsItIs: 0, whiteAsItIs: 0 };
    try {
      for (let draw = 0; draw < draws && !signal.aborted; draw++) {
        const output = await eye.look(seoWeights(network, recipe.weights, seed + draw), noisy);
        const [stretched, asItIs] = [normalised(output), output].map((grey) => lookOf(displayed(grey), shown));
        if (stretched === 'black') count.blackNormalised++;
        if (asItIs === 'black') count.blackAsItIs++;
        if (asItIs === 'white') count.whiteAsItIs++;
        if (asItIs === 'unchanged') count.unchanged++;
      }
    } finally {
      await eye.dispose();
    }
    found.push({ residual, draws, ...count });
  }
  return found;
}

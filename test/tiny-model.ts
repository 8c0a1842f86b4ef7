import { initialWeights, type Model } from '../src-main/engine';
import { seededRandom } from '../src-main/engine/random';

/** A network of the shipped family, small enough for tests; nowhere 0, so that it finds some noise. */
export function tinyModel(seed = 1): Model {
  const definition = {
    kind: 'residual-cnn' as const,
    channels: 4,
    blocks: 1,
    kernel: 3,
    unshuffle: 2,
    inputScaleHu: 500,
    sigmaScaleHu: 50,
    outputScaleHu: 100,
    clipHu: [-1024, 3071] as [number, number],
  };
  const random = seededRandom(seed, 9);
  const weights = initialWeights(definition, seed);
  for (const { data } of weights.values()) data.forEach((value, i) => (data[i] = value + 0.05 * random.normal()));
  return { definition, weights };
}

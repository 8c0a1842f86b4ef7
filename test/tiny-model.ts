import { initialWeights, type ResidualModel, tacetDefinition } from '../src-main/engine';
import { seededRandom } from '../src-main/engine/random';

/** A network of the shipped family, small enough for tests; nowhere 0, so that it finds some noise. */
export function tinyModel(seed = 1): ResidualModel {
  const definition = tacetDefinition(4, 1);
  const random = seededRandom(seed, 9);
  const weights = initialWeights(definition, seed);
  for (const { data } of weights.values()) data.forEach((value, i) => (data[i] = value + 0.05 * random.normal()));
  return { definition, weights };
}

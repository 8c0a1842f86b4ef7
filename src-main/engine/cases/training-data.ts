import { seededRandom } from '../random';
import { drawOf, toNetwork, withNoise } from './greys';
import { batchCount, type Recipe } from './recipe';
import type { CasePictures } from './run';

/** An epoch is two of the article's batches. */
export const batchesPerEpoch = 2;

export interface CaseBatch {
  /** [5, size, size, 1], in the recipe's numbers. */
  readonly noisy: Float32Array;
  readonly clean: Float32Array;
}

/** The batches of an epoch: every picture once, in an order of its own, or some again where there are too few; with fresh noise each time. */
export function* epochBatches(
  { training, size }: CasePictures,
  recipe: Recipe,
  seed: number,
  epoch: number,
): Generator<CaseBatch> {
  const order = shuffled(training.length, seed, epoch);
  const pixels = size * size;
  for (let batch = 0; batch < batchesPerEpoch; batch++) {
    const noisy = new Float32Array(batchCount * pixels);
    const clean = new Float32Array(batchCount * pixels);
    const random = drawOf(seed, 'training', epoch, batch);
    for (let n = 0; n < batchCount; n++) {
      const picture = training[order[(batch * batchCount + n) % order.length]];
      clean.set(toNetwork(Float32Array.from(picture), recipe), n * pixels);
      noisy.set(toNetwork(withNoise(picture, random), recipe), n * pixels);
    }
    yield { noisy, clean };
  }
}

/** Fisher and Yates. */
function shuffled(length: number, seed: number, epoch: number): readonly number[] {
  const random = seededRandom(seed, 79, epoch);
  const order = Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

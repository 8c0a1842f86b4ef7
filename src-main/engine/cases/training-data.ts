import { type Random, seededRandom } from '../random';
import { drawOf, toNetwork, withNoise } from './greys';
import { batchCount, type Recipe } from './recipe';
import type { CasePictures } from './run';

export interface CaseBatch {
  /** [5, side, side, 1], in the recipe's numbers. */
  readonly noisy: Float32Array;
  readonly clean: Float32Array;
}

/** Side of what a recipe trains on: its patches, or whole pictures. */
export const trainingSide = ({ size }: CasePictures, { patchSize }: Recipe): number => Math.min(size, patchSize ?? size);

/** The batches of an epoch, drawn in an order of its own: every picture as often as any other, with fresh noise each time. */
export function* epochBatches(pictures: CasePictures, recipe: Recipe, seed: number, epoch: number): Generator<CaseBatch> {
  const { training, size } = pictures;
  const side = trainingSide(pictures, recipe);
  const order = shuffled(training.length, seededRandom(seed, 79, epoch));
  for (let batch = 0; batch < recipe.batchesPerEpoch; batch++) {
    const noisy = new Float32Array(batchCount * side * side);
    const clean = new Float32Array(batchCount * side * side);
    const random = drawOf(seed, 'training', epoch, batch);
    for (let n = 0; n < batchCount; n++) {
      const picture = training[order[(batch * batchCount + n) % order.length]];
      const patch = patchOf(picture, size, side, random);
      clean.set(toNetwork(Float32Array.from(patch), recipe), n * side * side);
      noisy.set(toNetwork(withNoise(patch, picture, random), recipe), n * side * side);
    }
    yield { noisy, clean };
  }
}

function patchOf(picture: Uint8Array, size: number, side: number, random: Random): Uint8Array {
  const [top, left] = [random.integer(size - side + 1), random.integer(size - side + 1)];
  const patch = new Uint8Array(side * side);
  for (let row = 0; row < side; row++) {
    const start = (top + row) * size + left;
    patch.set(picture.subarray(start, start + side), row * side);
  }
  return patch;
}

/** Fisher and Yates. */
function shuffled(length: number, random: Random): readonly number[] {
  const order = Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

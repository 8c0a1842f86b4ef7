import { expect, it } from 'vitest';
import { type Batch, initialWeights, openEngine, tacetDefinition } from '../../../src-main/engine';
import { seededRandom } from '../../../src-main/engine/random';

const [count, size, borderPx] = [2, 16, 4];
const random = seededRandom(5);
const draw = (spread: number) => Float32Array.from({ length: count * size * size }, () => spread * random.normal());
const batch: Batch = {
  count,
  size,
  noisyHu: draw(100),
  cleanHu: draw(100),
  sigmaHu: new Float32Array(count).fill(60),
  addedSdHu: Float32Array.of(60, 3),
};

it.each([
  ['charbonnier', (relative: number) => Math.sqrt(relative ** 2 + 0.09)],
  ['l2', (relative: number) => relative ** 2],
] as const)(
  'a step by %s says the mean of it over all pixels inside the border, in noise SDs of 8 HU at least',
  async (loss, cost) => {
    // As it begins, a network finds no noise: all of it is the error.
    const definition = tacetDefinition(4, 1);
    const engine = await openEngine('reference');
    const trainer = await engine.trainer({ definition, weights: initialWeights(definition, 1) }, { count, size, loss });
    let sum = 0;
    for (let n = 0; n < count; n++)
      for (let row = borderPx; row < size - borderPx; row++)
        for (let column = borderPx; column < size - borderPx; column++) {
          const i = (n * size + row) * size + column;
          sum += cost((batch.noisyHu[i]! - batch.cleanHu[i]!) / Math.max(batch.addedSdHu[n]!, 8));
        }
    expect((await trainer.step(batch, 0)).loss).toBeCloseTo(sum / (count * (size - 2 * borderPx) ** 2), 3);
    await trainer.dispose();
  },
);

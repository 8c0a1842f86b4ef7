import { describe, expect, it } from 'vitest';
import type { Interpreter } from '../../../src-main/engine/primitives/interpreter';
import { referenceInterpreter } from '../../../src-main/engine/primitives/reference';
import { seo2018Network, seoActivations } from '../../../src-main/engine/networks/seo-2018';
import { weightShapesOf } from '../../../src-main/engine/networks/network';
import { compileGradients } from '../../../src-main/engine/training/compiled-gradients';
import { gradientProgram, inputNames } from '../../../src-main/engine/training/objective';
import { normalTensor, relativeDifference } from '../numbers';

const network = seo2018Network({ residual: 'multiply-add', channels: 2, activations: seoActivations });
const program = gradientProgram({ network, predicts: 'image', loss: 'l2', rule: 'dilated-sparse' });
const weights = Object.fromEntries(weightShapesOf(network).map(({ name, shape }) => [name, shape]));
const shared = { ...weights, [inputNames.share]: [] };
const examplesOf = (count: number) => {
  const image = [count, 5, 4, 1];
  return {
    [inputNames.noisy]: image,
    [inputNames.clean]: image,
    [inputNames.inverseScale]: image,
    [inputNames.weight]: image,
  };
};

/** The reference with so many lanes; notes the batch that each was compiled for, and how many runs were under way at once. */
function withLanes(lanes: number) {
  const seen = { batches: [] as number[], atOnce: 0, running: 0 };
  const interpreter: Interpreter = {
    ...referenceInterpreter,
    lanes,
    compile: async (one, shapes, constants) => {
      seen.batches.push(shapes[inputNames.noisy]![0]!);
      const compiled = await referenceInterpreter.compile(one, shapes, constants);
      return {
        ...compiled,
        run: async (inputs) => {
          seen.atOnce = Math.max(seen.atOnce, ++seen.running);
          const outputs = await compiled.run(inputs);
          seen.running--;
          return outputs;
        },
      };
    },
  };
  return { interpreter, seen };
}
async function run(interpreter: Interpreter, count: number) {
  const examples = examplesOf(count);
  const compiled = await compileGradients(interpreter, program, examples, shared);
  const values = Object.fromEntries(
    Object.entries({ ...examples, ...shared }).map(([name, shape], seed) => [
      name,
      Float32Array.from(normalTensor(shape, seed).data),
    ]),
  );
  const outputs = await compiled.run(values);
  await compiled.dispose();
  return outputs;
}

describe('gradients of a batch', () => {
  it.each([
    { count: 6, lanes: 2, parts: 2 },
    { count: 6, lanes: 4, parts: 3 },
    { count: 5, lanes: 3, parts: 1 },
    { count: 2, lanes: 8, parts: 2 },
    { count: 4, lanes: 1, parts: 1 },
  ])('of $count on $lanes lanes are the sums of $parts equal parts, side by side', async ({ count, lanes, parts }) => {
    const { interpreter, seen } = withLanes(lanes);
    const [found, truth] = [await run(interpreter, count), await run(referenceInterpreter, count)];
    expect(Object.keys(found).sort()).toEqual(Object.keys(truth).sort());
    for (const [name, expected] of Object.entries(truth))
      expect(relativeDifference(found[name]!, expected), name).toBeLessThan(1e-6);
    expect(seen).toMatchObject({ batches: [count / parts], atOnce: parts });
  });
});

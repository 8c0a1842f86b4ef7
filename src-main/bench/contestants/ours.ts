import type { EngineBackend } from '../../engine';
import { forward } from '../../engine/networks/driver';
import { dataOf, shapesOf } from '../../engine/networks/weights';
import { interpreters } from '../../engine/primitives/backends';
import type { Program } from '../../engine/primitives/interpreter';
import { compileGradients } from '../../engine/training/compiled-gradients';
import { createLearner } from '../../engine/training/learner';
import { gradientProgram, inputNames } from '../../engine/training/objective';
import { networkOf, objectiveOf } from '../problem';
import type { Contestant } from './contestant';

/**
 * The engine: its compiled network for inference (what the denoiser runs between its noise estimate and its DC guard); its gradient program, its
 * learner and its Adam for a step.
 */
export const ours =
  (backend: EngineBackend): Contestant =>
  async (start, { weights, inputs }) => {
    const interpreter = await interpreters[backend](start.threads);
    const given = dataOf(inputs);
    if (start.task === 'step') {
      const program = gradientProgram(objectiveOf(start));
      const gradients = await compileGradients(interpreter, program, shapesOf(inputs), shapesOf(weights));
      const learner = createLearner(gradients, weights, { optimizer: 'adam', largestNorm: null });
      return async () => Float32Array.of((await learner.step(given, start.learningRate)).loss);
    }
    const network = networkOf(start);
    const program: Program = (ops, named) => ({ out: forward(ops, network, named, named[inputNames.noisy]).out });
    const compiled = await interpreter.compile(program, shapesOf(inputs), Object.fromEntries(weights));
    return async () => (await compiled.run(given)).out;
  };

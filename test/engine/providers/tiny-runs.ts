import { forward } from '../../../src-main/engine/networks/driver';
import { sigmaMapName, tacetNetwork } from '../../../src-main/engine/networks/tacet';
import type { Interpreter, Program } from '../../../src-main/engine/primitives/interpreter';
import { createBatchSource, trainingTruths, withNoiseFields } from '../../../src-main/engine/simulation';
import { gradientProgram, inputNames } from '../../../src-main/engine/training/objective';
import { batchInputs, batchShapes, objectiveOf } from '../../../src-main/engine/training/trainer';
import { tinyModel } from '../../tiny-model';

type Values = Readonly<Record<string, Float32Array>>;

/** A tiny network's noise of two patches, and its loss and gradients for one training step on them. */
export async function tinyRuns(interpreter: Interpreter): Promise<Record<string, readonly number[]>> {
  const model = tinyModel();
  const size = { count: 2, size: 16 };
  const images = [...withNoiseFields(trainingTruths(1, 1, 64), 1)];
  const batch = createBatchSource({ groups: [{ share: 1, images }], seed: 1, ...size }).next();
  const weights = [...model.weights];
  const shapes = { ...batchShapes(model, size), ...Object.fromEntries(weights.map(([name, { shape }]) => [name, shape])) };
  const values: Values = { ...batchInputs(model, batch), ...Object.fromEntries(weights.map(([name, { data }]) => [name, data])) };
  const noise: Program = (ops, inputs) => ({
    noise: forward(ops, tacetNetwork(model.definition), inputs, inputs[inputNames.noisy]).out,
  });
  const constants = Object.fromEntries(weights);
  const { noisy, [sigmaMapName]: sigmaMap } = shapes;
  const outputs = {
    ...(await runOnce(interpreter, noise, { noisy, [sigmaMapName]: sigmaMap }, values, constants)),
    ...(await runOnce(interpreter, gradientProgram(objectiveOf(model)), shapes, values)),
  };
  return Object.fromEntries(Object.entries(outputs).map(([name, data]) => [name, [...data]]));
}

async function runOnce(interpreter: Interpreter, program: Program, ...[shapes, values, constants]: RunOf): Promise<Values> {
  const compiled = await interpreter.compile(program, shapes, constants);
  try {
    return await compiled.run(values);
  } finally {
    await compiled.dispose();
  }
}
type Compile = Parameters<Interpreter['compile']>;
type RunOf = readonly [shapes: Compile[1], values: Values, constants?: Compile[2]];

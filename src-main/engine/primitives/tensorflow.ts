import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import type * as TensorFlow from '@tensorflow/tfjs-node-gpu';
import { TacetError } from '../../contract/outcome';
import type { Compiled, Interpreter } from './interpreter';
import type { Ops } from './ops';
import { record } from './tape';
import { playOnTfjs, tfjsOps } from './tfjs';

type Tf = typeof TensorFlow;

/** What of tfjs-node's backend has no public type. */
interface NodeBackend {
  readonly binding: { readonly TF_ATTR_TYPE: number; readonly TF_FLOAT: number };
  executeSingleOutput(
    name: string,
    attributes: readonly { readonly name: string; readonly type: number; readonly value: number }[],
    inputs: readonly TensorFlow.Tensor[],
  ): TensorFlow.Tensor;
}

/** libtensorflow through tfjs-node-gpu: CUDA where there is a GPU and its libraries, else the CPU. Throws when the addon is not built. */
export async function tensorflowInterpreter(): Promise<Interpreter> {
  const tf = await loadTensorFlow();
  const ops = tensorflowOps(tf);
  return {
    backend: 'tensorflow',
    device: tensorflowDevice(tf),
    threads: cpus().length,
    lanes: 1,
    compile: async (program, shapes, constants = {}): Promise<Compiled> => {
      const tape = record(program, [...Object.keys(constants), ...Object.keys(shapes)]);
      const fixed: Record<string, TensorFlow.Tensor> = {};
      for (const [name, { shape, data }] of Object.entries(constants)) fixed[name] = tf.tensor(data, [...shape], 'float32');
      return {
        run: (values) => playOnTfjs(tf, ops, tape, shapes, fixed, values),
        dispose: async () => tf.dispose(fixed),
      };
    },
    dispose: async () => undefined,
  };
}

/**
 * The vocabulary on tfjs, with two rows by libtensorflow's own kernels, which tfjs has no name for: each is one pass over the image instead of two or
 * three, together 3 % of a training step.
 */
function tensorflowOps(tf: Tf): Ops<TensorFlow.Tensor> {
  const backend = tf.backend() as unknown as NodeBackend;
  const type = { name: 'T', type: backend.binding.TF_ATTR_TYPE, value: backend.binding.TF_FLOAT };
  const kernel = (name: string, ...inputs: readonly TensorFlow.Tensor[]): TensorFlow.Tensor =>
    backend.executeSingleOutput(name, [type], inputs);
  return {
    ...tfjsOps(tf, 'native-gradients'),
    gate: (x, y) => kernel('ReluGrad', y, x),
    sumToBias: (dz) => kernel('BiasAddGrad', dz),
  };
}

/** Where libtensorflow computes. */
export const tensorflowDevice = (tf: Tf): string =>
  (tf.backend() as unknown as { isUsingGpuDevice?: boolean }).isUsingGpuDevice === true
    ? 'CUDA GPU'
    : `cpu, libtensorflow, ${cpus().length} threads`;

/**
 * tfjs with libtensorflow under it. The package is optional and its addon is built on demand (`npm run native`), so it is looked for only when
 * asked. Throws a TacetError when it is not there.
 */
export async function loadTensorFlow(): Promise<Tf> {
  const tf = required();
  await tf.ready();
  return tf;
}

function required(): Tf {
  const require = createRequire(__filename);
  // libtensorflow greets on standard error; warnings and errors stay.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '1';
  // tfjs-node still calls a function that Node 23 removed. An import's namespace can't be added to; what `require` gives can.
  const util = require('util') as { isNullOrUndefined?: (value: unknown) => boolean };
  util.isNullOrUndefined ??= (value) => value === null || value === undefined;
  try {
    return require('@tensorflow/tfjs-node-gpu') as Tf;
  } catch (reason) {
    const text = String(reason);
    const unbuilt = /napi-v\d|tfjs_binding|Cannot find module/.test(text);
    throw new TacetError(
      unbuilt ? 'tensorflow-not-built' : 'tensorflow-broken',
      unbuilt ? 'The TensorFlow addon is not built on this machine.' : `TensorFlow can't be loaded: ${text.split('\n')[0]}`,
      'Run "npm run native" in the project folder to build it, or use onnxruntime.',
    );
  }
}

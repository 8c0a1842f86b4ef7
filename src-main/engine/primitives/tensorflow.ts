import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import type * as TensorFlow from '@tensorflow/tfjs-node-gpu';
import { TacetError } from '../../contract/outcome';
import type { Compiled, Interpreter } from './interpreter';
import type { Ops } from './ops';

type Tf = typeof TensorFlow;
type T = TensorFlow.Tensor;
type Image = TensorFlow.Tensor4D;

/** libtensorflow through tfjs-node-gpu: CUDA where there is a GPU and its libraries, else the CPU. Throws when the addon is not built. */
export async function tensorflowInterpreter(): Promise<Interpreter> {
  const tf = load();
  await tf.ready();
  const gpu = (tf.backend() as unknown as { isUsingGpuDevice?: boolean }).isUsingGpuDevice === true;
  const ops = tensorflowOps(tf);
  return {
    backend: 'tensorflow',
    device: gpu ? 'CUDA GPU' : `cpu, libtensorflow, ${cpus().length} threads`,
    threads: cpus().length,
    compile: async (program, shapes, constants = {}): Promise<Compiled> => {
      const fixed: Record<string, T> = {};
      for (const [name, { shape, data }] of Object.entries(constants)) fixed[name] = tf.tensor(data, [...shape], 'float32');
      return {
        run: async (values) => {
          const outputs = tf.tidy(() => {
            const inputs = { ...fixed };
            for (const [name, data] of Object.entries(values)) inputs[name] = tf.tensor(data, [...shapes[name]], 'float32');
            return program(ops, inputs);
          });
          try {
            const read: Record<string, Float32Array> = {};
            for (const [name, tensor] of Object.entries(outputs)) read[name] = (await tensor.data()) as Float32Array;
            return read;
          } finally {
            tf.dispose(outputs);
          }
        },
        dispose: async () => tf.dispose(fixed),
      };
    },
  };
}

/** The package is optional and its addon is built on demand (`npm run native`), so it is looked for only when asked. */
function load(): Tf {
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

function tensorflowOps(tf: Tf): Ops<T> {
  const kernel = (name: string, inputs: Record<string, T>, attributes: object): T =>
    tf.engine().runKernel(name, inputs, attributes as TensorFlow.NamedAttrMap) as T;
  const convolution = { strides: [1, 1], pad: 'same', dataFormat: 'NHWC', dimRoundingMode: undefined };
  return {
    conv: (x, w) => tf.conv2d(x as Image, w as Image, 1, 'same'),
    convInputGradient: (dz, w) =>
      kernel('Conv2DBackpropInput', { dy: dz, filter: w }, { ...convolution, inputShape: [...dz.shape.slice(0, 3), w.shape[2]] }),
    convFilterGradient: (x, dz, size) =>
      kernel('Conv2DBackpropFilter', { x, dy: dz }, { ...convolution, filterShape: [size, size, x.shape[3], dz.shape[3]] }),
    add: (a, b) => tf.add(a, b),
    subtract: (a, b) => tf.sub(a, b),
    multiply: (a, b) => tf.mul(a, b),
    divide: (a, b) => tf.div(a, b),
    scale: (a, factor) => tf.mul(a, factor),
    addScalar: (x, value) => tf.add(x, value),
    addBias: (x, b) => tf.add(x, b),
    sumToBias: (dz) => tf.sum(dz, [0, 1, 2]),
    relu: (x) => tf.relu(x),
    step: (x) => tf.cast(tf.greater(x, 0), 'float32'),
    square: (x) => tf.square(x),
    sqrt: (x) => tf.sqrt(x),
    sum: (x) => tf.sum(x),
    unshuffle: (x, factor) => {
      const [n, h, w, c] = x.shape;
      const split = tf.reshape(x, [n, h / factor, factor, w / factor, factor, c]);
      return tf.reshape(tf.transpose(split, [0, 1, 3, 2, 4, 5]), [n, h / factor, w / factor, factor * factor * c]);
    },
    shuffle: (x, factor) => tf.depthToSpace(x as Image, factor, 'NHWC'),
    concat: (a, b) => tf.concat([a, b], 3),
    sliceChannels: (x, start, size) => tf.slice(x, [0, 0, 0, start], [-1, -1, -1, size]),
  };
}

import type * as Tfjs from '@tensorflow/tfjs-core';
import { convolutionByFours, suitsFours } from './convolution-by-fours';
import type { Ops } from './ops';
import { play, type Tape } from './tape';

/** tfjs as the engine needs it: the same functions over every tfjs backend (node, wasm, cpu). */
export type Tf = typeof Tfjs;
type T = Tfjs.Tensor;
type Image = Tfjs.Tensor4D;

/**
 * The vocabulary over tfjs tensors. Made of forward operations alone, so that tfjs can differentiate it by itself; the backend's own kernels for
 * the gradients of a convolution are used only where they are there, and fast.
 *
 * Without them: ∂L/∂x is the convolution of dz with the filter turned by 180 degrees, its channels swapped; ∂L/∂w is the valid convolution of
 * padded x with dz as its filter, examples in the place of channels, in steps of the dilation.
 */
export function tfjsOps(tf: Tf, gradients: 'native-gradients' | 'by-convolution'): Ops<T> {
  const kernel = (name: string, inputs: Record<string, T>, attributes: object): T =>
    tf.engine().runKernel(name, inputs as never, attributes as never) as T;
  const convolution = { strides: [1, 1], pad: 'same', dataFormat: 'NHWC', dimRoundingMode: undefined };
  // The native kernels know no dilation.
  const native = (dilation: number): boolean => gradients === 'native-gradients' && dilation === 1;

  const conv = (x: T, w: T, dilation = 1): T =>
    gradients === 'by-convolution' && dilation === 1 && suitsFours(x as Image, w as Image)
      ? convolutionByFours(tf, x as Image, w as Image)
      : tf.conv2d(x as Image, w as Image, 1, 'same', 'NHWC', dilation);
  return {
    conv,
    convInputGradient: (dz, w, dilation = 1) => {
      const inputShape = [...dz.shape.slice(0, 3), w.shape[2]];
      if (native(dilation)) return kernel('Conv2DBackpropInput', { dy: dz, filter: w }, { ...convolution, inputShape });
      return conv(dz, tf.transpose(tf.reverse(w, [0, 1]), [0, 1, 3, 2]), dilation);
    },
    convFilterGradient: (x, dz, size, dilation = 1) => {
      const filterShape = [size, size, x.shape[3], dz.shape[3]];
      if (native(dilation)) return kernel('Conv2DBackpropFilter', { x, dy: dz }, { ...convolution, filterShape });
      const reach = ((size - 1) / 2) * dilation;
      const padded = tf.pad(x, [
        [0, 0],
        [reach, reach],
        [reach, reach],
        [0, 0],
      ]);
      const examples = tf.transpose(padded, [3, 1, 2, 0]) as Image;
      const filter = tf.transpose(dz, [1, 2, 0, 3]) as Image;
      return tf.transpose(tf.conv2d(examples, filter, dilation, 'valid'), [1, 2, 0, 3]);
    },
    add: (a, b) => tf.add(a, b),
    subtract: (a, b) => tf.sub(a, b),
    multiply: (a, b) => tf.mul(a, b),
    divide: (a, b) => tf.div(a, b),
    scale: (a, factor) => tf.mul(a, factor),
    addScalar: (x, value) => tf.add(x, value),
    addBias: (x, b) => tf.add(x, b),
    sumToBias: (dz) => tf.sum(dz, [0, 1, 2]),
    relu: (x) => tf.relu(x),
    sigmoid: (x) => tf.sigmoid(x),
    // WebAssembly has a vectorised sigmoid and computes a tanh number by number: this is seventeen times as fast.
    tanh: (x) => (gradients === 'by-convolution' ? tf.sub(tf.mul(tf.sigmoid(tf.mul(x, 2)), 2), 1) : tf.tanh(x)),
    arctan: (x) => tf.atan(x),
    gate: (x, y) => tf.mul(y, tf.cast(tf.greater(x, 0), 'float32')),
    square: (x) => tf.square(x),
    sqrt: (x) => tf.sqrt(x),
    sum: (x) => tf.sum(x),
    sumChannels: (x) => tf.sum(x, 3, true),
    unshuffle: (x, factor) => {
      const [n, h, w, c] = x.shape;
      const split = tf.reshape(x, [n, h / factor, factor, w / factor, factor, c]);
      return tf.reshape(tf.transpose(split, [0, 1, 3, 2, 4, 5]), [n, h / factor, w / factor, factor * factor * c]);
    },
    // As a transposition, because tfjs cannot differentiate depthToSpace.
    shuffle: (x, factor) => {
      const [n, h, w, c] = x.shape;
      const split = tf.reshape(x, [n, h, w, factor, factor, c / factor ** 2]);
      return tf.reshape(tf.transpose(split, [0, 1, 3, 2, 4, 5]), [n, h * factor, w * factor, c / factor ** 2]);
    },
    rollExamples: (x, group, by) => {
      const groups = tf.reshape(x, [x.shape[0] / group, group, x.size / x.shape[0]]);
      const parts = [tf.slice(groups, [0, by, 0], [-1, -1, -1]), tf.slice(groups, [0, 0, 0], [-1, by, -1])];
      return tf.reshape(tf.concat(parts, 1), x.shape);
    },
    concat: (a, b) => tf.concat([a, b], 3),
    sliceChannels: (x, start, size) => tf.slice(x, [0, 0, 0, start], [-1, -1, -1, size]),
  };
}

/** Every row in a tidy of its own, so that what a row needs inside is freed as soon as it is done. */
const tidied = (tf: Tf, ops: Ops<T>): Ops<T> =>
  Object.fromEntries(
    Object.entries(ops).map(([row, compute]) => [
      row,
      (...given: never[]) => tf.tidy(() => (compute as (...all: never[]) => T)(...given)),
    ]),
  ) as unknown as Ops<T>;

/** Plays a tape and reads its outputs; every tensor is freed as soon as nobody will read it. */
export async function playOnTfjs(
  tf: Tf,
  ops: Ops<T>,
  tape: Tape,
  shapes: Readonly<Record<string, readonly number[]>>,
  values: Readonly<Record<string, Float32Array>>,
): Promise<Record<string, Float32Array>> {
  let outputs: Record<string, T> = {};
  try {
    outputs = tf.tidy(() => {
      const given: Record<string, T> = {};
      for (const name of tape.inputs) given[name] = tf.tensor(values[name], [...shapes[name]], 'float32');
      return play(tape, tidied(tf, ops), given, (tensor) => tensor.dispose());
    });
    const read: Record<string, Float32Array> = {};
    for (const [name, tensor] of Object.entries(outputs)) read[name] = (await tensor.data()) as Float32Array;
    return read;
  } finally {
    tf.dispose(outputs);
  }
}

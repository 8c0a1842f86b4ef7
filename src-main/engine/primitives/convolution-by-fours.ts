import type * as Tfjs from '@tensorflow/tfjs-core';

type Tf = typeof Tfjs;

/** Pixels that are taken together. */
const together = 4;
/** Below, the many zeros of the wider filter cost more than they save. */
const leastSize = 7;

/** Whether `convolutionByFours` is the faster way. */
export const suitsFours = (
  { shape: [, , width, inputs] }: Tfjs.Tensor4D,
  { shape: [size, , , outputs] }: Tfjs.Tensor4D,
): boolean => size >= leastSize && inputs <= together && outputs <= together && width % together === 0;

/**
 * A SAME convolution of few channels with a large filter, in a half to three quarters of the time: WebAssembly's convolution takes eight channels at a
 * time, and has most of its work with finding the pixels under each tap. So four pixels that lie side by side become one of four times as many
 * channels, which is but another way of reading NHWC, and the filter lies in a wider one four times, each a pixel further.
 */
export function convolutionByFours(tf: Tf, x: Tfjs.Tensor4D, w: Tfjs.Tensor4D): Tfjs.Tensor4D {
  const [count, height, width, inputs] = x.shape;
  const [size, , , outputs] = w.shape;
  const reach = (size - 1) / 2;
  const groupsReached = Math.ceil(reach / together);
  const taps = 2 * groupsReached + 1;
  const narrow = w.dataSync();
  const wide = new Float32Array(size * taps * together * inputs * together * outputs);
  let at = 0;
  for (let row = 0; row < size; row++)
    for (let tap = -groupsReached; tap <= groupsReached; tap++)
      for (let from = 0; from < together; from++)
        for (let input = 0; input < inputs; input++)
          for (let to = 0; to < together; to++, at += outputs) {
            const column = tap * together + from - to + reach;
            if (column < 0 || column >= size) continue;
            const start = ((row * size + column) * inputs + input) * outputs;
            wide.set(narrow.subarray(start, start + outputs), at);
          }
  const grouped = tf.reshape(x, [count, height, width / together, together * inputs]) as Tfjs.Tensor4D;
  const filter = tf.tensor4d(wide, [size, taps, together * inputs, together * outputs]);
  return tf.reshape(tf.conv2d(grouped, filter, 1, 'same'), [count, height, width, outputs]);
}

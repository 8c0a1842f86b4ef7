import { createRequire } from 'node:module';
import type * as Wasm from '@tensorflow/tfjs-backend-wasm';
import type * as Tfjs from '@tensorflow/tfjs-core';
import { TacetError, troubleFor } from '../../contract/outcome';
import type { Ops } from './ops';
import { loadTensorFlow, tensorflowDevice } from './tensorflow';
import { type Tf, tfjsOps } from './tfjs';

type T = Tfjs.Tensor;
type Image = Tfjs.Tensor4D;

/** A tfjs that differentiates by itself, with a vocabulary whose every row it can differentiate. */
export interface Differentiating {
  readonly tf: Tf;
  readonly ops: Ops<T>;
  readonly backend: 'tensorflow' | 'wasm';
  readonly device: string;
  /** Runs `compute` with this backend as tfjs's own. It must not wait: the backend is global, and is given back when it ends. */
  readonly within: <R>(compute: () => R) => R;
}

/** TensorFlow where it is built, else tfjs in WebAssembly. Throws a TacetError where neither can be had. */
export const openDifferentiating = (): Promise<Differentiating> => onTensorFlow().catch(onWasm);

/** Throws a TacetError where TensorFlow is not built. */
export async function onTensorFlow(): Promise<Differentiating> {
  const tf = await loadTensorFlow();
  return {
    tf,
    ops: differentiableOps(tf, 'own'),
    backend: 'tensorflow',
    device: tensorflowDevice(tf),
    within: withinBackend(tf, 'tensorflow'),
  };
}

/** One thread of WebAssembly, much slower than TensorFlow. Throws a TacetError where it can't be loaded. */
export async function onWasm(): Promise<Differentiating> {
  const tf = await (wasm ??= loadWasm());
  return {
    tf,
    ops: differentiableOps(tf, 'by-products'),
    backend: 'wasm',
    device: 'cpu, WebAssembly, 1 thread',
    within: withinBackend(tf, 'wasm'),
  };
}

/** How each is had. */
export const twins: Readonly<Record<Differentiating['backend'], () => Promise<Differentiating>>> = {
  tensorflow: onTensorFlow,
  wasm: onWasm,
};

let wasm: Promise<Tf> | null = null;
async function loadWasm(): Promise<Tf> {
  const require = createRequire(__filename);
  try {
    // The core package alone comes without the derivatives of its operations.
    const tf = require('@tensorflow/tfjs') as Tf;
    const { setThreadsCount } = require('@tensorflow/tfjs-backend-wasm') as typeof Wasm;
    setThreadsCount(1);
    // Made here and handed over whole: tfjs itself would switch to the backend first and wait for it then, and others may compute meanwhile.
    const made = await tf.findBackendFactory('wasm')();
    tf.removeBackend('wasm');
    tf.registerBackend('wasm', () => made);
    return tf;
  } catch (reason) {
    throw new TacetError(troubleFor('no-automatic-differentiation', { why: String(reason).split('\n')[0]! }));
  }
}

const withinBackend =
  (tf: Tf, name: string) =>
  <R>(compute: () => R): R => {
    // None in a process where tfjs has computed nothing yet.
    const before = (tf.getBackend() as string | undefined) ?? name;
    // A backend that is ready is switched to before the promise is returned.
    if (tf.getBackend() !== name) void tf.setBackend(name);
    try {
      return compute();
    } finally {
      if (before !== name) void tf.setBackend(before);
    }
  };

/**
 * The vocabulary with the convolution mended where tfjs has no derivative of it: where it is dilated, or where the backend lacks the kernel of its
 * filter gradient (wasm).
 */
function differentiableOps(tf: Tf, convolution: 'own' | 'by-products'): Ops<T> {
  const ops = tfjsOps(tf, 'native-gradients');
  return {
    ...ops,
    conv: (x, w, dilation = 1) =>
      convolution === 'own' && dilation === 1 ? ops.conv(x, w) : convolutionByProducts(tf, x as Image, w as Image, dilation),
  };
}

/** A SAME convolution as a sum of matrix products, one for each row of the filter: the pixels under that row, side by side, times the row. */
function convolutionByProducts(tf: Tf, x: Image, w: Image, dilation: number): T {
  const [count, height, width] = x.shape;
  const [size, , inputs, outputs] = w.shape;
  const reach = ((size - 1) / 2) * dilation;
  const padded = tf.pad(x, [
    [0, 0],
    [reach, reach],
    [reach, reach],
    [0, 0],
  ]);
  const taps = Array.from({ length: size }, (_, tap) => tap);
  const beside = tf.concat(
    taps.map((tap) => tf.slice(padded, [0, 0, tap * dilation, 0], [count, height + 2 * reach, width, inputs])),
    3,
  );
  const rows = taps.map((tap) => {
    const pixels = tf.reshape(tf.slice(beside, [0, tap * dilation, 0, 0], [count, height, width, size * inputs]), [
      -1,
      size * inputs,
    ]);
    const row = tf.reshape(tf.slice(w, [tap, 0, 0, 0], [1, size, inputs, outputs]), [size * inputs, outputs]);
    return tf.matMul(pixels as Tfjs.Tensor2D, row as Tfjs.Tensor2D);
  });
  return tf.reshape(
    rows.reduce((sum, row) => tf.add(sum, row)),
    [count, height, width, outputs],
  );
}

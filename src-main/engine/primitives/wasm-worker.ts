import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainBinary from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm';
import simdBinary from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
import * as tf from '@tensorflow/tfjs-core';
import { join } from 'node:path';
import * as workerpool from 'workerpool';
import type { Tape } from './tape';
import { playOnTfjs, tfjsOps } from './tfjs';

/** A program with all its values: a thread keeps nothing from one run to the next, so any thread may do it, and a new one too. */
export interface WasmRun {
  readonly tape: Tape;
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly values: Readonly<Record<string, Float32Array>>;
}

/** tfjs knows a third binary, with threads of its own, which it never takes outside a browser. */
setWasmPaths({
  'tfjs-backend-wasm.wasm': join(__dirname, plainBinary),
  'tfjs-backend-wasm-simd.wasm': join(__dirname, simdBinary),
  'tfjs-backend-wasm-threaded-simd.wasm': join(__dirname, simdBinary),
});
const ready = tf.setBackend('wasm').then((there) => {
  if (!there) throw new Error('WebAssembly does not run here.');
});
// Heard by the first call as well.
ready.catch(() => undefined);

const ops = tfjsOps(tf, 'by-convolution');

/** Entry of a thread of the wasm pool. The outputs are handed over, not copied. */
async function run({ tape, shapes, values }: WasmRun): Promise<InstanceType<typeof workerpool.Transfer>> {
  await ready;
  try {
    const outputs = await playOnTfjs(tf, ops, tape, shapes, values);
    const buffers = new Set(Object.values(outputs).map(({ buffer }) => buffer));
    return new workerpool.Transfer(outputs, [...buffers]);
  } catch (reason) {
    if (reason instanceof WebAssembly.RuntimeError) await dieOf(reason);
    throw reason;
  }
}

/**
 * WebAssembly that stopped half-way, for want of memory as a rule, computes nothing right any more. The thread ends before it answers: the pool
 * hears of that only from a thread that is at work, and then takes a new one.
 */
const dieOf = (reason: Error): Promise<never> =>
  new Promise(() => {
    setImmediate(() => {
      throw reason;
    });
  });

/** Whether the processor's vector instructions are used: four times as fast. */
async function simd(): Promise<boolean> {
  await ready;
  return tf.env().getAsync('WASM_HAS_SIMD_SUPPORT') as Promise<boolean>;
}

/** Tensors that are alive; between two runs there are none. */
const tensorsHeld = (): number => tf.memory().numTensors;

workerpool.worker({ run, simd, tensorsHeld });

import { troubleFor } from '../../contract';
import { cpus } from 'node:os';
import { join } from 'node:path';
import * as workerpool from 'workerpool';
import { TacetError } from '../../contract/outcome';
import type { Compiled, Interpreter } from './interpreter';
import { record } from './tape';
import type { WasmRun } from './wasm-worker';

export interface WasmInterpreter extends Interpreter {
  /** Tensors alive in the thread that is asked: the next that is free. */
  tensorsHeld(): Promise<number>;
}

/** The bundle of `wasm-worker.ts`: next to the bundle of the engine process. */
const bundledWorker = join(import.meta.dirname, 'wasm-worker.cjs');
const workersHere = (): number => Math.max(1, Math.min(cpus().length, 8));

/**
 * tfjs in WebAssembly, in a pool of threads: one lane each. The tape goes to a thread with every run, so a thread that dies takes no more than its
 * run with it, and the pool starts another. Throws a TacetError when WebAssembly can't be had.
 */
export async function wasmInterpreter(workers = workersHere(), workerFile = bundledWorker): Promise<WasmInterpreter> {
  const pool = workerpool.pool(workerFile, { workerType: 'thread', maxWorkers: workers });
  const ask = async <Answer>(what: string, given: readonly unknown[] = []): Promise<Answer> => {
    try {
      return (await pool.exec(what, [...given])) as Answer;
    } catch (reason) {
      throw failed(reason);
    }
  };
  const dispose = async (): Promise<void> => void (await pool.terminate(true));
  let simd: boolean;
  try {
    simd = await ask<boolean>('simd');
  } catch (reason) {
    await dispose();
    throw reason;
  }
  return {
    backend: 'wasm',
    device: `wasm${simd ? ' SIMD' : ''}, ${workers} ${workers === 1 ? 'worker' : 'workers'}`,
    threads: workers,
    lanes: workers,
    compile: async (program, shapes, constants = {}): Promise<Compiled> => {
      const tape = record(program, [...Object.keys(constants), ...Object.keys(shapes)]);
      const read = new Set(tape.inputs);
      const fixed = Object.fromEntries(
        Object.entries(constants)
          .filter(([name]) => read.has(name))
          .map(([name, { data }]) => [name, data]),
      );
      const fixedShapes = Object.fromEntries(Object.entries(constants).map(([name, { shape }]) => [name, shape]));
      const given = tape.inputs.filter((name) => !(name in fixed));
      return {
        run: (values) => {
          const own = Object.fromEntries(given.map((name) => [name, alone(values[name])]));
          const job: WasmRun = { tape, shapes: { ...shapes, ...fixedShapes }, values: { ...fixed, ...own } };
          return ask('run', [job]);
        },
        dispose: async () => undefined,
      };
    },
    tensorsHeld: () => ask('tensorsHeld'),
    dispose,
  };
}

/** A view is sent with the whole buffer behind it, which a part of a batch shares with the others. */
const alone = (values: Float32Array): Float32Array => (values.byteLength < values.buffer.byteLength ? values.slice() : values);

function failed(reason: unknown): TacetError {
  // What the pool says of a thread that died is for programmers.
  if (reason instanceof workerpool.TerminateError) return new TacetError(troubleFor('wasm-stopped'));
  const why = reason instanceof Error ? reason.message.split('\n')[0]! : String(reason);
  return new TacetError(troubleFor('wasm-failed', { why }));
}

import { afterAll } from 'vitest';
import { interpreters } from '../../src-main/engine/primitives/backends';
import type { Interpreter } from '../../src-main/engine/primitives/interpreter';
import { wasmInterpreter } from '../../src-main/engine/primitives/wasm';
import { buildWasmWorker } from './wasm-worker';

export interface FastBackend {
  readonly name: 'onnxruntime' | 'tensorflow' | 'wasm';
  readonly interpreter: Interpreter | null;
  /** For the title of a skipped test. */
  readonly why: string;
}

const worker = await buildWasmWorker();
const opened = {
  onnxruntime: () => interpreters.onnxruntime(1),
  tensorflow: () => interpreters.tensorflow(1),
  wasm: () => wasmInterpreter(1, worker.file),
};

/** Backends that can be had on this machine, and why the others can't: their tests say so instead of passing in silence. One thread each. */
export const fastBackends: readonly FastBackend[] = await Promise.all(
  (['onnxruntime', 'tensorflow', 'wasm'] as const).map(async (name) => {
    try {
      return { name, interpreter: await opened[name](), why: '' };
    } catch (reason) {
      return { name, interpreter: null, why: ` (skipped: ${reason instanceof Error ? reason.message : String(reason)})` };
    }
  }),
);

/** Those that can be had. */
export const interpretersHere: readonly Interpreter[] = fastBackends.flatMap(({ interpreter }) => interpreter ?? []);

// In the spec file that asked for them.
afterAll(async () => {
  for (const interpreter of interpretersHere) await interpreter.dispose();
  worker.remove();
});

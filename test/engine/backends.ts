import type { Interpreter } from '../../src-main/engine/primitives/interpreter';
import { interpreters } from '../../src-main/engine/primitives/backends';

export interface FastBackend {
  readonly name: 'onnxruntime' | 'tensorflow';
  readonly interpreter: Interpreter | null;
  /** For the title of a skipped test. */
  readonly why: string;
}

/** Backends that can be had on this machine, and why the others can't: their tests say so instead of passing in silence. One thread each. */
export const fastBackends: readonly FastBackend[] = await Promise.all(
  (['onnxruntime', 'tensorflow'] as const).map(async (name) => {
    try {
      return { name, interpreter: await interpreters[name](1), why: '' };
    } catch (reason) {
      return { name, interpreter: null, why: ` (skipped: ${reason instanceof Error ? reason.message : String(reason)})` };
    }
  }),
);

/** Those that can be had. */
export const interpretersHere: readonly Interpreter[] = fastBackends.flatMap(({ interpreter }) => interpreter ?? []);

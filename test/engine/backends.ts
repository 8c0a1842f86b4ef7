import type { Interpreter } from '../../src-main/engine/primitives/interpreter';
import { interpreters } from '../../src-main/engine/primitives/backends';

/** Backends that can be had on this machine, and why the others can't: their tests say so instead of passing in silence. */
export const fastBackends: readonly {
  readonly name: 'onnxruntime' | 'tensorflow';
  readonly interpreter: Interpreter | null;
  readonly why: string;
}[] = await Promise.all(
  (['onnxruntime', 'tensorflow'] as const).map(async (name) => {
    try {
      return { name, interpreter: await interpreters[name](name === 'onnxruntime' ? 1 : undefined), why: '' };
    } catch (reason) {
      return { name, interpreter: null, why: ` (skipped: ${reason instanceof Error ? reason.message : String(reason)})` };
    }
  }),
);

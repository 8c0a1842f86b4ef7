import type { Compiled } from '../primitives/interpreter';

/** How many stay ready. */
const kept = 3;

/** Programs compiled for the sizes that were asked for last. Whoever makes it disposes of it. */
export interface CompiledSizes {
  /** For this shape [N,H,W,1]. Stays ready until other shapes have been asked for. */
  for(shape: readonly number[]): Promise<Compiled>;
  dispose(): Promise<void>;
}

export function compiledSizes(compile: (shape: readonly number[]) => Promise<Compiled>): CompiledSizes {
  const ready = new Map<string, Compiled>();
  return {
    for: async (shape) => {
      const key = shape.join(' × ');
      const compiled = ready.get(key) ?? (await compile(shape));
      // A Map remembers the order of its entries: the one used last goes to the end.
      ready.delete(key);
      ready.set(key, compiled);
      if (ready.size > kept) {
        const [oldest, stale] = [...ready][0];
        ready.delete(oldest);
        await stale.dispose();
      }
      return compiled;
    },
    dispose: async () => {
      for (const compiled of ready.values()) await compiled.dispose();
      ready.clear();
    },
  };
}

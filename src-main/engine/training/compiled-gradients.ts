import type { Compiled, Interpreter, Program } from '../primitives/interpreter';
import { sizeOf } from '../primitives/interpreter';

type Shapes = Readonly<Record<string, readonly number[]>>;

/**
 * Compiles a program whose outputs are sums over the examples of a batch (losses and gradients are). Where an interpreter has several lanes, each
 * computes a part of the batch, and the parts are added. `examples` are inputs [N,…], of which `together` belong together; `shared` go to every lane as
 * they are.
 */
export async function compileGradients(
  interpreter: Interpreter,
  program: Program,
  examples: Shapes,
  shared: Shapes,
  together = 1,
): Promise<Compiled> {
  const count = Object.values(examples)[0][0];
  const parts = partsFor(count / together, interpreter.lanes);
  if (parts === 1) return interpreter.compile(program, { ...examples, ...shared });
  const shapes = Object.fromEntries(Object.entries(examples).map(([name, shape]) => [name, [count / parts, ...shape.slice(1)]]));
  const compiled = await interpreter.compile(program, { ...shapes, ...shared });
  return {
    run: async (inputs) => {
      const results = await Promise.all(
        Array.from({ length: parts }, (_, part) => {
          const own = Object.entries(shapes).map(([name, shape]) => {
            const size = sizeOf(shape);
            return [name, inputs[name].subarray(part * size, (part + 1) * size)] as const;
          });
          return compiled.run({ ...inputs, ...Object.fromEntries(own) });
        }),
      );
      return results.reduce(added);
    },
    dispose: () => compiled.dispose(),
  };
}

/** The most lanes that get equally many examples. */
function partsFor(count: number, lanes: number): number {
  let parts = Math.min(count, lanes);
  while (count % parts !== 0) parts--;
  return parts;
}

type Outputs = Readonly<Record<string, Float32Array>>;
const added = (a: Outputs, b: Outputs): Record<string, Float32Array> =>
  Object.fromEntries(Object.entries(a).map(([name, values]) => [name, values.map((value, i) => value + b[name][i])]));

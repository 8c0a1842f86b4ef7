import { TacetError, troubleFor } from '../../contract/outcome';
import { type Network, stagesOf } from '../networks/network';
import { type Differentiating, openDifferentiating } from '../primitives/differentiating';
import type { Compiled } from '../primitives/interpreter';
import { play, record } from '../primitives/tape';
import { lossName, lossProgram, type Objective } from './objective';

type Shapes = Readonly<Record<string, readonly number[]>>;

/** The automatic-differentiation twin of `gradientProgram`: what a learner learns from, and where it was computed. */
export interface AutomaticGradients extends Compiled {
  readonly backend: Differentiating['backend'];
  readonly device: string;
}

/** Multiplications of a forward pass that WebAssembly gets through in about ten seconds, its derivative included. */
const mostMultiplicationsOnWasm = 2.5e8;

/**
 * Loss and the gradient of every weight, by its name, as tfjs's own automatic differentiation finds them from the forward pass and the loss alone.
 * That is the derivative itself: a rule of back-propagation has no part in it, and the article's loss, whose hand-written gradient is twice the
 * derivative, gives the half. `examples` are the inputs that are not weights. Throws a TacetError where nothing that differentiates runs here, or
 * where it would take too long.
 */
export async function automaticGradients(
  objective: Objective,
  examples: Shapes,
  weights: Shapes,
  differentiating?: Differentiating,
): Promise<AutomaticGradients> {
  const { tf, ops, backend, device, within } = differentiating ?? (await openDifferentiating());
  if (backend === 'wasm') refuseTooLarge(objective.network, examples[Object.keys(examples)[0]]);
  const tape = record(lossProgram(objective), [...Object.keys(examples), ...Object.keys(weights)]);
  const names = Object.keys(weights);
  return {
    backend,
    device,
    run: async (values) => {
      const computed = within(() =>
        tf.tidy(() => {
          const tensors = (shapes: Shapes, wanted: readonly string[]) =>
            wanted.map((name) => tf.tensor(values[name], [...shapes[name]], 'float32'));
          const told = Object.keys(examples).filter((name) => tape.inputs.includes(name));
          const given = tensors(examples, told);
          const loss = (...w: (typeof given)[number][]) =>
            play(tape, ops, { ...zipped(told, given), ...zipped(names, w) })[lossName];
          const { value, grads } = tf.valueAndGrads(loss as never)(tensors(weights, names));
          return { [lossName]: value as (typeof given)[number], ...zipped(names, grads) };
        }),
      );
      try {
        const read: Record<string, Float32Array> = {};
        for (const [name, tensor] of Object.entries(computed)) read[name] = (await tensor.data()) as Float32Array;
        return read;
      } finally {
        tf.dispose(computed);
      }
    },
    dispose: async () => undefined,
  };
}

const zipped = <V>(names: readonly string[], values: readonly V[]): Record<string, V> =>
  Object.fromEntries(names.map((name, i) => [name, values[i]]));

function refuseTooLarge(network: Network, [count, height, width]: readonly number[]): void {
  const stages = stagesOf(network);
  const perPixel = network.blocks.flatMap((block, at) =>
    block.kind === 'convolutions'
      ? block.layers.map(({ kernel, from, to }) => (kernel * kernel * from * to) / stages[at].shrink ** 2)
      : [],
  );
  const multiplications = count * height * width * perPixel.reduce((sum, one) => sum + one, 0);
  if (multiplications > mostMultiplicationsOnWasm)
    throw new TacetError(troubleFor('too-large-for-automatic-differentiation', { count, height, width }));
}

import type { Rule, RuleName } from '../networks/back-propagation';
import * as driver from '../networks/driver';
import type { Network } from '../networks/network';
import type { Program } from '../primitives/interpreter';
import type { Ops } from '../primitives/ops';
import { losses, type LossName } from './losses/choice';

/** What a training makes small, and how its gradient finds its way back. */
export interface Objective {
  readonly network: Network;
  /** Whether the network's output is the clean image, or the noise that is taken from the noisy one. */
  readonly predicts: 'image' | 'noise';
  readonly loss: LossName;
  readonly rule: RuleName;
}

/** The names of the inputs that are not weights: images and the loss's maps [N,H,W,1], the rule's share []. */
export const inputNames = {
  noisy: 'noisy',
  clean: 'clean',
  inverseScale: 'inverseScale',
  weight: 'weight',
  share: 'share',
} as const;
/** The output that is the loss; the others are gradients, named as their weights. */
export const lossName = 'loss';

function run<T>(ops: Ops<T>, { network, predicts, loss }: Objective, inputs: driver.Named<T>) {
  const { noisy, clean, inverseScale, weight } = inputs;
  const { out, kept } = driver.forward(ops, network, inputs, noisy);
  const error = ops.subtract(predicts === 'noise' ? ops.subtract(noisy, out) : out, clean);
  const { loss: value, dError } = losses[loss](ops, error, inverseScale, weight);
  // e = noisy − noise − clean, so ∂L/∂noise = −∂L/∂e.
  return { kept, value, dOut: predicts === 'noise' ? ops.scale(dError, -1) : dError };
}

/** Forward pass, loss and backward pass of one batch, as one program. */
export const gradientProgram =
  (objective: Objective): Program =>
  (ops, inputs) => {
    const { kept, value, dOut } = run(ops, objective, inputs);
    const rule = { name: objective.rule, share: inputs[inputNames.share] } as Rule<(typeof inputs)[string]>;
    const { gradients } = driver.backward(ops, objective.network, inputs, kept, dOut, rule);
    return { [lossName]: value, ...gradients };
  };

/** Forward pass and loss alone: what automatic differentiation starts from, and central differences. */
export const lossProgram =
  (objective: Objective): Program =>
  (ops, inputs) => ({ [lossName]: run(ops, objective, inputs).value });

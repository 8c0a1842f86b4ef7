import type { Rule, RuleName } from '../networks/back-propagation';
import * as driver from '../networks/driver';
import type { Network } from '../networks/network';
import type { Program } from '../primitives/interpreter';
import type { Ops } from '../primitives/ops';
import { losses, type LossName } from './losses/choice';
import { foursTerms } from './losses/fours';

/** What a training makes small, and how its gradient finds its way back. */
export interface Objective {
  readonly network: Network;
  /** Whether the network's output is the clean image, or the noise that is taken from the noisy one. */
  readonly predicts: 'image' | 'noise';
  readonly loss: LossName;
  readonly rule: RuleName;
  /** Adds the terms over groups of four examples (losses/fours.ts). */
  readonly inFours?: boolean;
}

/** The names of the inputs that are not weights: images and the loss's maps [N,H,W,1], the rule's share []. */
export const inputNames = {
  noisy: 'noisy',
  clean: 'clean',
  inverseScale: 'inverseScale',
  weight: 'weight',
  contrastWeight: 'contrastWeight',
  biasWeight: 'biasWeight',
  share: 'share',
} as const;
/** The output that is the loss; the others are gradients, named as their weights. */
export const lossName = 'loss';

/** Forward pass and loss of one batch:  e = image − clean,  dImage = ∂L/∂image; and what the backward pass needs. */
export function pixelLoss<T>(ops: Ops<T>, { network, predicts, loss: name, inFours }: Objective, inputs: driver.Named<T>) {
  const { noisy, clean, inverseScale, weight, contrastWeight, biasWeight } = inputs;
  const { out, kept } = driver.forward(ops, network, inputs, noisy);
  const image = predicts === 'noise' ? ops.subtract(noisy, out) : out;
  const e = ops.subtract(image, clean);
  const own = losses[name](ops, e, inverseScale, weight);
  if (!inFours) return { kept, image, loss: own.loss, dImage: own.dError };
  const shared = foursTerms(ops, e, contrastWeight, biasWeight);
  return { kept, image, loss: ops.add(own.loss, shared.loss), dImage: ops.add(own.dError, shared.dError) };
}

/** From dImage = ∂L/∂image to the gradient of every weight, by its name. */
export function weightGradients<T>(
  ops: Ops<T>,
  { network, predicts, rule: name }: Objective,
  inputs: driver.Named<T>,
  kept: driver.Kept<T>,
  dImage: T,
): Record<string, T> {
  // image = noisy − noise, so ∂L/∂noise = −∂L/∂image.
  const dOut = predicts === 'noise' ? ops.scale(dImage, -1) : dImage;
  const rule = { name, share: inputs[inputNames.share] } as Rule<T>;
  return driver.backward(ops, network, inputs, kept, dOut, rule).gradients;
}

/** Forward pass, loss and backward pass of one batch, as one program. */
export const gradientProgram =
  (objective: Objective): Program =>
  <T>(ops: Ops<T>, inputs: driver.Named<T>) => {
    const { kept, loss, dImage } = pixelLoss(ops, objective, inputs);
    return { [lossName]: loss, ...weightGradients(ops, objective, inputs, kept, dImage) };
  };

/** Forward pass and loss alone: what automatic differentiation starts from, and central differences. */
export const lossProgram =
  (objective: Objective): Program =>
  (ops, inputs) => ({ [lossName]: pixelLoss(ops, objective, inputs).loss });

import * as driver from '../networks/driver';
import type { Network } from '../networks/network';
import type { Program } from '../primitives/interpreter';
import type { Ops } from '../primitives/ops';
import { inputNames, lossName, type Objective, pixelLoss, weightGradients } from './objective';

/**
 * The residual GAN: a residual network as generator, and a discriminator that tells its images from clean ones. Least squares (Mao et al. 2017):
 *
 *     discriminator  L_D = ½ mean (D(clean) − 1)² + ½ mean D(made)²
 *     generator      L_G = pixel loss + share · ½ mean (D(made) − 1)²
 */
export interface Adversary {
  readonly discriminator: Network;
  /** Of the adversarial loss, beside the pixel loss. */
  readonly share: number;
}

/** The image that the generator made: an output of its program, an input of the discriminator's. */
export const madeName = 'made';

/** L = ½ mean (score − wanted)²  and  ∂L/∂score = (score − wanted)/count. */
export function leastSquares<T>(ops: Ops<T>, score: T, wanted: 0 | 1, count: number): { loss: T; dScore: T } {
  const off = ops.addScalar(score, -wanted);
  return { loss: ops.scale(ops.sum(ops.square(off)), 0.5 / count), dScore: ops.scale(off, 1 / count) };
}

const standardRule = { name: 'standard' } as const;

/** Loss, gradient of every weight of the generator, and the image made. The discriminator's weights are inputs as well; `scores` counts its scores. */
export const generatorProgram =
  (objective: Objective, { discriminator, share }: Adversary, scores: number): Program =>
  <T>(ops: Ops<T>, inputs: Readonly<Record<string, T>>) => {
    const { kept, image, loss, dImage } = pixelLoss(ops, objective, inputs);
    const judged = driver.forward(ops, discriminator, inputs, image);
    const { loss: doubt, dScore } = leastSquares(ops, judged.out, 1, scores);
    const dDoubt = driver.backward(ops, discriminator, inputs, judged.kept, dScore, standardRule).dImage;
    const gradients = weightGradients(ops, objective, inputs, kept, ops.add(dImage, ops.scale(dDoubt, share)));
    return { [lossName]: ops.add(loss, ops.scale(doubt, share)), [madeName]: image, ...gradients };
  };

/** Loss and gradient of every weight of the discriminator, from clean images and made ones. */
export const discriminatorProgram =
  (discriminator: Network, scores: number): Program =>
  <T>(ops: Ops<T>, inputs: Readonly<Record<string, T>>) => {
    const judge = (image: T, wanted: 0 | 1) => {
      const { out, kept } = driver.forward(ops, discriminator, inputs, image);
      const { loss, dScore } = leastSquares(ops, out, wanted, scores);
      return { loss, ...driver.backward(ops, discriminator, inputs, kept, dScore, standardRule) };
    };
    const real = judge(inputs[inputNames.clean], 1);
    const made = judge(inputs[madeName], 0);
    const gradients = Object.entries(real.gradients).map(([name, g]) => [name, ops.add(g, made.gradients[name])]);
    return { [lossName]: ops.add(real.loss, made.loss), ...Object.fromEntries(gradients) };
  };

import { discriminatorNetwork, discriminatorShrink } from '../networks/discriminator';
import * as driver from '../networks/driver';
import { stagesOf } from '../networks/network';
import type { Program } from '../primitives/interpreter';
import type { Ops } from '../primitives/ops';
import type { Reference } from '../primitives/reference';
import { discriminatorProgram, generatorProgram, madeName } from '../training/adversarial';
import { losses, type LossName } from '../training/losses/choice';
import { foursTerms, groupOf } from '../training/losses/fours';
import { gradientProgram, inputNames, lossName, lossProgram } from '../training/objective';
import type { PlannedCheck } from './check';
import { type Derivative, errorAgainstDifferences, type Shapes } from './derivative';
import { exampleShapes, layerSpecimens, namedShapes, objectiveOf, type Specimen, trained, wholeNetworks } from './specimens';

const limit = 1e-7;
const against = 'central differences, float64';
/** Of each tensor of a whole network; single layers are looked at number by number. */
const mostElements = 25;

/** Every layer, residual function and loss, and whole networks, by central differences in float64. */
export const derivativeChecks = (ops: Ops<Reference>): readonly PlannedCheck[] => [
  ...layerSpecimens.map((specimen) => planned(networkDerivative(specimen), ops, Infinity)),
  ...lossNames.map((name) => planned(lossDerivative(name), ops, Infinity)),
  planned(foursDerivative, ops, Infinity),
  ...wholeNetworks.map((specimen) => planned(networkDerivative(specimen), ops, mostElements)),
  ...trained.map(([specimen, loss]) => planned(objectiveDerivative(specimen, loss), ops, mostElements)),
  planned(maskedDerivative(), ops, mostElements),
  ...adversaries().map((derivative) => planned(derivative, ops, mostElements)),
];

const lossNames = Object.keys(losses) as LossName[];

const planned = (derivative: Derivative, ops: Ops<Reference>, most: number): PlannedCheck => ({
  name: derivative.name,
  against,
  limit,
  measure: () => errorAgainstDifferences(derivative, ops, most),
});

/** value = ⟨out, dOut⟩ of a random dOut:  the driver's backward pass from it, to every weight and to the image. */
export function networkDerivative({ name, network, image }: Specimen): Derivative {
  const last = stagesOf(network).at(-1)!;
  const dOut = [image[0], image[1] / last.shrink, image[2] / last.shrink, last.channels];
  return {
    name,
    shapes: { image, dOut, ...namedShapes(network, image) },
    value: (ops, inputs) => ({
      value: ops.sum(ops.multiply(driver.forward(ops, network, inputs, inputs.image).out, inputs.dOut)),
    }),
    byHand: (ops, inputs) => {
      const { kept } = driver.forward(ops, network, inputs, inputs.image);
      const { gradients, dImage } = driver.backward(ops, network, inputs, kept, inputs.dOut, { name: 'standard' });
      return { ...gradients, image: dImage };
    },
  };
}

/** What a loss sends back, or the half of it: the article's is twice its derivative, as it was written. */
export const derivativeShare = (name: LossName): number => (name === 'article' ? 0.5 : 1);
const halfOf = (name: LossName): string => (name === 'article' ? ' (half of what it sends back)' : '');

function lossDerivative(name: LossName): Derivative {
  const image = [2, 4, 5, 1];
  return {
    name: `loss ${name}${halfOf(name)}`,
    shapes: { e: image, inverseScale: image, weight: image },
    value: (ops, { e, inverseScale, weight }) => ({ value: losses[name](ops, e, inverseScale, weight).loss }),
    byHand: (ops, { e, inverseScale, weight }) => ({
      e: ops.scale(losses[name](ops, e, inverseScale, weight).dError, derivativeShare(name)),
    }),
  };
}

const fours = [8, 3, 4, 1];
/** The bias term's weights are alike within a four, which random ones are not: the two halves of each are made so. */
const foursOf = <T>(ops: Ops<T>, { e, contrastWeight, half }: Readonly<Record<string, T>>) => {
  const alike = ops.add(half, ops.rollExamples(half, groupOf, groupOf / 2));
  return foursTerms(ops, e, contrastWeight, alike);
};
const foursDerivative: Derivative = {
  name: 'loss over fours of examples: contrast and bias',
  shapes: { e: fours, contrastWeight: fours, half: fours },
  value: (ops, inputs) => ({ value: foursOf(ops, inputs).loss }),
  byHand: (ops, inputs) => ({ e: foursOf(ops, inputs).dError }),
};

/** A program that computes its loss and the gradients of it: those of its outputs that are named as inputs. */
const lossDerivativeOf = (name: string, loss: Program, program: Program, shapes: Shapes, share = 1): Derivative => ({
  name,
  shapes,
  value: (ops, inputs) => ({ value: loss(ops, inputs)[lossName] }),
  byHand: (ops, inputs) => {
    const gradients = Object.entries(program(ops, inputs)).filter(([output]) => output in shapes);
    return Object.fromEntries(gradients.map(([output, gradient]) => [output, ops.scale(gradient, share)]));
  },
});

/** Network and loss as they are trained, back-propagated by the standard rule. */
function objectiveDerivative(specimen: Specimen, loss: LossName): Derivative {
  const objective = objectiveOf(specimen, loss);
  return lossDerivativeOf(
    `${specimen.name}, standard rule, loss ${loss}${halfOf(loss)}`,
    lossProgram(objective),
    gradientProgram(objective),
    { ...exampleShapes(specimen.image), ...namedShapes(specimen.network, specimen.image) },
    derivativeShare(loss),
  );
}

/** As pairs of scans are learnt from: the weight is 0 where they show different anatomy, here where a random mask is not above 0. */
function maskedDerivative(): Derivative {
  const specimen = wholeNetworks.find(({ name }) => name === 'tacet')!;
  const objective = objectiveOf(specimen, 'charbonnier');
  const masked =
    (program: Program): Program =>
    (ops, inputs) =>
      program(ops, { ...inputs, [inputNames.weight]: ops.gate(inputs.mask, inputs[inputNames.weight]) });
  return lossDerivativeOf(
    'tacet, standard rule, loss charbonnier where a mask lets it',
    masked(lossProgram(objective)),
    masked(gradientProgram(objective)),
    { ...exampleShapes(specimen.image), ...namedShapes(specimen.network, specimen.image), mask: specimen.image },
  );
}

/** Both sides of the residual GAN, each with its own loss. */
function adversaries(): readonly Derivative[] {
  const specimen = wholeNetworks.find(({ name }) => name === 'tacet')!;
  const image = [1, 8, 8, 1];
  const discriminator = discriminatorNetwork({ channels: 2, inputScale: 1 });
  const scores = (image[0] * image[1] * image[2]) / discriminatorShrink ** 2;
  const generate = generatorProgram(objectiveOf(specimen, 'charbonnier'), { discriminator, share: 0.3 }, scores);
  const judge = discriminatorProgram(discriminator, scores);
  const judged = namedShapes(discriminator, image);
  const generated = { ...exampleShapes(image), ...namedShapes(specimen.network, image), ...judged };
  return [
    lossDerivativeOf('residual GAN, generator', generate, generate, generated),
    lossDerivativeOf('residual GAN, discriminator', judge, judge, { clean: image, [madeName]: image, ...judged }),
  ];
}

import type { Weights } from '../engine';
import { effectiveRule, shareAt } from '../networks/back-propagation';
import type { Network } from '../networks/network';
import { shapesOf } from '../networks/weights';
import { type Compiled, type Interpreter, sizeOf } from '../primitives/interpreter';
import { createAdversarialTrainer } from '../training/adversarial-trainer';
import { automaticGradients } from '../training/automatic';
import { compileGradients } from '../training/compiled-gradients';
import { createLearner } from '../training/learner';
import { gradientProgram, inputNames, type Objective } from '../training/objective';
import type { OptimizerName } from '../training/optimizers/choice';
import type { CaseDefinition } from './definition';
import { batchCount, type Recipe } from './recipe';
import type { CaseBatch } from './training-data';

/** A case's network in training: the cases differ in nothing but this. Whoever makes it disposes of it. */
export interface CaseTrainer {
  /** Where it runs. */
  readonly backend: string;
  readonly optimizer: OptimizerName;
  /** Epochs that it can bear; null: as many as are wanted. */
  readonly mostEpochs: number | null;
  readonly weights: Weights;
  /** Throws a TacetError `training-diverged`, weights unchanged, when loss or gradient are no numbers. */
  step(batch: CaseBatch, at: { readonly epoch: number; readonly learningRate: number }): Promise<{ readonly loss: number }>;
  dispose(): Promise<void>;
}

export interface CaseSetting {
  readonly definition: CaseDefinition;
  readonly recipe: Recipe;
  readonly network: Network;
  readonly initial: Weights;
  /** Of the patches or pictures it is trained on. */
  readonly side: number;
  readonly seed: number;
}

/** Of the adversarial loss beside the sum of squares: about as strong as half of it where the picture is nearly clean. */
const adversarialShare = 20;
const discriminatorChannels = 8;

/** Throws a TacetError that says why a case cannot be had on this machine. */
export async function openCaseTrainer(interpreter: Interpreter, setting: CaseSetting): Promise<CaseTrainer> {
  const { definition, recipe, network, initial, side } = setting;
  const ruleSetting = { rule: definition.rule, ...recipe.share };
  const objective: Objective = { network, predicts: 'image', loss: recipe.loss, rule: effectiveRule(ruleSetting) };
  if (definition.judge === 'discriminator') return againstDiscriminator(interpreter, objective, setting);
  const { gradients, backend, optimizer, mostEpochs } =
    definition.differentiation === 'by-hand'
      ? await byHand(interpreter, objective, setting)
      : await automatic(objective, setting);
  const learner = createLearner(gradients, initial, { optimizer, largestNorm: recipe.largestNorm });
  return {
    backend,
    optimizer,
    mostEpochs,
    get weights() {
      return learner.weights;
    },
    step: (batch, { epoch, learningRate }) =>
      learner.step({ ...inputsOf(batch, side), [inputNames.share]: Float32Array.of(shareAt(ruleSetting, epoch)) }, learningRate),
    dispose: () => gradients.dispose(),
  };
}

async function againstDiscriminator(interpreter: Interpreter, objective: Objective, setting: CaseSetting): Promise<CaseTrainer> {
  const { recipe, initial, side, seed } = setting;
  const trainer = await createAdversarialTrainer(
    interpreter,
    objective,
    initial,
    { channels: discriminatorChannels, share: adversarialShare, seed },
    { optimizer: recipe.optimizer, largestNorm: recipe.largestNorm, imageScale: recipe.white, shapes: exampleShapes(side) },
  );
  return {
    backend: interpreter.backend,
    optimizer: recipe.optimizer,
    mostEpochs: null,
    get weights() {
      return trainer.generator.weights;
    },
    step: (batch, { learningRate }) => trainer.step(inputsOf(batch, side), learningRate),
    dispose: () => trainer.dispose(),
  };
}

/** A sum over pixels, not their mean: Adam does not mind the scale, and the products of gradients in the dilated rule do not vanish. */
function inputsOf({ noisy, clean }: CaseBatch, side: number): Record<string, Float32Array> {
  const ones = new Float32Array(sizeOf(imageShape(side))).fill(1);
  return { [inputNames.noisy]: noisy, [inputNames.clean]: clean, [inputNames.inverseScale]: ones, [inputNames.weight]: ones };
}

interface Source extends Pick<CaseTrainer, 'backend' | 'optimizer' | 'mostEpochs'> {
  readonly gradients: Compiled;
}

async function byHand(interpreter: Interpreter, objective: Objective, { recipe, initial, side }: CaseSetting): Promise<Source> {
  const shapes = { ...shapesOf(initial), [inputNames.share]: [] };
  const gradients = await compileGradients(interpreter, gradientProgram(objective), exampleShapes(side), shapes);
  return { gradients, backend: interpreter.backend, optimizer: recipe.optimizer, mostEpochs: null };
}

/** Pixels in training that the slow automatic differentiation of WebAssembly gets through in about two minutes. */
const mostPixelsOnWasm = 50 * batchCount * 128 * 128;

/** With the library's gradient goes the library's Adam, which corrects its bias rightly. */
async function automatic(objective: Objective, { recipe, initial, side }: CaseSetting): Promise<Source> {
  const gradients = await automaticGradients(objective, exampleShapes(side), shapesOf(initial));
  const pixelsPerEpoch = recipe.batchesPerEpoch * batchCount * side * side;
  const mostEpochs = gradients.backend === 'wasm' ? Math.max(1, Math.floor(mostPixelsOnWasm / pixelsPerEpoch)) : null;
  return { gradients, backend: gradients.backend, optimizer: 'adam', mostEpochs };
}

const imageShape = (side: number): readonly number[] => [batchCount, side, side, 1];

const exampleShapes = (side: number) => ({
  [inputNames.noisy]: imageShape(side),
  [inputNames.clean]: imageShape(side),
  [inputNames.inverseScale]: imageShape(side),
  [inputNames.weight]: imageShape(side),
});

import { TacetError } from '../../contract/outcome';
import type { Weights } from '../engine';
import { effectiveRule, shareAt } from '../networks/back-propagation';
import type { Network } from '../networks/network';
import { sizeOf } from '../primitives/interpreter';
import type { Interpreter } from '../primitives/interpreter';
import { compileGradients } from '../training/compiled-gradients';
import { createLearner } from '../training/learner';
import { gradientProgram, inputNames, type Objective } from '../training/objective';
import type { CaseDefinition } from './definition';
import { batchCount, type Recipe } from './recipe';
import type { CaseBatch } from './training-data';

/** A case's network in training: the cases differ in nothing but this. Whoever makes it disposes of it. */
export interface CaseTrainer {
  /** Where it runs. */
  readonly backend: string;
  readonly weights: Weights;
  /** Throws a TacetError `training-diverged`, weights unchanged, when loss or gradient are no numbers. */
  step(batch: CaseBatch, epoch: number): Promise<{ readonly loss: number }>;
  dispose(): Promise<void>;
}

export interface CaseSetting {
  readonly definition: CaseDefinition;
  readonly recipe: Recipe;
  readonly network: Network;
  readonly initial: Weights;
  readonly size: number;
}

/** Throws a TacetError that says why a case cannot be had on this machine. */
export const openCaseTrainer = (interpreter: Interpreter, setting: CaseSetting): Promise<CaseTrainer> =>
  setting.definition.differentiation === 'by-hand' ? byHand(interpreter, setting) : automatic();

async function byHand(interpreter: Interpreter, setting: CaseSetting): Promise<CaseTrainer> {
  const { recipe, network, initial, size } = setting;
  const ruleSetting = { rule: setting.definition.rule, ...recipe.share };
  const objective: Objective = { network, predicts: 'image', loss: recipe.loss, rule: effectiveRule(ruleSetting) };
  const image = [batchCount, size, size, 1];
  const examples = {
    [inputNames.noisy]: image,
    [inputNames.clean]: image,
    [inputNames.inverseScale]: image,
    [inputNames.weight]: image,
  };
  const shapes = Object.fromEntries([...initial].map(([name, { shape }]) => [name, shape]));
  const gradients = await compileGradients(interpreter, gradientProgram(objective), examples, {
    ...shapes,
    [inputNames.share]: [],
  });
  const learner = createLearner(gradients, initial, { optimizer: recipe.optimizer, largestNorm: recipe.largestNorm });
  // A sum over pixels, not their mean: Adam does not mind the scale, and the products of gradients in the dilated rule do not vanish.
  const ones = new Float32Array(sizeOf(image)).fill(1);
  return {
    backend: interpreter.backend,
    get weights() {
      return learner.weights;
    },
    step: ({ noisy, clean }, epoch) =>
      learner.step(
        {
          [inputNames.noisy]: noisy,
          [inputNames.clean]: clean,
          [inputNames.inverseScale]: ones,
          [inputNames.weight]: ones,
          [inputNames.share]: Float32Array.of(shareAt(ruleSetting, epoch)),
        },
        recipe.learningRate,
      ),
    dispose: () => gradients.dispose(),
  };
}

async function automatic(): Promise<CaseTrainer> {
  throw new TacetError(
    'no-automatic-differentiation',
    'No backend that differentiates by itself runs here.',
    'Run "npm run native" in the project folder to build TensorFlow.',
  );
}

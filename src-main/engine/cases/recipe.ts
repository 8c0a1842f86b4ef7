import type { ActivationName } from '../layers/activation';
import type { RuleSetting } from '../networks/back-propagation';
import { seoActivations } from '../networks/seo-2018';
import type { LossName } from '../training/losses/choice';
import type { OptimizerName } from '../training/optimizers/choice';
import type { Schedule } from '../training/schedule';

/** How all cases of a comparison are trained: equal data, equal first weights and equal noise for each of them. */
export interface Recipe {
  /** Grey 0..255 becomes `black + (white − black) · grey / 255` at the network's input and output. */
  readonly black: number;
  readonly white: number;
  /** How the first weights are spread (networks/seo-2018.ts). */
  readonly weights: 'as-written' | 'mended';
  readonly optimizer: OptimizerName;
  /** Of the whole training: constant, or up in the first twentieth and down a cosine to a hundredth. */
  readonly schedule: 'constant' | 'cosine';
  /** The highest. */
  readonly learningRate: number;
  readonly loss: LossName;
  /** ρ and λ of the rules that have a share; the case says which rule it is. */
  readonly share: Pick<RuleSetting, 'rho' | 'lambda'>;
  /** Side of the square that is cut out of each picture of a batch; null: the whole picture. */
  readonly patchSize: number | null;
  readonly batchesPerEpoch: number;
  /** One a layer. */
  readonly activations: readonly ActivationName[];
  /** Gradients are scaled down together to this global norm; null leaves them. */
  readonly largestNorm: number | null;
  /** Which output counts, and is shown first: stretched from its own minimum and maximum to the display range, or as it is. */
  readonly shown: 'normalised' | 'as-it-is';
}

export const recipeNames = ['as-written', 'mended'] as const;
export type RecipeName = (typeof recipeNames)[number];

/** Noise of each batch, a share of the largest grey: the article's, in both recipes. */
export const noiseShare = 0.3;
/** The article's batch. */
export const batchCount = 5;
/** The article's length. */
export const articleEpochs = 101;

export const recipes: Readonly<Record<RecipeName, Recipe>> = {
  /** The article's own, its flaws included (Seo 2018). */
  'as-written': {
    black: 0,
    white: 255,
    weights: 'as-written',
    optimizer: 'adam-article',
    schedule: 'constant',
    learningRate: 1e-9,
    loss: 'article',
    share: { rho: 800, lambda: 0.064 },
    patchSize: null,
    batchesPerEpoch: 2,
    activations: seoActivations,
    largestNorm: null,
    shown: 'normalised',
  },
  /**
   * The same networks and noise, trained as one would today. Black is 0.5: every block multiplies by x0, so where x0 is near 0 the output stays 0 and
   * no gradient comes through; measured at 0.1, 0.3, 0.5 and 1, case 1 ends best at 0.5. No ReLU at the end, because with it multiply-add gives
   * a·x0 + x0 ≥ x0 wherever x0 ≥ 0, and can never darken a bright pixel. The loss is a sum of squares, so that a pixel's gradient is its error, about
   * 0.1: the dilated product is then neither lost nor the whole of it at ρ = 1. Clipping keeps a first spike from killing the ReLU of layer 4.
   */
  mended: {
    black: 0.5,
    white: 1,
    weights: 'mended',
    optimizer: 'adam',
    schedule: 'cosine',
    learningRate: 1e-2,
    loss: 'l2',
    share: { rho: 1, lambda: 0.064 },
    patchSize: 64,
    batchesPerEpoch: 24,
    activations: [...seoActivations.slice(0, -1), 'identity'],
    largestNorm: 1,
    shown: 'as-it-is',
  },
};

/** The learning rate over so many steps. */
export const scheduleOf = ({ schedule, learningRate }: Recipe, steps: number): Schedule =>
  schedule === 'constant'
    ? { kind: 'constant', learningRate }
    : {
        kind: 'cosine',
        steps,
        peakLearningRate: learningRate,
        warmUpSteps: Math.ceil(steps / 20),
        lastLearningRate: learningRate / 100,
      };

import type { EngineBackend } from '../engine';
import type { ActivationName } from '../layers/activation';
import type { CaseNumber } from './definition';
import type { RecipeName } from './recipe';
import type { CaseAbsent, CasePictures, CaseRun, Figures, Frame } from './run';

/** All that the compared cases share. The same plan gives the same figures. */
export interface ComparisonPlan {
  readonly pictures: CasePictures;
  readonly recipes: readonly RecipeName[];
  /** The article's are 101. */
  readonly epochs: number;
  readonly seed: number;
  /** Of the hidden layers; the article's 3 unless varied. */
  readonly channels: number;
  /** One a layer; null: the recipe's. */
  readonly activations: readonly ActivationName[] | null;
}

/** Which case of which recipe. */
export interface CaseKey {
  readonly recipe: RecipeName;
  readonly case: CaseNumber;
}

export type ComparisonProgress =
  /** Comes first: what every output is made from, and should be. */
  | ({ readonly kind: 'basis' } & Pick<ComparisonBasis, 'size' | 'noisy' | 'clean'>)
  /** An epoch is done; `done` of `total` count epochs over all cases. */
  | (CaseKey & {
      readonly kind: 'epoch';
      readonly epoch: number;
      readonly epochs: number;
      readonly loss: number;
      readonly done: number;
      readonly total: number;
      /** Null until a few epochs have shown the pace. */
      readonly secondsLeft: number | null;
    })
  /** The output so far, now and then. */
  | (CaseKey & { readonly kind: 'picture'; readonly frame: Frame })
  /** A case is measured, or cannot be had here. */
  | { readonly kind: 'case'; readonly run: CaseRun | CaseAbsent };

/** What an untrained network of the as-written recipe shows, over many draws of its first weights: how many of them are which. */
export interface FirstWeights {
  readonly residual: CaseRun['residual'];
  readonly draws: number;
  /** Cut off at black and white, the output is the noisy picture again. */
  readonly unchanged: number;
  readonly blackNormalised: number;
  readonly blackAsItIs: number;
  readonly whiteAsItIs: number;
}

/** What every output is compared with. */
export interface ComparisonBasis {
  readonly size: number;
  /** The first test picture with the noise that every frame was made from, and without it, 0..255. */
  readonly noisy: Uint8Array;
  readonly clean: Uint8Array;
  readonly before: Figures;
  /** The Gaussian blur whose width was chosen with the truth in hand: what any network has to beat. */
  readonly blur: Figures & { readonly sigmaPx: number };
}

export interface Comparison {
  readonly backend: EngineBackend;
  readonly device: string;
  readonly basis: ComparisonBasis;
  /** In the order they ran: recipe after recipe, case after case. */
  readonly runs: readonly (CaseRun | CaseAbsent)[];
  /** Empty where the as-written recipe was not asked for. */
  readonly firstWeights: readonly FirstWeights[];
}

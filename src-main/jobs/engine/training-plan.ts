import type { BatchSize, SliceHu, TrainingPlan as LoopPlan, TrainingStep } from '../../engine';

/** A training as it crosses to the engine process: the loop's plan, and what its batches are made from. The same plan gives the same weights. */
export interface TrainingPlan extends Pick<LoopPlan, 'model' | 'steps' | 'peakLearningRate' | 'warmUpSteps' | 'adversarial'> {
  readonly seed: number;
  /** Null: as many as there are cores. With one the weights come out the same bit for bit. */
  readonly threads: number | null;
  readonly secondsAtMost: number | null;
  readonly batch: BatchSize;
  /** Procedural images that are painted for it: what a model learns from without any patient. */
  readonly procedural: { readonly images: number; readonly size: number };
  /** Images of the user's own. They stay with main, and come over one at a time, when they are asked for. */
  readonly own: {
    /** Of the patches. */
    readonly share: number;
    /** How many there are. */
    readonly count: number;
    /** How many are in memory at once, and after how many steps one goes and another comes. */
    readonly held: number;
    readonly everySteps: number;
    readonly teaches: Teaching;
  };
  /** Examines model and result, on painted images and on so many own ones that nothing is learnt from; also every so many steps. Null examines nothing. */
  readonly guard: { readonly heldBack: number; readonly everySteps: number } | null;
  readonly checkpoint: NonNullable<LoopPlan['checkpoint']>;
  readonly resume: boolean;
  /** Shown before and after; it comes with a `preview` event now and then. */
  readonly preview: { readonly slice: SliceHu; readonly everySeconds: number } | null;
}

/**
 * What an own image is to the network: a truth that noise is added to, as it is or, since a noisy one would teach the network to keep noise, cleaned
 * by the model itself first; or, with its target, a pair.
 */
export type Teaching = 'as-it-is' | 'denoised' | 'pairs';

/** An image of the user's: square, without padding, and as noisy as it is, HU. */
export interface OwnImage {
  readonly hu: Float32Array;
  readonly size: number;
  readonly pixelMm: number;
  /** The same place in another scan, or beside it; null unless pairs are learnt from. */
  readonly targetHu: Float32Array | null;
}
/** Main is asked for one of the images that are learnt from, or of those that are held back. */
export interface OwnQuestion {
  readonly of: 'learnt' | 'held-back';
  readonly index: number;
}
export type ReadOwn = (question: OwnQuestion) => Promise<OwnImage>;

export type TrainingProgress =
  /** Images are painted and their noise is simulated before the first step. */
  | { readonly kind: 'preparing'; readonly done: number; readonly total: number }
  | ({ readonly kind: 'step' } & Omit<TrainingStep, 'state'>)
  | { readonly kind: 'preview'; readonly step: number; readonly noiseHu: Float32Array };

import type { Outcome, Trouble } from '../../contract';
import type { EngineBackend, Model, NoisePrediction, SliceHu, Weights } from '../../engine';
import type { Comparison, ComparisonPlan, ComparisonProgress } from '../../engine/cases';
import type { CheckDone, CheckedPart, PartChecked } from '../../engine/checks';
import type { Examination } from './examiner';
import type { OwnImage, OwnQuestion, TrainingPlan, TrainingProgress } from './training-plan';

/** A model as it crosses to the engine process, which keeps it compiled under its id (the SHA-256 of its weights). */
export interface SentModel extends Model {
  readonly id: string;
}

/** What main asks the engine process for. Plain data on both sides: it crosses as a structured clone. */
export interface EngineCalls {
  /** Loads a backend and compares it with the reference; fails with what is wrong with it. */
  readonly check: {
    readonly request: { readonly backend: EngineBackend };
    readonly reply: { readonly device: string; readonly threads: number };
    readonly event: never;
  };
  /** GFLOP/s. */
  readonly time: { readonly request: { readonly backend: EngineBackend }; readonly reply: number; readonly event: never };
  /** A stop is heard between the tiles of a large slice, and then fails with "stopped". */
  readonly denoise: {
    readonly request: {
      readonly model: SentModel;
      readonly backend: EngineBackend;
      readonly slice: SliceHu;
    };
    readonly reply: NoisePrediction & RunOn & { readonly milliseconds: number };
    readonly event: never;
  };
  /** Trains until it is finished, or told to stop; either way the reply holds what was learnt. */
  readonly train: {
    readonly request: TrainingPlan & { readonly backend: EngineBackend };
    readonly reply: RunOn & {
      /** `harmed`: the guard ended it early. */
      readonly ending: 'finished' | 'cancelled' | 'time-up' | 'harmed';
      readonly step: number;
      readonly resumedFrom: number | null;
      /** The moving average of the weights; null where nothing was learnt. */
      readonly average: Weights | null;
      /** Null where no guard was asked for, or nothing was learnt. */
      readonly examined: Examination | null;
    };
    readonly event: TrainingProgress;
  };
  /** Trains and measures the article's cases; null when it was told to stop. */
  readonly cases: {
    readonly request: ComparisonPlan & { readonly backend: EngineBackend };
    readonly reply: Comparison | null;
    readonly event: ComparisonProgress;
  };
  /** Checks a part of what was derived by hand. */
  readonly gradcheck: { readonly request: CheckedPart; readonly reply: PartChecked; readonly event: CheckDone };
}
export type EngineCallName = keyof EngineCalls;
export type EngineRequest<K extends EngineCallName> = EngineCalls[K]['request'];
export type EngineReply<K extends EngineCallName> = EngineCalls[K]['reply'];
/** What the engine process asks back while a call is under way: only a training does, for the images that it learns from, one at a time. */
export interface EngineQuestions {
  readonly train: { readonly question: OwnQuestion; readonly answer: OwnImage };
}
export type EngineQuestion<K extends EngineCallName> = K extends keyof EngineQuestions ? EngineQuestions[K]['question'] : never;
export type EngineAnswer<K extends EngineCallName> = K extends keyof EngineQuestions ? EngineQuestions[K]['answer'] : never;
export type EngineEvent<K extends EngineCallName> = EngineCalls[K]['event'];

/** Where something ran: a backend, never `auto`. */
export interface RunOn {
  readonly backend: EngineBackend;
  readonly device: string;
}

export type ToEngine =
  | { readonly kind: 'call'; readonly id: number; readonly name: EngineCallName; readonly request: unknown }
  | { readonly kind: 'stop'; readonly id: number }
  | { readonly kind: 'answer'; readonly id: number; readonly question: number; readonly answer: Outcome<unknown> };
export type FromEngine =
  | { readonly kind: 'event'; readonly id: number; readonly event: unknown }
  | { readonly kind: 'question'; readonly id: number; readonly number: number; readonly question: unknown }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: unknown }
  /** An Error that is cloned loses its fields, so a trouble crosses as plain words. */
  | { readonly kind: 'failed'; readonly id: number; readonly trouble: Trouble };

import type { Material, Problem } from '../problem';

/** What a contestant's process is told, as JSON in its first argument. */
export interface Start extends Problem {
  readonly contestant: string;
  readonly threads: number;
  readonly learningRate: number;
  /** The file of numbers to start from, and the file that its first results go to (raw float32). */
  readonly material: string;
  readonly results: string;
}

/**
 * One run from arrays in memory to arrays in memory: a slice's result, or a training step's loss. Weights, and whatever is compiled, are ready
 * before; a step's batch is new data to everyone.
 */
export type Run = () => Promise<Float32Array>;

/** Makes everything ready for runs. Rejects where it can't be had. */
export type Contestant = (start: Start, material: Material) => Promise<Run>;

/** A picture is compared as it is; a training by its first losses, which follow from the gradients of all weights. */
export const stepsCompared = 5;

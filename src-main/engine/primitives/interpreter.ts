import type { Ops } from './ops';
import type { EngineBackend } from '../engine';

/** A tensor at the engine's edge: NHWC images, HWIO filters, [C] biases, [] scalars; float32, row-major. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** A computation written once against the vocabulary; each backend runs it its own way. */
export type Program = <T>(ops: Ops<T>, inputs: Readonly<Record<string, T>>) => Record<string, T>;

/** A program made ready for fixed shapes. Whoever compiles it disposes of it. */
export interface Compiled {
  /** `inputs` may hold more than the program reads. */
  run(inputs: Readonly<Record<string, Float32Array>>): Promise<Record<string, Float32Array>>;
  dispose(): Promise<void>;
}

/** Who fills in the table `Ops<T>`. */
export interface Interpreter {
  readonly backend: EngineBackend;
  readonly device: string;
  readonly threads: number;
  /** Runs that go side by side: more than one where each has a thread of its own. */
  readonly lanes: number;
  /** `shapes` are given at each run; `constants` are baked in (weights at inference). */
  compile(
    program: Program,
    shapes: Readonly<Record<string, readonly number[]>>,
    constants?: Readonly<Record<string, Tensor>>,
  ): Promise<Compiled>;
  /** Ends its threads, where it has its own. What it compiled is disposed of before. */
  dispose(): Promise<void>;
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

import type { Tensor } from '../../primitives/interpreter';

/** What an optimizer keeps: changed in place by each step. SGD with momentum leaves the second moments alone. */
export interface OptimizerState {
  readonly weights: Map<string, Tensor>;
  readonly firstMoments: Map<string, Tensor>;
  readonly secondMoments: Map<string, Tensor>;
}

/** One step, in place, in float64 between float32 numbers. `t` counts from 1; every gradient is multiplied by `gradientScale` first (clipping). */
export type OptimizerStep = (
  state: OptimizerState,
  gradients: Readonly<Record<string, Float32Array>>,
  t: number,
  learningRate: number,
  gradientScale?: number,
) => void;

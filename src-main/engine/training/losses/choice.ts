import type { Ops } from '../../primitives/ops';
import { charbonnier } from './charbonnier';
import { articleSquares, l2 } from './squares';

/**
 * A loss of the error e = output − truth, in the output's unit. `inverseScale` (1/s) and `weight` say, pixel by pixel, what an error of one unit
 * means and how much it counts; all three are [N,H,W,1]. Returns L, shape [], and what is sent back, ∂L/∂e.
 */
export type LossFunction = <T>(ops: Ops<T>, e: T, inverseScale: T, weight: T) => { readonly loss: T; readonly dError: T };

export const losses = { charbonnier, l2, article: articleSquares } as const satisfies Record<string, LossFunction>;
export type LossName = keyof typeof losses;

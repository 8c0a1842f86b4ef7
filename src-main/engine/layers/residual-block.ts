import type { Ops } from '../primitives/ops';
import * as convolution from './convolution';
import * as relu from './relu';

export interface BlockWeights<T> {
  readonly first: convolution.ConvolutionWeights<T>;
  readonly second: convolution.ConvolutionWeights<T>;
}
export interface BlockKept<T> {
  readonly h: T;
  readonly a: T;
}

/** Residual block:  a = ReLU(conv₁(h)),  out = h + conv₂(a). Nothing follows the sum. */
export function forward<T>(ops: Ops<T>, h: T, { first, second }: BlockWeights<T>): { out: T; kept: BlockKept<T> } {
  const a = relu.forward(ops, convolution.forward(ops, h, first));
  return { out: ops.add(h, convolution.forward(ops, a, second)), kept: { h, a } };
}

/** From dOut:  (da, dw₂, db₂) by conv₂;  dz = ReLU'(da);  (dh', dw₁, db₁) by conv₁;  dh = dOut + dh'. */
export function backward<T>(ops: Ops<T>, { h, a }: BlockKept<T>, { first, second }: BlockWeights<T>, size: number, dOut: T) {
  const { dx: da, ...ofSecond } = convolution.backward(ops, a, second, size, dOut);
  const { dx, ...ofFirst } = convolution.backward(ops, h, first, size, relu.backward(ops, a, da));
  return { dh: ops.add(dOut, dx), ofFirst, ofSecond };
}

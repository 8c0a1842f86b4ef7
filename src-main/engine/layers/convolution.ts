import type { Ops } from '../primitives/ops';

/** What a convolution needs to run: filter w [K,K,I,O] and bias b [O]. */
export interface ConvolutionWeights<T> {
  readonly w: T;
  readonly b: T;
}

/** Convolution:  z = conv(x, w) + b. */
export const forward = <T>(ops: Ops<T>, x: T, { w, b }: ConvolutionWeights<T>): T => ops.addBias(ops.conv(x, w), b);

/** From dz = ∂L/∂z to dx, dw and db:  dx and dw are the convolution's own gradients, db = Σ over pixels of dz. */
export function backward<T>(ops: Ops<T>, x: T, { w }: ConvolutionWeights<T>, size: number, dz: T): { dx: T } & Gradients<T> {
  return { dx: ops.convInputGradient(dz, w), ...weightGradients(ops, x, size, dz) };
}

export interface Gradients<T> {
  readonly dw: T;
  readonly db: T;
}

/** As backward, where nobody needs dx: the first layer, whose input is data. */
export const weightGradients = <T>(ops: Ops<T>, x: T, size: number, dz: T): Gradients<T> => ({
  dw: ops.convFilterGradient(x, dz, size),
  db: ops.sumToBias(dz),
});

import type { Ops } from '../primitives/ops';

/** What a convolution needs to run: filter w [K,K,I,O] and, where it has one, bias b [O]. */
export interface ConvolutionWeights<T> {
  readonly w: T;
  readonly b?: T | undefined;
}
export interface ConvolutionGradients<T> {
  readonly dw: T;
  /** Nobody reads it where there is no bias. */
  readonly db: T;
}

/** Convolution:  z = conv(x, w) + b.  SAME, stride 1, taps `dilation` pixels apart. */
export function forward<T>(ops: Ops<T>, x: T, { w, b }: ConvolutionWeights<T>, dilation: number): T {
  const z = ops.conv(x, w, dilation);
  return b === undefined ? z : ops.addBias(z, b);
}

/** From dz = ∂L/∂z to dx, dw and db:  dx and dw are the convolution's own gradients, db = Σ over pixels of dz. */
export const backward = <T>(
  ops: Ops<T>,
  x: T,
  { w }: ConvolutionWeights<T>,
  { kernel, dilation }: { readonly kernel: number; readonly dilation: number },
  dz: T,
): { dx: T } & ConvolutionGradients<T> => ({
  dx: ops.convInputGradient(dz, w, dilation),
  dw: ops.convFilterGradient(x, dz, kernel, dilation),
  db: ops.sumToBias(dz),
});

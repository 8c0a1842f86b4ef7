import type { Ops } from '../primitives/ops';

/**
 * How a block's result a [N,H,W,C] meets x0: the network's input or the block's own, with C channels or one for all (Seo 2018).
 *
 *     none          out = a
 *     add           out = a + x0
 *     multiply      out = a · x0            (the article's function 1)
 *     multiply-add  out = a · x0 + x0       (the article's function 2)
 */
export const residualFunctions = ['none', 'add', 'multiply', 'multiply-add'] as const;
export type ResidualFunction = (typeof residualFunctions)[number];

export function forward<T>(ops: Ops<T>, residual: ResidualFunction, a: T, x0: T): T {
  switch (residual) {
    case 'none':
      return a;
    case 'add':
      return ops.add(a, x0);
    case 'multiply':
      return ops.multiply(a, x0);
    case 'multiply-add':
      return ops.add(ops.multiply(a, x0), x0);
  }
}

/**
 * From dOut = ∂L/∂out to da and dx0 (null where x0 has no part in it). Where x0 has one channel for all, its gradient is their sum.
 *
 *     add           da = dOut          dx0 = Σ dOut
 *     multiply      da = dOut · x0     dx0 = Σ dOut · a
 *     multiply-add  da = dOut · x0     dx0 = Σ (dOut · a + dOut)
 */
export function backward<T>(
  ops: Ops<T>,
  residual: ResidualFunction,
  { a, x0 }: { readonly a: T; readonly x0: T },
  x0Channels: 'each' | 'one-for-all',
  dOut: T,
): { da: T; dx0: T | null } {
  const gathered = (dx0: T): T => (x0Channels === 'each' ? dx0 : ops.sumChannels(dx0));
  switch (residual) {
    case 'none':
      return { da: dOut, dx0: null };
    case 'add':
      return { da: dOut, dx0: gathered(dOut) };
    case 'multiply':
      return { da: ops.multiply(dOut, x0), dx0: gathered(ops.multiply(dOut, a)) };
    case 'multiply-add':
      return { da: ops.multiply(dOut, x0), dx0: gathered(ops.add(ops.multiply(dOut, a), dOut)) };
  }
}

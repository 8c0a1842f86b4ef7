import type { Ops } from '../primitives/ops';
import type { Stage } from './network';

/**
 * What enters layer k in the backward pass, where g_k is the gradient that layer k passed on and L is the last layer (Seo 2018). Only gradients
 * of one shape can meet.
 *
 *     standard               g_{k+1}
 *     dilated-sparse         g_{k+1} + c · g_{k+2}
 *     dilated-dense-product  g_{k+1} + c · (g_{k+2} · g_{k+3} · … · g_L)
 *     dilated-dense-sum      g_{k+1} + c · (g_{k+2} + g_{k+3} + … + g_L)
 */
export const ruleNames = ['standard', 'dilated-sparse', 'dilated-dense-product', 'dilated-dense-sum'] as const;
export type RuleName = (typeof ruleNames)[number];

/** A rule with its share's beginning and decay. */
export interface RuleSetting {
  readonly rule: RuleName;
  readonly rho: number;
  readonly lambda: number;
}
export const standard: RuleSetting = { rule: 'standard', rho: 0, lambda: 0 };

/** c = ρ / (1 + λ · epoch). */
export const shareAt = ({ rho, lambda }: RuleSetting, epoch: number): number => rho / (1 + lambda * epoch);

/** With ρ = 0 every rule is the standard one, bit for bit: nothing is added, not even zeros. */
export const effectiveRule = ({ rule, rho }: RuleSetting): RuleName => (rho === 0 ? 'standard' : rule);

/** A rule at work: its share c is a scalar [] that is given anew each epoch. */
export type Rule<T> = { readonly name: 'standard' } | { readonly name: Exclude<RuleName, 'standard'>; readonly share: T };

/** A gradient that a layer passed on, and where it belongs. */
export interface PassedOn<T> {
  readonly g: T;
  readonly stage: Stage;
}

/** What enters a layer whose output lies at `stage`. `g` is the next layer's g_{k+1}; `later` holds g_L first and g_{k+1} last. */
export function enteringGradient<T>(ops: Ops<T>, rule: Rule<T>, g: T, later: readonly PassedOn<T>[], stage: Stage): T {
  if (rule.name === 'standard') return g;
  const beyondNext = later.slice(0, -1).reverse();
  const fitting = beyondNext.filter((one) => one.stage.channels === stage.channels && one.stage.shrink === stage.shrink);
  // The sparse rule looks one layer further and no more.
  const met = rule.name === 'dilated-sparse' ? fitting.filter((one) => one === beyondNext[0]) : fitting;
  if (met.length === 0) return g;
  const combine = rule.name === 'dilated-dense-product' ? ops.multiply : ops.add;
  const combined = met.map((one) => one.g).reduce((all, one) => combine(all, one));
  return ops.add(g, ops.multiply(combined, rule.share));
}

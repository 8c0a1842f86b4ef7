import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  effectiveRule,
  enteringGradient,
  type PassedOn,
  ruleNames,
  type RuleName,
  shareAt,
  standard,
} from '../../../src-main/engine/networks/back-propagation';
import { reference, referenceOps as ops, type Reference } from '../../../src-main/engine/primitives/reference';

const stage = { channels: 1, shrink: 1 };
const image = (...values: readonly number[]): Reference => reference([1, 1, values.length, 1], values);
/** g_L first, g_{k+1} last. */
const passedOn = (...gradients: readonly Reference[]): readonly PassedOn<Reference>[] => gradients.map((g) => ({ g, stage }));
const entering = (name: RuleName, later: readonly PassedOn<Reference>[], share = 10): readonly number[] => {
  const rule = name === 'standard' ? ({ name } as const) : { name, share: reference([], [share]) };
  return [...enteringGradient<Reference>(ops, rule, later[later.length - 1]!.g, later, stage).data];
};

describe('what enters a layer in the backward pass', () => {
  const later = passedOn(image(7, 1), image(5, -1), image(3, 2), image(2, 4));

  it('is g_{k+1} by the standard rule', () => {
    expect(entering('standard', later)).toEqual([2, 4]);
  });
  it('is g_{k+1} + c·g_{k+2} by the sparse rule', () => {
    expect(entering('dilated-sparse', later)).toEqual([2 + 10 * 3, 4 + 10 * 2]);
  });
  it('is g_{k+1} + c·(g_{k+2}·…·g_L) by the article', () => {
    expect(entering('dilated-dense-product', later)).toEqual([2 + 10 * (3 * 5 * 7), 4 + 10 * (2 * -1 * 1)]);
  });
  it('is g_{k+1} + c·(g_{k+2} + … + g_L) by the sum rule', () => {
    expect(entering('dilated-dense-sum', later)).toEqual([2 + 10 * (3 + 5 + 7), 4 + 10 * (2 - 1 + 1)]);
  });
  it.each(ruleNames)('is g_{k+1} alone where nothing comes after the next layer: %s', (rule) => {
    expect(entering(rule, passedOn(image(2, 4)))).toEqual([2, 4]);
  });

  it('holds only gradients of its own shape; the sparse rule does not look further for one', () => {
    const other = { g: reference([1, 1, 1, 2], [100, 100]), stage: { channels: 2, shrink: 1 } };
    const shrunk = { g: image(100), stage: { channels: 1, shrink: 2 } };
    const mixed = [...passedOn(image(7, 1)), shrunk, other, ...passedOn(image(2, 4))];
    expect(entering('dilated-dense-sum', mixed)).toEqual([2 + 10 * 7, 4 + 10 * 1]);
    expect(entering('dilated-dense-product', mixed)).toEqual([2 + 10 * 7, 4 + 10 * 1]);
    expect(entering('dilated-sparse', mixed)).toEqual([2, 4]);
  });
});

describe('the share of later gradients', () => {
  it('decays with the epochs:  c = ρ/(1 + λ·epoch)', () => {
    const article = { rule: 'dilated-dense-product', rho: 800, lambda: 0.064 } as const;
    expect(shareAt(article, 0)).toBe(800);
    expect(shareAt(article, 100)).toBeCloseTo(800 / 7.4, 10);
  });
  it('is none with ρ = 0, whatever the rule: it is the standard one then', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ruleNames), fc.double({ min: 0, max: 10 }), (rule, lambda) => {
        expect(effectiveRule({ rule, rho: 0, lambda })).toBe('standard');
        expect(effectiveRule({ rule, rho: 1, lambda })).toBe(rule);
      }),
    );
    expect(effectiveRule(standard)).toBe('standard');
  });
});

import type { ResidualFunction } from '../layers/residual';
import type { RuleName } from '../networks/back-propagation';
import type { RecipeName } from './recipe';

/** The article's cases (Seo 2018, part 3), and as the fifth what it announces as its next step: the residual network as the generator of a GAN. */
export const caseNumbers = [1, 2, 3, 4, 5] as const;
export type CaseNumber = (typeof caseNumbers)[number];

/** The fifth is mended alone: the article left no recipe for it. */
export const caseNumbersOf = (recipe: RecipeName): readonly CaseNumber[] =>
  recipe === 'as-written' ? caseNumbers.slice(0, -1) : caseNumbers;

/** One of the compared cases: they differ in nothing else. */
export interface CaseDefinition {
  readonly residual: Exclude<ResidualFunction, 'none'>;
  /** What enters each layer in the backward pass. */
  readonly rule: RuleName;
  readonly differentiation: 'by-hand' | 'automatic';
  /** Whether a discriminator learns beside the network and judges what it makes. */
  readonly judge: 'none' | 'discriminator';
}

export const caseDefinitions: Readonly<Record<CaseNumber, CaseDefinition>> = {
  1: { residual: 'multiply', rule: 'standard', differentiation: 'by-hand', judge: 'none' },
  2: { residual: 'multiply-add', rule: 'standard', differentiation: 'by-hand', judge: 'none' },
  3: { residual: 'multiply-add', rule: 'dilated-dense-product', differentiation: 'by-hand', judge: 'none' },
  4: { residual: 'multiply-add', rule: 'standard', differentiation: 'automatic', judge: 'none' },
  5: { residual: 'multiply-add', rule: 'standard', differentiation: 'by-hand', judge: 'discriminator' },
};

import type { ResidualFunction } from '../layers/residual';
import type { RuleName } from '../networks/back-propagation';

/** The article's cases (Seo 2018, part 3). */
export const caseNumbers = [1, 2, 3, 4] as const;
export type CaseNumber = (typeof caseNumbers)[number];

/** One of the compared cases: they differ in nothing else. */
export interface CaseDefinition {
  readonly residual: Exclude<ResidualFunction, 'none'>;
  /** What enters each layer in the backward pass. */
  readonly rule: RuleName;
  readonly differentiation: 'by-hand' | 'automatic';
}

export const caseDefinitions: Readonly<Record<CaseNumber, CaseDefinition>> = {
  1: { residual: 'multiply', rule: 'standard', differentiation: 'by-hand' },
  2: { residual: 'multiply-add', rule: 'standard', differentiation: 'by-hand' },
  3: { residual: 'multiply-add', rule: 'dilated-dense-product', differentiation: 'by-hand' },
  4: { residual: 'multiply-add', rule: 'standard', differentiation: 'automatic' },
};

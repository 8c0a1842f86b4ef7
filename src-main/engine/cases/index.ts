/** The article's cases, run again and measured. */
export {
  type CaseKey,
  type Comparison,
  type ComparisonBasis,
  type ComparisonPlan,
  type ComparisonProgress,
  type FirstWeights,
} from './comparison';
export { caseDefinitions, type CaseDefinition, type CaseNumber, caseNumbers, caseNumbersOf } from './definition';
export { articleEpochs, recipeNames, type RecipeName, recipes } from './recipe';
export { compareCases } from './experiment';
export { type Look, lookOf } from './looks';
export type { CaseAbsent, CasePictures, CaseRun, Figures, Frame } from './run';

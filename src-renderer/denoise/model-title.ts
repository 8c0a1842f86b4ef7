import { isHistory, type ModelInfo } from '../../src-main/contract';
import { say } from '../language/language.svelte';

/** What a model is called in lists and on pictures; a network of 2018 as history. Nothing where there is no model. */
export function modelTitle(model: ModelInfo | null): string {
  if (model === null) return '';
  return isHistory(model) ? say().models.historyTitle(model.title) : model.title;
}

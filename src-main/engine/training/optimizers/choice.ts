import { adamArticle, adamStep } from './adam';
import { momentumStep } from './momentum';
import type { OptimizerStep } from './optimizer';

export const optimizers = {
  adam: adamStep,
  'adam-article': adamArticle,
  momentum: momentumStep,
} as const satisfies Record<string, OptimizerStep>;
export type OptimizerName = keyof typeof optimizers;

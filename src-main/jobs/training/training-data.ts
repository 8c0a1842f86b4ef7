import { TacetError, troubleFor } from '../../contract';
import type { Weights } from '../../engine';
import type { TrainingPlan } from '../engine/training-plan';
import type { OwnImages } from './own-images';

/** Throws a TacetError, in one sentence, for data that nothing can be learnt from. Looks at numbers and sizes alone: it costs no time. */
export function checkTrainingData({ model, batch, procedural }: Omit<TrainingPlan, 'resume'>, own: OwnImages): void {
  if (procedural.images + own.learnt === 0)
    throw new TacetError({
      code: 'training-set-empty',
      message: 'There is no image to learn from.',
      remedy: 'Name a CT series, or let some images be painted.',
    });
  const sizes = [...(own.leastSize === null ? [] : [own.leastSize]), ...(procedural.images > 0 ? [procedural.size] : [])];
  const least = Math.min(...sizes);
  if (least < batch.size) throw new TacetError(troubleFor('image-small', { leastPx: least, patchPx: batch.size }));
  const broken = brokenWeight(model.weights);
  if (broken !== null) throw new TacetError(troubleFor('weights-not-finite', { name: broken }));
}

// A plain loop: this is some million numbers.
function isFinite(values: Float32Array): boolean {
  for (const value of values) if (!Number.isFinite(value)) return false;
  return true;
}

const brokenWeight = (weights: Weights): string | null => [...weights].find(([, { data }]) => !isFinite(data))?.[0] ?? null;

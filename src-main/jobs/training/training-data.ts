import { TacetError } from '../../contract';
import type { Weights } from '../../engine';
import type { TrainingPlan } from '../engine/training';

/** Throws a TacetError, in one sentence, for data that nothing can be learnt from. Looks at numbers and sizes alone: it costs no time. */
export function checkTrainingData({ model, batch, procedural, own }: Omit<TrainingPlan, 'resume'>): void {
  if (procedural.images + own.slices.length === 0)
    throw new TacetError(
      'training-set-empty',
      'There is no image to learn from.',
      'Name a CT series, or let some images be painted.',
    );
  const unread = own.slices.findIndex(({ hu }) => !isFinite(hu));
  if (unread !== -1)
    throw new TacetError(
      'data-not-finite',
      `Image ${unread + 1} of the ${own.slices.length} to learn from holds values that are no numbers.`,
      'Leave out its series.',
    );
  const sizes = [...own.slices.map(({ size }) => size), ...(procedural.images > 0 ? [procedural.size] : [])];
  const least = Math.min(...sizes);
  if (least < batch.size)
    throw new TacetError(
      'image-small',
      `An image to learn from is ${least} pixels wide, and a patch of it would be ${batch.size}.`,
      'Choose a series of larger images.',
    );
  const broken = brokenWeight(model.weights);
  if (broken !== null)
    throw new TacetError(
      'weights-not-finite',
      `The network cannot be trained: its weights "${broken}" hold values that are no numbers.`,
      'Choose another model to start from.',
    );
}

// A plain loop: this is some million numbers.
function isFinite(values: Float32Array): boolean {
  for (const value of values) if (!Number.isFinite(value)) return false;
  return true;
}

const brokenWeight = (weights: Weights): string | null => [...weights].find(([, { data }]) => !isFinite(data))?.[0] ?? null;

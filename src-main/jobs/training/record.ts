import { TacetError } from '../../contract';
import { readCheckpointRecord, type TrainingRecord } from '../../engine';
import type { TrainingRequest } from './request';

/** What decides a training's weights besides the number of its steps; it lies in every checkpoint. */
export function recordOf({ base, preset, seed, own: images, steps }: TrainingRequest): TrainingRecord {
  const { batch, procedural, peakLearningRate, own, loss = 'charbonnier', fours } = preset;
  return {
    seed: String(seed),
    'first model': base?.sha256.slice(0, 12) ?? 'none',
    batch: `${batch.count} patches of ${batch.size} px`,
    loss: `${loss}${fours ? ', and what is lost of faint shapes' : ''}`,
    'set of painted images': `${procedural.images} of ${procedural.size} px`,
    'set of CT slices':
      images.learnt === 0
        ? 'none'
        : `${images.learnt} ${images.teaches}, ${images.digest}, ${own.held} at once, a share of ${own.share}`,
    'learning rate': String(peakLearningRate),
    [stepsKey]: String(steps),
  };
}
const stepsKey = 'steps';

/**
 * Whether a training may go on from its folder's checkpoint: throws a TacetError where that is damaged or of another training. Gives the number
 * of steps that it was begun for, where that is another; null else, and where there is no checkpoint.
 */
export async function begunFor(folder: string, record: TrainingRecord): Promise<number | null> {
  const found = await readCheckpointRecord(folder);
  if (!found) return null;
  if (!found.ok) throw new TacetError(found.error);
  for (const [what, value] of Object.entries(record)) {
    const old = found.value[what];
    if (what === stepsKey || old === undefined || old === value) continue;
    throw new TacetError({
      code: 'checkpoint-foreign',
      message: `The checkpoint in this folder was made with another ${what}: ${old}, not ${value}.`,
      remedy: 'Ask for the same again, or start in an empty folder.',
    });
  }
  const steps = found.value[stepsKey];
  return steps === undefined || steps === record[stepsKey] ? null : Number(steps);
}

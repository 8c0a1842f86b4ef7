import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../../contract/outcome';
import { fail, ok } from '../../contract/outcome';
import type { LearnerState, TrainerState, Weights } from '../engine';
import { readMetadata, readSafetensors, writeSafetensors } from '../networks/safetensors';
import type { Tensor } from '../primitives/interpreter';

/** One file holds all that training needs to go on: weights, both moments, the moving average and the step; a discriminator's as well. */
const fileName = 'checkpoint.safetensors';
const discriminatorPrefix = 'discriminator.';
const parts = ['weights', 'firstMoments', 'secondMoments', 'average'] as const;

/** What a training is made from, in words: by it a checkpoint of another training is told. */
export type TrainingRecord = Readonly<Record<string, string>>;

/**
 * Writes into a folder that is there; the checkpoint's path. It appears whole or not at all: written under a temporary name, flushed, renamed. The
 * name is always the same, so that what a killed training left of it goes with the next.
 */
export async function writeCheckpoint(folder: string, state: TrainerState, record: TrainingRecord = {}): Promise<string> {
  const all = new Map<string, Tensor>();
  const put = (learner: LearnerState, prefix: string): void => {
    for (const part of parts) for (const [name, tensor] of learner[part]) all.set(`${prefix}${part}/${name}`, tensor);
  };
  put(state, '');
  if (state.discriminator) put(state.discriminator, discriminatorPrefix);
  // Whole in float32 up to 16 million steps.
  all.set('step', { shape: [1], data: Float32Array.of(state.step) });
  const path = join(folder, fileName);
  const temporary = `${path}.part`;
  const file = await fs.open(temporary, 'w');
  try {
    await file.writeFile(writeSafetensors(all, record));
    await file.sync();
  } finally {
    await file.close();
  }
  await fs.rename(temporary, path);
  return path;
}

/** Of a training, what tells a checkpoint of its own from another's: names and shapes. */
export interface Likeness {
  readonly weights: Weights;
  readonly discriminator?: { readonly weights: Weights };
}

const bytesIn = (folder: string): Promise<Uint8Array | null> =>
  fs.readFile(join(folder, fileName)).catch((reason: NodeJS.ErrnoException) => {
    if (reason.code === 'ENOENT') return null;
    throw reason;
  });

/** What the training of a folder's checkpoint was made from; null when the folder has none. Fails on a damaged file. */
export async function readCheckpointRecord(folder: string): Promise<Outcome<TrainingRecord> | null> {
  const bytes = await bytesIn(folder);
  if (!bytes) return null;
  const read = readSafetensors(bytes);
  return read.ok ? ok(readMetadata(bytes)) : read;
}

/** Null when the folder has none. Fails on a damaged file, and on one whose weights are not those of `like`. */
export async function readCheckpoint(folder: string, like: Likeness): Promise<Outcome<TrainerState> | null> {
  const bytes = await bytesIn(folder);
  if (!bytes) return null;
  const read = readSafetensors(bytes);
  if (!read.ok) return read;
  const foreign = fail(
    'checkpoint-foreign',
    'The checkpoint in this folder belongs to another network.',
    'Start in an empty folder, or without resuming.',
  );
  const step = read.value.get('step')?.data[0] ?? NaN;
  const learner = learnerIn(read.value, '', like.weights, step);
  const judged = like.discriminator?.weights ?? new Map();
  const discriminator = learnerIn(read.value, discriminatorPrefix, judged, step);
  const whole = read.value.size === parts.length * (like.weights.size + judged.size) + 1;
  if (!learner || !discriminator || !whole || !(Number.isInteger(step) && step >= 0)) return foreign;
  return ok(like.discriminator ? { ...learner, discriminator } : learner);
}

/** A learner's tensors by their prefix; null unless all are there, in the shapes of `like`. */
function learnerIn(all: ReadonlyMap<string, Tensor>, prefix: string, like: Weights, step: number): LearnerState | null {
  const part = (which: string): Weights | null => {
    const found = new Map<string, Tensor>();
    for (const [name, { shape }] of like) {
      const tensor = all.get(`${prefix}${which}/${name}`);
      if (tensor?.shape.join() !== shape.join()) return null;
      found.set(name, tensor);
    }
    return found;
  };
  const [weights, firstMoments, secondMoments, average] = parts.map(part);
  return weights && firstMoments && secondMoments && average ? { step, weights, firstMoments, secondMoments, average } : null;
}

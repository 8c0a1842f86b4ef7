import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../../contract/outcome';
import { fail, ok } from '../../contract/outcome';
import type { TrainerState, Weights } from '../engine';
import { readSafetensors, writeSafetensors } from '../networks/safetensors';
import type { Tensor } from '../primitives/interpreter';

/** One file holds all that training needs to go on: weights, both moments, the moving average and the step. */
const fileName = 'checkpoint.safetensors';
const parts = ['weights', 'firstMoments', 'secondMoments', 'average'] as const;

/** Appears whole or not at all: written under a temporary name, flushed, renamed. */
export async function writeCheckpoint(folder: string, state: TrainerState): Promise<string> {
  const all = new Map<string, Tensor>();
  for (const part of parts) for (const [name, tensor] of state[part]) all.set(`${part}/${name}`, tensor);
  all.set('step', { shape: [1], data: Float32Array.of(state.step) });
  const path = join(folder, fileName);
  await writeWhole(path, writeSafetensors(all));
  return path;
}

export async function readCheckpoint(folder: string): Promise<Outcome<TrainerState> | null> {
  const bytes = await fs.readFile(join(folder, fileName)).catch(() => null);
  if (!bytes) return null;
  const read = readSafetensors(bytes);
  if (!read.ok) return read;
  const step = read.value.get('step')?.data[0];
  if (step === undefined) return fail('checkpoint-broken', 'The checkpoint does not say its step.', 'Start the training again.');
  const part = (name: string): Weights =>
    new Map(
      [...read.value].filter(([key]) => key.startsWith(`${name}/`)).map(([key, tensor]) => [key.slice(name.length + 1), tensor]),
    );
  return ok({
    step,
    weights: part('weights'),
    firstMoments: part('firstMoments'),
    secondMoments: part('secondMoments'),
    average: part('average'),
  });
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}.part`;
  const file = await fs.open(temporary, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await fs.rename(temporary, path);
}

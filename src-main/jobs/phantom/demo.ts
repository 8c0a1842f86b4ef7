import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { makePhantomStudy, type PhantomPlan } from './study';

/** The name changes with what is in it, so that an older demo is not taken for it. */
const name = 'demo-study-3';
const demo = { kind: 'chest', slices: 48, seed: 1, doseFraction: null } as const;

/**
 * The demo study under the user's data folder, made at the first call: yields how far it is and returns its folder. It appears whole or not at
 * all, so one that is there is complete; one that lost images, and what an ended process left half made, is made again. When `signal` aborts
 * there is no such folder.
 */
export async function* makeDemo(
  dataFolder: string,
  signal: AbortSignal,
  how: Partial<Pick<PhantomPlan, 'slices' | 'size' | 'workers' | 'workerFile'>> = {},
): AsyncGenerator<{ readonly fraction: number }, string> {
  const folder = join(dataFolder, name);
  const plan: PhantomPlan = { ...demo, ...how, folder, placeName: 'Tacet’s own folder for data', signal };
  if ((await imagesIn(folder)) === plan.slices) return folder;
  await removeLeftovers(dataFolder);
  for await (const { done, total } of makePhantomStudy(plan)) yield { fraction: done / total };
  return folder;
}

const namesIn = (folder: string): Promise<readonly string[]> => fs.readdir(folder).catch(() => []);

const imagesIn = async (folder: string): Promise<number> =>
  (await namesIn(folder)).filter((file) => file.endsWith('.dcm')).length;

/** A demo takes half a minute: what is older was left by a process that was ended. */
const leftAfterMs = 10 * 60_000;

async function removeLeftovers(dataFolder: string): Promise<void> {
  for (const left of await namesIn(dataFolder)) {
    if (!left.startsWith(`.${name}.part-`)) continue;
    const path = join(dataFolder, left);
    const { mtimeMs } = await fs.stat(path);
    if (Date.now() - mtimeMs > leftAfterMs) await fs.rm(path, { recursive: true });
  }
}

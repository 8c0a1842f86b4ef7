import { createHash } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Outcome, type Phrase } from '../contract';
import { type Model, readSafetensors, weightShapes, writeSafetensors } from '../engine';
import { modelFile, type ModelFile } from './model-file';

/** A model folder, read and checked. */
export interface LoadedModel {
  readonly name: string;
  readonly file: ModelFile;
  readonly model: Model;
  /** SHA-256 of the weights, hexadecimal: names the model in what it made. */
  readonly sha256: string;
}

const files = { json: 'model.json', weights: 'weights.safetensors', card: 'card.md' } as const;

const broken = (name: string, why: Phrase): Outcome<never> => fail('model-broken', { name, why });

/** `model.json` alone: enough for a list. */
export async function readModelFile(folder: string, name: string): Promise<Outcome<ModelFile>> {
  try {
    const parsed = modelFile.safeParse(JSON.parse(await fs.readFile(join(folder, files.json), 'utf8')));
    if (parsed.success) return ok(parsed.data);
    const [issue] = parsed.error.issues;
    return broken(name, ['its model.json says something Tacet does not know ({0})', `${issue.path.join('.')}: ${issue.message}`]);
  } catch (reason) {
    return broken(name, ['its model.json is not readable ({0})', (reason as Error).message]);
  }
}

/** The files of a model folder, by name. */
export const modelFileNames: readonly string[] = Object.values(files);

/** Reads a model and refuses one whose weights are not those its `model.json` names, or do not fit its architecture. */
export async function readModelFolder(folder: string, name: string): Promise<Outcome<LoadedModel>> {
  const file = await readModelFile(folder, name);
  if (!file.ok) return file;
  const { architecture, weights: named } = file.value;
  const bytes = await fs.readFile(join(folder, files.weights)).catch(() => null);
  if (!bytes) return broken(name, ['its weights are missing']);
  const sha256 = sha256Of(bytes);
  if (sha256 !== named.sha256) return broken(name, ['its weights are not the ones that it was made with']);
  const weights = readSafetensors(bytes);
  if (!weights.ok) return weights;
  const shapes = weightShapes(architecture);
  const fits = shapes.every((one) => weights.value.get(one.name)?.shape.join() === one.shape.join());
  if (!fits || weights.value.size !== shapes.length) return broken(name, ['its weights do not fit its architecture']);
  return ok({ name, file: file.value, model: { definition: architecture, weights: weights.value }, sha256 });
}

export const readCard = (folder: string): Promise<string> => fs.readFile(join(folder, files.card), 'utf8').catch(() => '');

/** What becomes a model folder; the file's part about weights and architecture follows from the model itself. */
export interface NewModel {
  readonly file: Omit<ModelFile, 'format' | 'weights' | 'architecture'>;
  readonly model: Model;
  readonly card: string;
}

/**
 * Writes a model into a folder. `model.json` comes last, and a folder without it is no model: so it appears whole or not at all. Each file is
 * written under another name, flushed and renamed.
 */
export async function writeModelFolder(folder: string, { file, model, card }: NewModel): Promise<ModelFile> {
  const bytes = writeSafetensors(model.weights);
  const written: ModelFile = {
    ...file,
    format: 1,
    architecture: model.definition,
    weights: { file: files.weights, sha256: sha256Of(bytes) },
  };
  await fs.mkdir(folder, { recursive: true });
  await writeWhole(join(folder, files.weights), bytes);
  await writeWhole(join(folder, files.card), card);
  await writeWhole(join(folder, files.json), `${JSON.stringify(written, null, 2)}\n`);
  return written;
}

/**
 * Makes a folder no model any more, and loses nothing: its files are renamed. The path of the old `model.json`; null where there was none.
 */
export async function setModelAside(folder: string): Promise<string | null> {
  if (!(await isModelFolder(folder))) return null;
  // `model.json` goes first: without it the folder is no model.
  for (const name of [files.json, files.weights, files.card])
    await fs.rename(join(folder, name), join(folder, `earlier-${name}`)).catch((reason: NodeJS.ErrnoException) => {
      if (reason.code !== 'ENOENT') throw reason;
    });
  return join(folder, `earlier-${files.json}`);
}

async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const temporary = `${path}.part-${process.pid}`;
  const handle = await fs.open(temporary, 'w');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await fs.rename(temporary, path);
}

export const isModelFolder = (folder: string): Promise<boolean> =>
  fs.stat(join(folder, files.json)).then(
    (stats) => stats.isFile(),
    () => false,
  );

export const removeFolder = (folder: string): Promise<void> => fs.rm(folder, { recursive: true });

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

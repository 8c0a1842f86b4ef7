import { promises as fs } from 'node:fs';
import { basename, join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { fail, ok, type Outcome } from '../contract';
import { modelFileNames } from './folder';

/** A model's weights take a few megabytes; what claims more is no model. */
const mostBytes = 256 * 1024 * 1024;

/** A model folder as a zip: its files, nothing else that lies there. */
export async function packModel(folder: string): Promise<Uint8Array> {
  const packed: Record<string, Uint8Array> = {};
  for (const name of modelFileNames) packed[name] = await fs.readFile(join(folder, name)).catch(() => strToU8(''));
  return zipSync(packed);
}

/** Unpacks the files of a model from a zip, wherever in it they lie, into a folder that is there. */
export async function unpackModel(zip: Uint8Array, folder: string): Promise<Outcome<Record<string, never>>> {
  const found = new Map<string, Uint8Array>();
  try {
    const files = unzipSync(zip, {
      filter: ({ name, originalSize }) => modelFileNames.includes(basename(name)) && originalSize <= mostBytes,
    });
    for (const [path, bytes] of Object.entries(files)) if (!found.has(basename(path))) found.set(basename(path), bytes);
  } catch (reason) {
    return fail('model-zip', `This is no zip that can be read (${String(reason)}).`, 'Choose a model that Tacet has exported.');
  }
  if (!found.has('model.json'))
    return fail(
      'model-zip',
      'There is no model in this zip: a model.json is missing.',
      'Choose a model that Tacet has exported.',
    );
  for (const [name, bytes] of found) await fs.writeFile(join(folder, name), bytes);
  return ok({});
}

import { promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fail, type ModelInfo, ok, type Outcome } from '../contract';
import { gmacPerSlice, parameterCount } from '../engine';
import { packModel, unpackModel } from './archive';
import {
  isModelFolder,
  type LoadedModel,
  type NewModel,
  readCard,
  readModelFile,
  readModelFolder,
  removeFolder,
  writeModelFolder,
} from './folder';
import type { ModelFile } from './model-file';

export interface ModelPlaces {
  /** The models that ship with Tacet. */
  readonly shipped: string;
  /** The user's own; made when the first one is kept. */
  readonly own: string;
}

/** The models of this machine. A model's name is its folder's; a shipped one cannot be shadowed. */
export interface ModelLibrary {
  /** Shipped models first. A folder that is no model is left out. */
  list(): Promise<readonly ModelInfo[]>;
  load(name: string): Promise<Outcome<LoadedModel>>;
  card(name: string): Promise<Outcome<string>>;
  /** The model as a zip that `importFrom` takes. */
  pack(name: string): Promise<Outcome<Uint8Array>>;
  /** Takes a model over from a folder or a zip, checked, under a name of its own: its title's unless `title` is given. The name. */
  importFrom(path: string, title: string | null): Promise<Outcome<string>>;
  /** Keeps a model under a name made of `title`, which must not be taken. The name. */
  keep(title: string, model: NewModel): Promise<Outcome<string>>;
  /** Own models only. */
  remove(name: string): Promise<Outcome<Record<string, never>>>;
}

export function openModelLibrary({ shipped, own }: ModelPlaces): ModelLibrary {
  const folderOf = async (name: string): Promise<string | null> => {
    if (name !== folderName(name)) return null;
    for (const place of [shipped, own]) if (await isModelFolder(join(place, name))) return join(place, name);
    return null;
  };
  const unknown = (name: string): Outcome<never> => fail('model-unknown', { name });
  const listed = async (place: string): Promise<readonly ModelInfo[]> => {
    const names = await fs.readdir(place).catch(() => []);
    const models = await Promise.all(
      names
        .filter((name) => name === folderName(name))
        .sort()
        .map(async (name) => ({ name, file: await readModelFile(join(place, name), name) })),
    );
    return models.flatMap(({ name, file }) => (file.ok ? [infoOf(name, file.value, place === shipped)] : []));
  };

  const keep = async (title: string, model: NewModel): Promise<Outcome<string>> => {
    const name = folderName(title);
    if (name === '') return fail('model-name', { title });
    if (await folderOf(name)) return fail('model-name-taken', { name });
    await writeModelFolder(join(own, name), { ...model, file: { ...model.file, title: title.trim() } });
    return ok(name);
  };
  const importFolder = async (folder: string, title: string | null): Promise<Outcome<string>> => {
    const loaded = await readModelFolder(folder, basename(folder));
    if (!loaded.ok) return loaded;
    const { file, model } = loaded.value;
    return keep(title ?? file.title, { file, model, card: await readCard(folder) });
  };

  return {
    list: async () => [...(await listed(shipped)), ...(await listed(own))],
    load: async (name) => {
      const folder = await folderOf(name);
      return folder ? readModelFolder(folder, name) : unknown(name);
    },
    card: async (name) => {
      const folder = await folderOf(name);
      return folder ? ok(await readCard(folder)) : unknown(name);
    },
    pack: async (name) => {
      const folder = await folderOf(name);
      return folder ? ok(await packModel(folder)) : unknown(name);
    },
    importFrom: async (path, title) => {
      const stats = await fs.stat(path).catch(() => null);
      if (!stats) return fail('model-missing', 'There is nothing here.', 'Name a model folder, or a zip of one.');
      if (stats.isDirectory()) return importFolder(path, title);
      const folder = await fs.mkdtemp(join(tmpdir(), 'tacet-model-'));
      try {
        const unpacked = await unpackModel(new Uint8Array(await fs.readFile(path)), folder);
        return unpacked.ok ? await importFolder(folder, title) : unpacked;
      } finally {
        await fs.rm(folder, { recursive: true });
      }
    },
    keep,
    remove: async (name) => {
      const folder = await folderOf(name);
      if (!folder) return unknown(name);
      if (!folder.startsWith(own)) return fail('model-built-in', { name });
      await removeFolder(folder);
      return ok({});
    },
  };
}

const infoOf = (
  name: string,
  { title, summary, summarySentence, architecture, base }: ModelFile,
  builtIn: boolean,
): ModelInfo => ({
  name,
  architecture: architecture.kind,
  title,
  summary: { code: 'model', message: summary, ...summarySentence },
  parameters: parameterCount(architecture),
  gmacPerSlice: Math.round(10 * gmacPerSlice(architecture)) / 10,
  builtIn,
  base,
});

/** A title as a folder's name: small letters, digits and dashes, so that no title leads anywhere else. '' when nothing is left. */
export const folderName = (title: string): string =>
  title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);

import { type Dirent, promises as fs } from 'node:fs';
import { join } from 'node:path';
import type { Location } from './source-file';

/** What a folder holds, under names that can be shown. */
export interface FolderEntry {
  readonly path: string;
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

const byName = new Intl.Collator('en', { numeric: true }).compare;
/** What stands in a string for bytes that are no UTF-8. */
const replacement = '\ufffd';

/**
 * Lists folders, and remembers where those files lie whose names are no UTF-8 (discs and shares written by old systems have them): a path with such a
 * name is shown as if it were Latin-1 and leads nowhere, so the bytes of the name are kept.
 */
export class Folders {
  private readonly odd = new Map<string, Buffer>();

  locationOf(path: string): Location {
    return this.odd.get(path) ?? path;
  }

  /** In the order of names, numbers within them by their value. Rejects where the folder cannot be read. */
  async list(path: string): Promise<readonly FolderEntry[]> {
    const location = this.locationOf(path);
    const entries = await fs.readdir(location, { withFileTypes: true });
    const legible = typeof location === 'string' && entries.every(({ name }) => !name.includes(replacement));
    const found = legible
      ? entries.map((entry) => entryOf(path, entry.name, entry))
      : await this.listBytes(path, Buffer.from(location));
    return found.sort((a, b) => byName(a.name, b.name));
  }

  private async listBytes(path: string, location: Buffer): Promise<FolderEntry[]> {
    const entries = await fs.readdir(location, { withFileTypes: true, encoding: 'buffer' });
    const taken = new Set<string>();
    return entries.map((entry) => {
      const bytes = entry.name as unknown as Buffer;
      let name = legibleName(bytes);
      while (taken.has(name)) name += "'";
      taken.add(name);
      this.odd.set(join(path, name), Buffer.concat([location, Buffer.from('/'), bytes]));
      return entryOf(path, name, entry as unknown as Dirent);
    });
  }
}

function entryOf(folder: string, name: string, entry: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): FolderEntry {
  const kind = entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'other';
  return { path: join(folder, name), name, kind };
}

function legibleName(bytes: Buffer): string {
  const name = bytes.toString();
  return name.includes(replacement) ? bytes.toString('latin1') : name;
}

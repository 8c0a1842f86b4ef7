import { type Dirent, promises as fs } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Trouble } from '../contract';
import { type FileReference, readFileSet } from '../dicom';
import { plainFile, type SourceFile } from './source-file';
import { isZip, openZip, type ZipArchive } from './zip';

/** What lies at the places a user named. */
export type Found =
  | { readonly kind: 'file'; readonly file: SourceFile }
  | { readonly kind: 'zip'; readonly zip: ZipArchive }
  | { readonly kind: 'refused'; readonly path: string; readonly trouble: Trouble };

const trouble = (code: string, message: string, remedy: string): Trouble => ({ code, message, remedy });
const refused = (path: string, code: string, message: string, remedy: string): Found => ({
  kind: 'refused',
  path,
  trouble: trouble(code, message, remedy),
});
const byName = new Intl.Collator('en', { numeric: true }).compare;
const isDicomdir = (path: string): boolean => basename(path).toUpperCase() === 'DICOMDIR';

/** Walks files, folders, DICOMDIRs and zips. Each file comes once, however often it is named; links to folders are not followed. */
export class Places {
  private readonly seen = new Set<string>();

  constructor(private readonly signal: AbortSignal) {}

  async *walk(paths: readonly string[]): AsyncGenerator<Found, void> {
    for (const path of paths) {
      if (this.signal.aborted) return;
      const stats = await fs.stat(path).catch((error: unknown) => unreadable(path, error));
      if ('kind' in stats) yield stats;
      else if (stats.isDirectory()) yield* this.folder(path);
      else if (isDicomdir(path)) yield* this.dicomdir(path, 'with-files');
      else yield* this.file(path, 'named');
    }
  }

  private async *folder(path: string): AsyncGenerator<Found, void> {
    const entries = await fs.readdir(path, { withFileTypes: true }).catch((error: unknown) => unreadable(path, error));
    if ('kind' in entries) return yield entries;
    for (const entry of entries.sort((a, b) => byName(a.name, b.name))) {
      if (this.signal.aborted) return;
      yield* this.entry(join(path, entry.name), entry);
    }
  }

  private async *entry(path: string, entry: Dirent): AsyncGenerator<Found, void> {
    if (entry.isDirectory()) yield* this.folder(path);
    else if (isDicomdir(path)) yield* this.dicomdir(path, 'missing-only');
    else if (entry.isFile() || entry.isSymbolicLink()) yield* this.file(path, 'walked');
  }

  private async *file(path: string, how: 'named' | 'walked'): AsyncGenerator<Found, void> {
    if (!this.firstTime(path)) return;
    const stats = await fs.stat(path).catch((error: unknown) => unreadable(path, error));
    if ('kind' in stats) return yield stats;
    // A pipe or a device would be waited for without end.
    if (!stats.isFile()) return;
    const file = plainFile(path, stats.size);
    const mayBeZip = how === 'named' || /\.zip$/i.test(path);
    const zip =
      mayBeZip && (await file.readBeginning(4).then(isZip, () => false))
        ? await openZip(path, stats.size).catch(() => null)
        : undefined;
    if (zip === undefined) yield { kind: 'file', file };
    else if (zip === null)
      yield refused(path, 'unreadable', 'This zip file cannot be read.', 'Check that you may read it, or copy it first.');
    else yield zip.ok ? { kind: 'zip', zip: zip.value } : { kind: 'refused', path, trouble: zip.error };
  }

  /** A folder is walked anyway: of its DICOMDIR only what is missing tells something new. */
  private async *dicomdir(path: string, how: 'with-files' | 'missing-only'): AsyncGenerator<Found, void> {
    if (!this.firstTime(path)) return;
    const bytes = await fs.readFile(path).catch((error: unknown) => unreadable(path, error));
    if ('kind' in bytes) return yield bytes;
    const references = readFileSet(bytes);
    if (!references.ok) return yield { kind: 'refused', path, trouble: references.error };
    const folder = new CaselessFolder(dirname(path));
    for (const reference of references.value) {
      if (this.signal.aborted) return;
      const found = await folder.find(reference);
      if (found === null)
        yield refused(
          join(dirname(path), ...reference.map(asName)),
          'dicomdir-missing',
          'The DICOMDIR names this file, but it is not there.',
          'Copy the whole disc again.',
        );
      else if (how === 'with-files') yield* this.file(found, 'walked');
    }
  }

  private firstTime(path: string): boolean {
    const absolute = resolve(path);
    if (this.seen.has(absolute)) return false;
    this.seen.add(absolute);
    return true;
  }
}

/** Looks up references below a folder without regard to case: discs are written in capitals and copied in small letters. */
class CaselessFolder {
  private readonly listings = new Map<string, Promise<ReadonlyMap<string, Dirent>>>();

  constructor(private readonly root: string) {}

  /** The file's path, or null when it is not there or would lie elsewhere than below the folder. */
  async find(reference: FileReference): Promise<string | null> {
    let path = this.root;
    for (const [i, component] of reference.entries()) {
      // A listing never contains '..' or a separator, so nothing leads outside; links are not followed either.
      const entry = (await this.list(path)).get(component.toUpperCase());
      const last = i === reference.length - 1;
      if (entry === undefined || !(last ? entry.isFile() : entry.isDirectory())) return null;
      path = join(path, entry.name);
    }
    return path;
  }

  private list(path: string): Promise<ReadonlyMap<string, Dirent>> {
    const known = this.listings.get(path);
    if (known) return known;
    const listing = fs.readdir(path, { withFileTypes: true }).then(
      (entries) => new Map(entries.map((entry) => [entry.name.toUpperCase(), entry])),
      () => new Map<string, Dirent>(),
    );
    this.listings.set(path, listing);
    return listing;
  }
}

/** A component for display only: what it would mean as a path is of no interest. */
const asName = (component: string): string => component.replace(/[/\\:\0]|^\.+$/g, '_');

function unreadable(path: string, error: unknown): Found {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return refused(path, 'not-found', 'There is nothing at this place.', 'Check the path.');
  return refused(
    path,
    'unreadable',
    `This cannot be read (${code ?? String(error)}).`,
    'Check that you may read it, or copy it first.',
  );
}

import { promises as fs } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fail, type Trouble, troubleFor } from '../contract';
import { type FileReference, isFileSet, readFileSet } from '../dicom';
import type { FolderEntry, Folders } from './folder';
import { plainFile, readRange, type SourceFile, systemWords } from './source-file';
import { isZip, openZip, type ZipArchive } from './zip';

/** What lies at the places a user named. */
export type Found =
  | { readonly kind: 'file'; readonly file: SourceFile }
  | { readonly kind: 'zip'; readonly zip: ZipArchive }
  | { readonly kind: 'refused'; readonly path: string; readonly trouble: Trouble };

const refused = (path: string, trouble: Trouble): Found => ({ kind: 'refused', path, trouble });
const isDicomdir = (path: string): boolean => basename(path).toUpperCase() === 'DICOMDIR';
/** A table of contents of a hundred thousand images has 100 MB; more is none. */
const largestDicomdirBytes = 256 << 20;

/** Walks files, folders, DICOMDIRs and zips. Each file comes once, however often it is named; links to folders are not followed. */
export class Places {
  private readonly seen = new Set<string>();

  constructor(
    private readonly folders: Folders,
    private readonly signal: AbortSignal,
  ) {}

  async *walk(paths: readonly string[]): AsyncGenerator<Found, void> {
    for (const path of paths) {
      if (this.signal.aborted) return;
      const stats = await fs.stat(path).catch((error: unknown) => unreadable(path, error));
      if ('kind' in stats) yield stats;
      else if (stats.isDirectory()) yield* this.folder(path);
      else if (stats.isFile())
        yield* (await this.isNamedDicomdir(path)) ? this.dicomdir(path, 'with-files') : this.file(path, 'named');
      else yield refused(path, troubleFor('not-a-file'));
    }
  }

  /** Depth first, in one loop: trees may be deep. */
  private async *folder(path: string): AsyncGenerator<Found, void> {
    const ahead: FolderEntry[] = [{ path, name: path, kind: 'folder' }];
    while (ahead.length > 0 && !this.signal.aborted) {
      const entry = ahead.pop()!;
      if (entry.kind !== 'folder') {
        yield* this.entry(entry);
        continue;
      }
      try {
        for (const inside of [...(await this.folders.list(entry.path))].reverse()) ahead.push(inside);
      } catch (error) {
        yield unreadable(entry.path, error);
      }
    }
  }

  private async *entry({ path, kind }: FolderEntry): AsyncGenerator<Found, void> {
    if (kind === 'link') {
      const stats = await fs.stat(this.folders.locationOf(path)).catch((error: unknown) => unreadable(path, error));
      if ('kind' in stats) yield stats;
      if ('kind' in stats || !stats.isFile()) return;
    }
    // A pipe or a device would be waited for without end.
    if (kind === 'other') return;
    if (isDicomdir(path)) yield* this.dicomdir(path, 'missing-only');
    else yield* this.file(path, 'walked');
  }

  private async *file(path: string, how: 'named' | 'walked'): AsyncGenerator<Found, void> {
    if (!this.firstTime(path)) return;
    const file = plainFile(path, this.folders.locationOf(path));
    if (how === 'walked' && !/\.zip$/i.test(path)) return yield { kind: 'file', file };
    const beginning = await file.readBeginning(4).catch(() => null);
    if (beginning === null || !isZip(beginning.bytes)) return yield { kind: 'file', file };
    const zip = await openZip(path, this.folders.locationOf(path), beginning.totalBytes).catch((error: unknown) =>
      fail('unreadable', { why: systemWords(error) }),
    );
    yield zip.ok ? { kind: 'zip', zip: zip.value } : refused(path, zip.error);
  }

  /** By its name, or, of a copy under another name, by what it says it is. */
  private async isNamedDicomdir(path: string): Promise<boolean> {
    if (isDicomdir(path)) return true;
    return readRange(path, 0, 4096).then(isFileSet, () => false);
  }

  /** A folder is walked anyway: of its DICOMDIR only what is missing tells something new. */
  private async *dicomdir(path: string, how: 'with-files' | 'missing-only'): AsyncGenerator<Found, void> {
    if (!this.firstTime(path)) return;
    const file = plainFile(path, this.folders.locationOf(path));
    const whole = await file.readBeginning(largestDicomdirBytes).catch((error: unknown) => unreadable(path, error));
    if ('kind' in whole) return yield whole;
    const references = readFileSet(whole.bytes);
    if (!references.ok) return yield refused(path, references.error);
    const folder = new CaselessFolder(dirname(path), this.folders);
    for (const reference of references.value) {
      if (this.signal.aborted) return;
      const found = await folder.find(reference);
      if (found === null) yield refused(join(dirname(path), ...reference.map(asName)), troubleFor('dicomdir-missing'));
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
  private readonly listings = new Map<string, Promise<ReadonlyMap<string, FolderEntry>>>();

  constructor(
    private readonly root: string,
    private readonly folders: Folders,
  ) {}

  /** The file's path, or null when it is not there or would lie elsewhere than below the folder. */
  async find(reference: FileReference): Promise<string | null> {
    let path = this.root;
    for (const [i, component] of reference.entries()) {
      // A listing never contains '..' or a separator, so nothing leads outside; links are not followed either.
      const entry = (await this.list(path)).get(component.toUpperCase());
      const last = i === reference.length - 1;
      if (entry?.kind !== (last ? 'file' : 'folder')) return null;
      path = entry.path;
    }
    return path;
  }

  private list(path: string): Promise<ReadonlyMap<string, FolderEntry>> {
    const known = this.listings.get(path);
    if (known) return known;
    const listing = this.folders.list(path).then(
      (entries) => new Map(entries.map((entry) => [entry.name.toUpperCase(), entry])),
      () => new Map<string, FolderEntry>(),
    );
    this.listings.set(path, listing);
    return listing;
  }
}

/** A component for display only: what it would mean as a path is of no interest. */
const asName = (component: string): string => component.replace(/[/\\:\0]|^\.+$/g, '_');

function unreadable(path: string, error: unknown): Found {
  const why = systemWords(error);
  return refused(path, why === 'ENOENT' ? troubleFor('not-found') : troubleFor('unreadable', { why }));
}

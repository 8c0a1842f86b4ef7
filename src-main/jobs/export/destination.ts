import { Zip, ZipPassThrough } from 'fflate';
import { createWriteStream, mkdtempSync, promises as fs } from 'node:fs';
import { once } from 'node:events';
import { hostname, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Where the files of an export go. Nothing is to be seen there before `finish`; `abandon` leaves nothing behind. */
export interface Destination {
  add(name: string, bytes: Uint8Array): Promise<void>;
  /** The folder or the zip file that is whole now. */
  finish(): Promise<string>;
  abandon(): Promise<void>;
}

/** What is gone already needs no removing. */
const removeFolder = (folder: string): Promise<void> => fs.rm(folder, { recursive: true, force: true });

/**
 * A new folder `name` in `parent`: written beside it under another name, then renamed. An earlier one of that name is replaced when it holds nothing
 * but what `isOurs` knows by its name.
 */
export async function folderDestination(parent: string, name: string, isOurs = isOfExport): Promise<Destination> {
  await fs.mkdir(parent, { recursive: true });
  await sweep(parent, name);
  const next = await fs.mkdtemp(join(parent, `${partName(name)}${process.pid}-`));
  // mkdtemp's folders are private (0700); an export is for other programs too.
  await fs.chmod(next, 0o777 & ~process.umask());
  const folder = join(parent, name);
  return {
    add: (file, bytes) => writeFlushed(join(next, file), bytes),
    finish: async () => {
      await swapIn(next, folder, isOurs);
      return folder;
    },
    abandon: () => removeFolder(next),
  };
}

/** Beginning of the name under which a folder is written; the process and something random follow. Another machine may write to the same drive. */
const partName = (name: string): string => `.${name}.part-${hostname().replace(/[^\w.-]/g, '')}-`;

/** Takes away what a killed export of the same name left. */
async function sweep(parent: string, name: string): Promise<void> {
  const beginning = partName(name);
  for (const entry of await fs.readdir(parent)) {
    const pid = entry.startsWith(beginning) ? Number(/^\d+/.exec(entry.slice(beginning.length))?.[0]) : NaN;
    if (pid > 0 && !isRunning(pid)) await removeFolder(join(parent, entry));
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (reason) {
    // Somebody else's process runs too.
    return (reason as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await fs.open(path, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What an export writes; anything else in a folder is the user's. */
const isOfExport = (name: string): boolean => /^IM\d{4,}(-\d{4,})?\.(dcm|png)$/.test(name);

async function swapIn(next: string, folder: string, isOurs: (name: string) => boolean): Promise<void> {
  const stood = await fs.readdir(folder).catch(() => null);
  if (stood === null) return fs.rename(next, folder);
  const earlier = await freeName(`${folder} (earlier)`);
  await fs.rename(folder, earlier);
  try {
    await fs.rename(next, folder);
  } catch (reason) {
    await fs.rename(earlier, folder);
    throw reason;
  }
  // What the user put there is never thrown away: it stays under the other name.
  if (stood.every(isOurs)) await removeFolder(earlier);
}

async function freeName(wanted: string): Promise<string> {
  const siblings = await fs.readdir(dirname(wanted));
  for (let path = wanted, number = 2; ; path = `${wanted.slice(0, -1)} ${number++})`)
    if (!siblings.includes(basename(path))) return path;
}

/** A zip file in a private temporary folder, which goes when whoever takes the zip over deletes it. Stored, not packed: noise does not shrink. */
export async function zipDestination(name: string): Promise<Destination> {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-export-'));
  const path = join(folder, `${name}.zip`);
  // Asked for: Node 12 leaves `close` out.
  const file = createWriteStream(path, { mode: 0o600, emitClose: true });
  const closed = new Promise<void>((resolve) => file.once('close', resolve));
  let failure: Error | null = null;
  file.on('error', (error) => (failure = error));
  const zip = new Zip((error, chunk, final) => {
    if (error) failure = error;
    else file.write(chunk);
    if (final) file.end();
  });
  const check = (): void => {
    if (failure) throw failure;
  };
  return {
    add: async (entryName, bytes) => {
      check();
      const entry = new ZipPassThrough(`${name}/${entryName}`);
      zip.add(entry);
      entry.push(bytes, true);
      if (file.writableLength > 1 << 24) await once(file, 'drain');
      check();
    },
    finish: async () => {
      zip.end();
      await closed;
      check();
      return path;
    },
    abandon: async () => {
      file.destroy();
      await closed;
      await removeFolder(folder);
    },
  };
}

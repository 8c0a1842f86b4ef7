import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fail, ok, type Outcome } from '../../contract';

/** The folder that a command writes into. */
export interface OutFolder {
  readonly path: string;
  /** Takes away what was made for it, where it is still empty. */
  abandonEmpty(): void;
}

/** Makes the folder of an option where there is none. Fails, in a sentence, on a file and on what cannot be written to; nothing is made then. */
export function openOutFolder(out: string, option = '--out'): Outcome<OutFolder> {
  const path = resolve(out);
  const made: string[] = [];
  const abandon = (): void => {
    for (const folder of [...made].reverse()) rmdirSync(folder);
  };
  try {
    // One by one: Node's own recursive mkdir never comes back from a place like /proc/x.
    for (const folder of missing(path)) {
      mkdirSync(folder);
      made.push(folder);
    }
    if (!statSync(path).isDirectory()) return isFile(option);
    accessSync(path, constants.W_OK);
    return ok({ path, abandonEmpty: () => readdirSync(path).length === 0 && abandon() });
  } catch (reason) {
    abandon();
    const { code } = reason as NodeJS.ErrnoException;
    return code === 'ENOTDIR'
      ? isFile(option)
      : fail('out-not-writable', `Nothing can be written here (${code})`, `Give ${option} another place.`);
  }
}

const isFile = (option: string) =>
  fail('out-is-a-file', 'A folder is wanted here, and there is a file', `Give ${option} another place.`);

/** The folders that are not there yet, topmost first. */
function missing(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = path; !existsSync(folder); folder = dirname(folder)) folders.unshift(folder);
  return folders;
}

/** The checkout this script lies in, and what of it is up to date. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(import.meta.dirname, '../..');
export const { version } = readJson('package.json');
/** Written last into dist/: its time is the time of the build. */
export const stampName = 'built';

/** Whether this module is the script that was run. */
export const isMain = (url) => process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(url);

/** Every package of the lock is there in the version it names. Optional ones may be missing: they don't fit every machine. */
export function isInstalled() {
  const wanted = readJson('package-lock.json').packages;
  const have = readJson('node_modules/.package-lock.json')?.packages;
  if (!have) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || (have[path] ? have[path].version === version : optional || devOptional),
  );
}

/** dist/ is younger than everything it is made from. */
export function isBuilt() {
  const builtAt = modified(join(root, 'dist', stampName));
  return (
    builtAt !== null &&
    ['src-main', 'src-renderer', 'package-lock.json', 'vite.config.ts'].every((path) => newest(join(root, path)) <= builtAt)
  );
}

/** Folders count too: their time changes when a file in them is removed. */
function newest(path) {
  const own = modified(path) ?? Infinity;
  if (!statSync(path).isDirectory()) return own;
  return Math.max(own, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;

function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

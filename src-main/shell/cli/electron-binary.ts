import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Electron's own script fetches about 120 MB. */
const fetchAtMostMs = 240_000;
/** Electron that can't run here (no sandbox for root, a library missing, no X server) says so at once. */
const startsWithinMs = 15_000;

/**
 * The Electron to open Tacet with, or null. `TACET_ELECTRON` names another one, or `none`. The npm package comes without its binary
 * (its install script is not run); it is fetched here, once: where that fails, it is not tried again until the package is installed anew.
 */
export function findElectron(checkout: string, env: NodeJS.ProcessEnv = process.env): string | null {
  if (env.TACET_ELECTRON) return env.TACET_ELECTRON === 'none' ? null : env.TACET_ELECTRON;
  const folder = join(checkout, 'node_modules', 'electron');
  return binaryIn(folder) ?? (fetchInto(folder) ? binaryIn(folder) : null);
}

/** Where the package says its binary is, if it is there. */
function binaryIn(folder: string): string | null {
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return null;
  const binary = join(folder, 'dist', readFileSync(note, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

function fetchInto(folder: string): boolean {
  const script = join(folder, 'install.js');
  const refused = join(folder, 'binary-refused');
  if (!existsSync(script) || existsSync(refused)) return false;
  process.stderr.write('Fetching Electron (once, about 120 MB)…\n');
  const { status } = spawnSync(process.execPath, [script], { cwd: folder, stdio: 'ignore', timeout: fetchAtMostMs });
  if (status !== 0) writeFileSync(refused, 'Remove this file to let Tacet try again.\n');
  return status === 0;
}

/** `ended`: the user closed Tacet, or it handed its paths to one that runs. */
export type ElectronRun = { readonly kind: 'ended' } | { readonly kind: 'crashed' | 'cannot-run'; readonly why: string };

/** Opens Tacet in Electron and waits for its end. A request to stop is passed on. */
export function runElectron(binary: string, checkout: string, paths: readonly string[]): Promise<ElectronRun> {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: undefined };
  const startedAt = Date.now();
  // Standard output stays ours: it carries the address where Electron can't run.
  const child = spawn(binary, [checkout, ...paths], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      stopping = true;
      child.kill(signal);
    });
  return new Promise((resolve) => {
    child.once('error', ({ message }) => resolve({ kind: 'cannot-run', why: message }));
    child.once('exit', (code, signal) => {
      if (code === 0 || stopping) return resolve({ kind: 'ended' });
      const kind = Date.now() - startedAt < startsWithinMs ? 'cannot-run' : 'crashed';
      resolve({ kind, why: signal ? `killed by ${signal}` : `code ${code}` });
    });
  });
}

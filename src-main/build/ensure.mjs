/** Installs and builds what is missing or stale, and nothing else. */
import { spawnSync } from 'node:child_process';
import { isBuilt, isInstalled, isMain, root } from './checkout.mjs';

export async function ensure() {
  if (!isInstalled()) install();
  if (isBuilt()) return;
  console.error('Building Tacet…');
  // Only now: the builder's own dependencies may just have been installed.
  const { build } = await import('./build.mjs');
  await build();
}

/** No package of ours needs its install script: those that have one only fetch what a machine may not be able to fetch. */
function install() {
  console.error('Installing the packages Tacet is made of (once)…');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error } = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status === 0) return;
  console.error(error ? `npm could not be run: ${error.message}` : 'npm could not install the packages; what it said is above.');
  console.error('Check that this machine reaches the npm registry, then run the same command again.');
  process.exit(1);
}

if (isMain(import.meta.url)) await ensure();

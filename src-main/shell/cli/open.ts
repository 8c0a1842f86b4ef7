import type { Command } from 'commander';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hasDisplay, openBrowser } from './display';
import { findElectron, runElectron } from './electron-binary';
import { failWith } from './failure';
import { serveUntilStopped } from './serve';

/** `tacet [open] [PATH]`: what `npm start` does too, once Tacet is built. */
export const addOpen = (program: Command): Command =>
  program
    .command('open', { isDefault: true })
    .description('opens the viewer; where Electron cannot run, the same app on loopback in a browser')
    .argument('[path...]', 'a file, a folder, a DICOMDIR or a zip')
    .action((paths: string[]) => open(paths.map((path) => resolve(path))));

/** The checkout that this bundle was built in. */
const checkout = join(__dirname, '..', '..');

async function open(paths: readonly string[]): Promise<void> {
  const missing = paths.find((path) => !existsSync(path));
  if (missing !== undefined) return failWith({ message: 'There is nothing at this place', remedy: 'Check the path.' }, missing);
  if (hasDisplay() && (await openInElectron(paths))) return;
  const url = await serveUntilStopped({ initialPaths: paths });
  if (hasDisplay()) openBrowser(url);
}

/** False where the browser has to do. */
async function openInElectron(paths: readonly string[]): Promise<boolean> {
  const electron = findElectron(checkout);
  if (electron === null) return false;
  const run = await runElectron(electron, checkout, paths);
  if (run.kind === 'cannot-run')
    process.stderr.write(`Electron can't open a window here (${run.why}). Tacet opens in the browser instead.\n`);
  if (run.kind === 'crashed') failWith({ message: `Tacet stopped by itself (${run.why})`, remedy: 'Start it again.' }, null);
  return run.kind !== 'cannot-run';
}

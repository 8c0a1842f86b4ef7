import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';

export { launchBrowser } from '../../src-main/bench/chromium';

const root = resolve(import.meta.dirname, '../..');

export interface Served {
  /** With its token: the one address that works. */
  readonly url: string;
  /** What it wrote to standard error. */
  readonly complaints: () => string;
  readonly pid: number;
  /** Its user's folder. */
  readonly home: string;
  stop(): Promise<void>;
}

/** The built `tacet serve PATH…` as a process of its own, with a user's folder that is new, prepared where need be, and goes with it. */
export async function serveTacet(paths: readonly string[], prepare: (home: string) => void = () => undefined): Promise<Served> {
  const home = mkdtempSync(join(tmpdir(), 'tacet-e2e-'));
  prepare(home);
  const child = spawn(process.execPath, [join(root, 'dist/main/tacet.cjs'), 'serve', ...paths], {
    env: { ...process.env, TACET_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (text) => (complaints += String(text)));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    void ended.then(() => reject(new Error(`tacet serve ended by itself: ${complaints}`)));
  });
  return {
    url,
    complaints: () => complaints,
    pid: child.pid!,
    home,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Keeps a picture of the page under artifacts/screenshots, to be looked at. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = join(root, 'artifacts/screenshots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

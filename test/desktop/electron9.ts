import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import type * as Driver from '../../node_modules/electron9-driver';
import type { EventMessage } from '../../src-main/contract';

// Its `exports` hide its own types.
const { _electron } = createRequire(import.meta.url)('electron9-driver') as typeof Driver;

export const root = resolve(import.meta.dirname, '../..');
/** As Node it needs no display and no wrapper. */
export const binary = join(root, 'artifacts/electron9/electron');

const missing = () => {
  if (!existsSync(binary)) return 'no Electron 9; "node test/desktop/fetch-electron9.mjs" fetches it';
  return process.env.DISPLAY ? null : 'no display; xvfb-run gives one';
};
export const haveElectron = missing() === null;
/** Put behind the title of what is skipped. */
export const whyNoElectron = haveElectron ? '' : ` (skipped: ${missing()})`;

/** Electron as a program to start. Root has no sandbox to give it, which has to be said to it on the command line. */
export function electronBinary(folder: string): string {
  if (process.getuid?.() !== 0) return binary;
  const wrapper = join(folder, 'electron');
  writeFileSync(wrapper, `#!/bin/sh\nexec "${binary}" --no-sandbox "$@"\n`, { mode: 0o755 });
  return wrapper;
}

/** Chromium's processes write into their user's folder until they are gone, a moment after the app. (`rmSync` would not look again for what came since.) */
const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });

export interface Desktop {
  readonly app: Driver.ElectronApplication;
  readonly page: Driver.Page;
  /** Asks main over the page's own bridge, past its client. Buffers come as base64. */
  call(name: string, request: object): Promise<{ readonly ok: boolean; readonly value: never }>;
  /** Every event main sent since `listen`. */
  listen(): Promise<void>;
  heard(): Promise<readonly EventMessage[]>;
  keepPicture(name: string): Promise<void>;
  /** Starts Tacet once more for the same user. Resolves to its exit code. */
  startAgain(...paths: string[]): Promise<number | null>;
}

/** The built Tacet in a real window, for a user of its own; it is closed when the test ends. */
export async function openDesktop(...paths: string[]): Promise<Desktop> {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-desktop-'));
  const executablePath = electronBinary(folder);
  const env = { ...process.env, TACET_HOME: join(folder, 'home') } as Record<string, string>;
  const app = await _electron.launch({ executablePath, args: [root, ...paths], env });
  onTestFinished(async () => {
    await app.close();
    await remove(folder);
  });
  const page = await app.firstWindow();
  await page.waitForSelector('#app > *');
  return {
    app,
    page,
    call: (name, request) => page.evaluate(callAndEncode, { name, request }),
    listen: () =>
      page.evaluate(() => {
        const heard: unknown[] = [];
        Object.assign(window, { heard });
        window.tacet!.onEvent((message) => heard.push(message));
      }),
    heard: () => page.evaluate(() => (window as unknown as { heard: EventMessage[] }).heard),
    keepPicture: async (name) => {
      const screenshots = join(root, 'artifacts/screenshots');
      mkdirSync(screenshots, { recursive: true });
      await page.screenshot({ path: join(screenshots, `desktop-${name}.png`) });
    },
    startAgain: async (...more) => {
      const second = spawn(executablePath, [root, ...more], { env, stdio: 'ignore' });
      const [code] = (await once(second, 'exit')) as [number | null];
      return code;
    },
  };
}

/**
 * Runs the body of an async function in the main process of the built Tacet, once its window has loaded, and resolves to what it returns.
 * Without the driver, which waits for ever for a window whose opening was denied.
 */
export async function runInMain(body: string): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-desktop-'));
  const script = `
    const { app, BrowserWindow } = require('electron');
    require(${JSON.stringify(join(root, 'dist/main/desktop.cjs'))});
    const run = async () => {${body}};
    app.once('web-contents-created', (_event, contents) => contents.once('did-finish-load', () =>
      run().then((value) => console.log('seen: ' + JSON.stringify(value)), (reason) => console.log(reason)).then(() => app.quit())));`;
  writeFileSync(join(folder, 'main.js'), script);
  writeFileSync(join(folder, 'package.json'), '{ "main": "main.js" }');
  const env = { ...process.env, TACET_HOME: join(folder, 'home') };
  try {
    const { stdout } = await promisify(execFile)(electronBinary(folder), [folder], { env, timeout: 60_000 });
    return JSON.parse(/^seen: (.*)$/m.exec(stdout)?.[1] ?? JSON.stringify(stdout)) as unknown;
  } finally {
    await remove(folder);
  }
}

/** Runs in the page: what crosses from it to a test is JSON. */
async function callAndEncode({ name, request }: { name: string; request: object }) {
  const outcome = (await window.tacet!.call(name, request)) as { ok: boolean; value: never };
  const encode = (_key: string, value: unknown) => {
    if (!(value instanceof ArrayBuffer)) return value;
    const bytes = new Uint8Array(value);
    let text = '';
    for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
    return btoa(text);
  };
  return JSON.parse(JSON.stringify(outcome, encode)) as { ok: boolean; value: never };
}

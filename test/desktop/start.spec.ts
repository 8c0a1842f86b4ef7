import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, relative, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../temporary-folder';

const root = resolve(import.meta.dirname, '../..');

interface Start {
  readonly folder: string;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly exitCode: Promise<number | null>;
}

/** `npm start` without npm. Programs in `scripts` come before the machine's own: a shell script each, which may write into `$HERE`. */
function start(args: readonly string[], env: NodeJS.ProcessEnv, scripts: Readonly<Record<string, string>> = {}): Start {
  const folder = temporaryFolder();
  for (const [name, body] of Object.entries(scripts)) writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  const display = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined };
  const user = { TACET_HOME: join(folder, 'home'), INIT_CWD: folder };
  const child = spawn(process.execPath, [join(root, 'src-main/build/start.mjs'), ...args], {
    env: { ...process.env, ...display, ...user, HERE: folder, PATH: `${folder}${delimiter}${process.env.PATH}`, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const heard = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (heard.stdout += String(text)));
  child.stderr.on('data', (text) => (heard.stderr += String(text)));
  const exitCode = once(child, 'exit').then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await exitCode;
  });
  return { folder, stdout: () => heard.stdout, stderr: () => heard.stderr, exitCode };
}

const oneAddress = /^http:\/\/127\.0\.0\.1:\d+\/\?token=[0-9a-f]{64}\n$/;
const addressOf = async ({ stdout }: Start): Promise<string> => {
  await expect.poll(stdout, { timeout: 20_000 }).toMatch(oneAddress);
  return stdout().trim();
};
/** A display that is named, which is all that is asked. */
const DISPLAY = ':999';
const lastWords = 'printf "%s\\n" "$@" > "$HERE/arguments"';

describe.skipIf(process.platform !== 'linux')(
  `npm start${process.platform === 'linux' ? '' : ' (skipped: its stand-ins are for Linux)'}`,
  () => {
    it('without a display serves the same app on loopback: one address, which works', async () => {
      const address = await addressOf(start([], {}, { electron: lastWords }));
      const page = await fetch(address);
      expect([page.status, page.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect((await fetch(address.replace(/\?.*/, ''))).status).toBe(403);
    });

    it('with a display opens Electron with the app and what was named, from where the user is', async () => {
      const folder = temporaryFolder();
      const electron = join(folder, 'electron');
      writeFileSync(electron, `#!/bin/sh\n${lastWords}\n`, { mode: 0o755 });
      const started = start([relative(folder, electron)], { DISPLAY, TACET_ELECTRON: electron, INIT_CWD: folder });
      expect(await started.exitCode).toBe(0);
      expect(readFileSync(join(started.folder, 'arguments'), 'utf8').split('\n')).toEqual([root, electron, '']);
      expect(started.stdout()).toBe('');
    });

    it.each([
      ['ends at once', 'exit 7', 'code 7'],
      ['is killed at once', 'kill -ABRT $$', 'killed by SIGABRT'],
    ])('falls back to the browser when Electron %s, and says why', async (_what, body, why) => {
      const folder = temporaryFolder();
      const electron = join(folder, 'electron');
      writeFileSync(electron, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
      const started = start([], { DISPLAY, TACET_ELECTRON: electron }, { 'xdg-open': lastWords });
      const address = await addressOf(started);
      expect(started.stderr()).toContain(`Electron can't open a window here (${why})`);
      const opened = join(started.folder, 'arguments');
      await expect.poll(() => existsSync(opened) && readFileSync(opened, 'utf8'), { timeout: 10_000 }).toBe(`${address}\n`);
    });

    it('falls back to the browser when Electron is not there', async () => {
      const started = start([], { DISPLAY, TACET_ELECTRON: '/nowhere/electron' }, { 'xdg-open': lastWords });
      await addressOf(started);
      expect(started.stderr()).toContain("Electron can't open a window here (spawn /nowhere/electron ENOENT)");
    });

    it('says it in a sentence when there is nothing at the path', async () => {
      const started = start(['nowhere'], {});
      expect(await started.exitCode).toBe(1);
      expect([started.stdout(), started.stderr()]).toEqual([
        '',
        `There is nothing at this place: ${join(started.folder, 'nowhere')}. Check the path.\n`,
      ]);
    });
  },
);

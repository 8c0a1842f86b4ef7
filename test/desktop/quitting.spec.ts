import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { haveElectron, openDesktop, whyNoElectron } from './electron9';

const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

/** The engine process among the children of a process. */
const engineOf = (pid: number): string | undefined =>
  read(`/proc/${pid}/task/${pid}/children`)
    .split(' ')
    .find((child) => read(`/proc/${child}/cmdline`).includes('engine.cjs'));

describe.skipIf(!haveElectron)(`quitting in Electron 9${whyNoElectron}`, () => {
  it('ends with 0, and the engine process with it', async () => {
    const { app } = await openDesktop();
    const pid = await app.evaluate(() => process.pid);
    // The page asks at once what this machine computes on.
    await expect.poll(() => engineOf(pid), { timeout: 20_000 }).toBeDefined();
    const engine = engineOf(pid)!;
    const exitCode = app.evaluate(({ app: tacet }) => {
      const { exit } = tacet;
      return new Promise((resolve) => {
        // Told before it is done: afterwards there is nobody to tell.
        tacet.exit = (code = 0) => (resolve(code), setTimeout(() => exit(code), 100));
        tacet.quit();
      });
    });
    expect(await exitCode).toBe(0);
    await expect.poll(() => read(`/proc/${engine}/cmdline`), { timeout: 5_000 }).toBe('');
  });
});

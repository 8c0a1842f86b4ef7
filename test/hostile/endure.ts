import { build } from 'esbuild';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { copyCodecs } from '../../src-main/build/codecs.mjs';
import type { Endured, Orders } from './endure-process';

/** Longer without a sign is a hang, however busy the machine. */
const silenceMs = 20_000;

/** The trials' process as one bundle in `folder`. */
export async function bundleTrials(folder: string): Promise<string> {
  const outfile = join(folder, 'endure-process.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'endure-process.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    loader: { '.wasm': 'file' },
    define: { 'import.meta.dirname': '__dirname' },
    logLevel: 'error',
  });
  copyCodecs(folder);
  return outfile;
}

/** Runs a share of the trials in a process of its own, which may take 1 GiB. Rejects when it hangs or dies, naming the trial. */
export async function endure(script: string, orders: Orders): Promise<Endured> {
  const child = fork(script, [JSON.stringify(orders)], { silent: true, execArgv: ['--max-old-space-size=768'] });
  let last = 'before the first trial';
  let printed = '';
  let errors = '';
  let watchdog: NodeJS.Timeout | undefined;
  const wind = (): void => {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => child.kill('SIGKILL'), silenceMs);
  };
  child.on('message', (name) => {
    last = String(name);
    wind();
  });
  child.stdout!.on('data', (text) => (printed += String(text)));
  child.stderr!.on('data', (text) => (errors += String(text)));
  wind();
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  clearTimeout(watchdog);
  if (code !== 0) throw new Error(`ended with ${code ?? signal} at: ${last}\n${errors.slice(-2000)}`);
  return JSON.parse(printed) as Endured;
}

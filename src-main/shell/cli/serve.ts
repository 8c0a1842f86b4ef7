import type { Command } from 'commander';
import { resolve } from 'node:path';
import { serve } from '../browser';
import { wholeNumberBetween } from './option-value';

/** `tacet serve [PATH] [--port N]`: the app on loopback; one line on standard output, the URL. Runs until it is stopped. */
export const addServe = (program: Command): Command =>
  program
    .command('serve')
    .description('the app on loopback without opening anything; prints one URL with its token')
    .argument('[path...]', 'a file, a folder, a DICOMDIR or a zip')
    .option('--port <number>', 'the port; any free one unless given', wholeNumberBetween(0, 65_535))
    .action(async (paths: string[], { port }: { port?: number }) => {
      await serveUntilStopped({ initialPaths: paths.map((path) => resolve(path)), ...(port === undefined ? {} : { port }) });
    });

/** Prints the URL and cleans up when the process is asked to end. Returns the URL at once. */
export async function serveUntilStopped(options: {
  readonly initialPaths: readonly string[];
  readonly port?: number;
}): Promise<string> {
  const served = await serve(options);
  const stop = () => void served.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.once('SIGHUP', stop);
  console.log(served.url);
  return served.url;
}

import { createInterface } from 'node:readline';
import { createStudyReader } from '../../study';

/**
 * Entry of the process that scans a folder, its first argument. It says `{"ready":true,"images":…}` after a first scan, then answers each line with the time
 * of one more. scan_folder.py says the same of pydicom.
 */
async function scan(folder: string): Promise<number> {
  const reader = createStudyReader({ workers: 0 });
  let images = 0;
  for await (const event of reader.scan([folder], new AbortController().signal))
    if (event.kind === 'progress') images = event.imagesFound;
  return images;
}

async function answer(folder: string): Promise<void> {
  const say = (message: object): void => void process.stdout.write(`${JSON.stringify(message)}\n`);
  say({ ready: true, images: await scan(folder) });
  for await (const line of createInterface({ input: process.stdin })) {
    if (line !== 'run') throw new Error(`Nobody knows what "${line}" means.`);
    const started = performance.now();
    const before = process.cpuUsage();
    await scan(folder);
    const { user, system } = process.cpuUsage(before);
    say({ milliseconds: performance.now() - started, processorMs: (user + system) / 1000 });
  }
}

answer(process.argv[2]!).then(
  () => process.exit(0),
  (reason: unknown) => {
    process.stderr.write(`${reason instanceof Error ? reason.message : String(reason)}\n`);
    process.exit(1);
  },
);

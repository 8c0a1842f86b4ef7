import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import type { RunTime } from '../child';
import { openFolder } from '../places';

/** One frame unpacked: how long it took, and the SHA-256 of its stored values as 16-bit words. Or why not. */
export type Unpacked = (RunTime & { readonly sha256: string }) | { readonly why: string };
export type OtherDecoder = 'gdcm' | 'pylibjpeg';

/** The Python process of decoders.py, which is ready: every syntax has its file in the folder. Whoever starts it ends it. */
export interface OtherDecoders {
  unpack(path: string, by: OtherDecoder): Promise<Unpacked>;
  end(): void;
}

/** Rejects with Python's last words where the packages are not there. */
export async function startOtherDecoders(folder: string): Promise<OtherDecoders> {
  // -B: nothing is to be written beside the sources.
  const child = spawn('python3', ['-B', '-W', 'ignore', join(openFolder, 'decoders.py'), folder], { stdio: 'pipe' });
  let complaint = '';
  child.stderr.on('data', (text) => (complaint = `${complaint}${text}`.slice(-4000)));
  child.stdin.on('error', () => undefined);
  const gone = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => reject(new Error(complaint.trim().split('\n').at(-1) || 'It ended without a word.')));
  });
  gone.catch(() => undefined);
  let hear: (answer: Unpacked) => void = () => undefined;
  createInterface({ input: child.stdout }).on('line', (line) => hear(JSON.parse(line) as Unpacked));
  const answer = (): Promise<Unpacked> => Promise.race([new Promise<Unpacked>((resolve) => (hear = resolve)), gone]);
  await answer();
  return {
    unpack: (path, by) => {
      const answered = answer();
      child.stdin.write(`${JSON.stringify({ path, by })}\n`);
      return answered;
    },
    end: () => void child.kill(),
  };
}

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Start } from './contestants/contestant';

/** How a contestant's process is started; its last argument is a `Start` as JSON. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A process that answers each line with the time of one run more. Whoever starts it ends it. */
export interface RunningChild {
  /** What it said when it was ready. */
  readonly ready: Message;
  /** One run more. */
  time(): Promise<RunTime>;
  /** The most memory the process held so far, MiB; null where the system doesn't tell (only Linux does). */
  peakMiB(): number | null;
  end(): void;
}

/** A contestant in a process of its own, ready: one run is behind it. */
export interface RunningContestant extends RunningChild {
  /** What its first runs gave. */
  readonly results: Float32Array;
}

/** How long a run took, and how much processor time all its threads together. */
export interface RunTime {
  readonly milliseconds: number;
  readonly processorMs: number;
}
type Message = Readonly<Record<string, unknown>>;

export async function startContestant({ file, args, env }: Command, start: Start): Promise<RunningContestant> {
  const child = await startChild({ file, args: [...args, JSON.stringify(start)], env });
  return { ...child, results: new Float32Array(Uint8Array.from(readFileSync(start.results)).buffer) };
}

/** Rejects with the last thing that the process said on standard error when it ends before it is ready, or under a run. */
export async function startChild({ file, args, env }: Command): Promise<RunningChild> {
  const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: 'pipe' });
  let complaint = '';
  child.stderr.on('data', (text) => (complaint = `${complaint}${text}`.slice(-4000)));
  const gone = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => reject(new Error(complaint.trim().split('\n').at(-1) || 'It ended without a word.')));
  });
  // Nobody may be waiting when it ends, and a line to a process that has just died is lost.
  gone.catch(() => undefined);
  child.stdin.on('error', () => undefined);
  let hear: (message: Message) => void = () => undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    // Libraries greet on standard output as well.
    if (line.startsWith('{')) hear(JSON.parse(line) as Message);
  });
  const answer = (): Promise<Message> => Promise.race([new Promise<Message>((resolve) => (hear = resolve)), gone]);

  return {
    ready: await answer(),
    time: async () => {
      const answered = answer();
      child.stdin.write('run\n');
      return (await answered) as unknown as RunTime;
    },
    peakMiB: () => (process.platform === 'linux' ? peakMiBOf(child.pid!) : null),
    end: () => void child.kill(),
  };
}

/** VmHWM, the high-water mark. (What getrusage tells counts in the process that started it.) */
function peakMiBOf(pid: number): number | null {
  const kib = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return kib === undefined ? null : Number(kib) / 1024;
}

import { readFileSync } from 'node:fs';
import type { Start } from './contestants/contestant';
import { type Command, type Message, startLineProcess } from './line-process';

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

/** `args`: its last argument will be a `Start` as JSON. */
export async function startContestant({ file, args, env }: Command, start: Start): Promise<RunningContestant> {
  const child = await startChild({ file, args: [...args, JSON.stringify(start)], env });
  return { ...child, results: new Float32Array(Uint8Array.from(readFileSync(start.results)).buffer) };
}

export async function startChild(command: Command): Promise<RunningChild> {
  const { ready, pid, ask, end } = await startLineProcess(command);
  return {
    ready,
    time: async () => (await ask('run')) as unknown as RunTime,
    peakMiB: () => (process.platform === 'linux' ? peakMiBOf(pid) : null),
    end,
  };
}

/** VmHWM, the high-water mark. (What getrusage tells counts in the process that started it.) */
function peakMiBOf(pid: number): number | null {
  const kib = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return kib === undefined ? null : Number(kib) / 1024;
}

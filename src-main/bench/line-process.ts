import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How a process is started. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}
export type Message = Readonly<Record<string, unknown>>;

/** A process that says in a line of JSON that it is ready, and then answers each line with another. Whoever starts it ends it. */
export interface LineProcess {
  readonly ready: Message;
  readonly pid: number;
  /** One question at a time. */
  ask(line: string): Promise<Message>;
  end(): void;
}

/** Rejects with the last thing that the process said on standard error when it ends before it is ready, as an answer does when it ends under it. */
export async function startLineProcess({ file, args, env }: Command): Promise<LineProcess> {
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
    pid: child.pid!,
    ask: (line) => {
      const answered = answer();
      child.stdin.write(`${line}\n`);
      return answered;
    },
    end: () => void child.kill(),
  };
}

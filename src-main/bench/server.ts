import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { tacetFile } from './places';

/** `tacet serve` as a process of its own. Whoever starts it stops it. */
export interface Server {
  /** With its token. */
  readonly address: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** `home` is a folder for its user data. Rejects with its last words where it ends by itself. */
export async function startServer(path: string, home: string): Promise<Server> {
  const server = spawn(process.execPath, [tacetFile, 'serve', path], {
    env: { ...process.env, TACET_HOME: home },
    stdio: 'pipe',
  });
  let complaint = '';
  server.stderr.on('data', (text) => (complaint += String(text)));
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(server.stdout).once('line', resolve);
    server.once('exit', () => reject(new Error(complaint.trim() || 'tacet serve ended without a word.')));
  });
  return {
    address,
    pid: server.pid!,
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
    },
  };
}

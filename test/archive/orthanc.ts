import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const orthanc = '/usr/sbin/Orthanc';
const storescu = '/usr/bin/storescu';
export const haveOrthanc = existsSync(orthanc) && existsSync(storescu);
export const whyNoOrthanc = haveOrthanc ? '' : ' (skipped: orthanc and dcmtk are not installed)';

/** A real archive on loopback, empty at first. */
export interface Archive {
  readonly dicomPort: number;
  get<T>(path: string): Promise<T>;
  /** The file of an instance, as the archive gives it back. */
  file(instanceId: string): Promise<Uint8Array>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts Orthanc with its storage in `folder`, and waits until it answers. */
export async function startOrthanc(folder: string): Promise<Archive> {
  const [httpPort, dicomPort] = [await freePort(), await freePort()];
  mkdirSync(join(folder, 'storage'));
  const config = join(folder, 'orthanc.json');
  writeFileSync(
    config,
    JSON.stringify({
      StorageDirectory: join(folder, 'storage'),
      IndexDirectory: join(folder, 'storage'),
      HttpPort: httpPort,
      DicomPort: dicomPort,
      RemoteAccessAllowed: false,
      AuthenticationEnabled: false,
      DicomCheckCalledAet: false,
    }),
  );
  const child = spawn(orthanc, [config], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ask = async (path: string): Promise<Response> => {
    const response = await fetch(`http://127.0.0.1:${httpPort}${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response;
  };
  for (let left = 300; ; left--) {
    if (await ask('/system').catch(() => null)) break;
    if (left === 0 || child.exitCode !== null) throw new Error('Orthanc does not come up');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    dicomPort,
    get: async <T>(path: string) => (await (await ask(path)).json()) as T,
    file: async (id) => new Uint8Array(await (await ask(`/instances/${id}/file`)).arrayBuffer()),
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

/** Sends files by C-STORE; what dcmtk says where one is not taken, '' where all are. */
export function send(files: readonly string[], port: number, ...options: readonly string[]): Promise<string> {
  const child = spawn(storescu, [...options, '-aec', 'ARCHIVE', '127.0.0.1', String(port), ...files]);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  return new Promise((resolve) => child.once('exit', (code) => resolve(code === 0 ? '' : `${code}: ${said}`)));
}

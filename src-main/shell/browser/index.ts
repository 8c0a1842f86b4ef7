import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { callMessage, events, fail, type Emit, type EventMessage } from '../../contract';
import { dispatch, openSession, type OpenSession } from '../handlers';
import { pageFile, pageFolder, pageHeaders } from '../page-files';
import type { Platform } from '../platform';
import { createDownloads, type Downloads } from './downloads';
import { fromFrame, toFrame } from './framing';
import { createGuard, type Guard } from './guard';

export interface ServeOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Absolute paths to open at once. */
  readonly initialPaths?: readonly string[];
  readonly handlersFactory?: OpenSession;
  readonly page?: string;
}

export interface Served {
  /** The one address that works: it holds the token. */
  readonly url: string;
  close(): Promise<void>;
}

/** One file of an upload comes in one frame; the largest multi-frame CT images are some hundred megabytes. */
const largestFrameBytes = 2 ** 30;

/** The app on loopback, for a browser on this machine. Rejects when the port is taken. */
export async function serve({
  port = 0,
  initialPaths = [],
  handlersFactory = openSession,
  page = pageFolder,
}: ServeOptions = {}): Promise<Served> {
  const token = randomBytes(32).toString('hex');
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // The number, not a name: nobody on the network reaches it, whatever the hosts file says.
    server.listen(port, '127.0.0.1', resolve);
  });
  const actualPort = (server.address() as AddressInfo).port;
  const guard = createGuard(token, actualPort);
  const downloads = createDownloads();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestFrameBytes, perMessageDeflate: false });
  const session = handlersFactory({ platform: browserPlatform(downloads), emit: emitTo(sockets), initialPaths });

  server.on('request', (request, response) => answer(request, response, { guard, downloads, page, port: actualPort }));
  server.on('upgrade', (request, socket, head) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname !== '/ws' || !guard.judgeSocket(guarded(request)).pass) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    sockets.handleUpgrade(request, socket, head, (connected) => listen(connected, session.handlers));
  });

  return {
    url: `http://127.0.0.1:${actualPort}/?token=${token}`,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
      await session.dispose();
      downloads.dispose();
    },
  };
}

const browserPlatform = (downloads: Downloads): Platform => ({
  shell: 'browser',
  choosePlace: async () => fail('no-dialog'),
  offerDownload: (file, name) => downloads.offer(file, name),
  copyPng: null,
});

/** Every open tab hears every event; each knows by its ids what is its own. */
const emitTo =
  (sockets: WebSocketServer): Emit =>
  (name, payload) => {
    const frame = toFrame({
      type: 'event',
      name: events[name].name,
      payload: events[name].payload.parse(payload),
    } satisfies EventMessage);
    for (const socket of sockets.clients) socket.send(frame);
  };

function listen(socket: WebSocket, handlers: Parameters<typeof dispatch>[0]): void {
  socket.binaryType = 'nodebuffer';
  socket.on('message', (data: Buffer) => {
    const message = readCall(data);
    // Not one of our pages: nothing to answer to.
    if (!message) return socket.close(1007);
    void dispatch(handlers, message).then((reply) => socket.send(toFrame(reply)));
  });
}

function readCall(frame: Buffer) {
  try {
    return callMessage.parse(fromFrame(frame));
  } catch {
    return null;
  }
}

interface Desk {
  readonly guard: Guard;
  readonly downloads: Downloads;
  readonly page: string;
  readonly port: number;
}

function answer(request: IncomingMessage, response: ServerResponse, { guard, downloads, page, port }: Desk): void {
  // 'self' covers sockets in today's browsers; older ones want them named.
  const headers = pageHeaders([`ws://127.0.0.1:${port}`, `ws://localhost:${port}`]);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const say = (status: number, words: string) =>
    response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${words}\n`);

  const verdict = guard.judgeRequest(guarded(request));
  if (!verdict.pass) return void say(verdict.status, verdict.why);
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (request.method === 'GET' && downloads.send(pathname, response)) return;
  const file = pageFile(page, pathname);
  if (!file) return void say(404, 'There is nothing here.');
  const stream = createReadStream(file.path);
  stream.once('error', () => say(404, 'There is nothing here.'));
  stream.once('open', () => {
    // The page came with the token in its address; from here on the cookie carries it, out of sight of scripts.
    response.writeHead(200, { 'Content-Type': file.type, 'Set-Cookie': guard.cookie });
    if (request.method === 'GET') return void stream.pipe(response);
    stream.destroy();
    response.end();
  });
}

const guarded = ({ method = '', url = '/', headers }: IncomingMessage) => ({ method, url, headers });

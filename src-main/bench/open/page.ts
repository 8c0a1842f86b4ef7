import { decode, encode, ExtensionCodec } from '@msgpack/msgpack';
import { readFileSync } from 'node:fs';
import { WebSocket } from 'ws';
import {
  type CallName,
  type Client,
  contract,
  type EventName,
  type EventPayload,
  events,
  type Outcome,
  type ReplyOf,
  type SeriesInfo,
  valueOf,
} from '../../contract';
import { type Server, startServer } from '../server';

interface FromMain {
  readonly type: 'reply' | 'event';
  readonly id: number;
  readonly outcome: Outcome<unknown>;
  readonly name: string;
  readonly payload: unknown;
}

/** A page that draws nothing: it talks to `tacet serve PATH` as the real one does, and sees when the pixels arrive. */
export class BenchPage {
  private readonly waiting = new Map<number, (outcome: Outcome<unknown>) => void>();
  private readonly heard: FromMain[] = [];
  private listen: () => void = () => undefined;
  private lastId = 0;

  private constructor(
    private readonly server: Server,
    private readonly socket: WebSocket,
  ) {
    const extensionCodec = new ExtensionCodec();
    // An ArrayBuffer, as in the framing of the real socket.
    extensionCodec.register({ type: 1, encode: () => null, decode: (bytes) => Uint8Array.from(bytes).buffer });
    socket.on('message', (frame: Buffer) => {
      const message = decode(frame, { extensionCodec }) as FromMain;
      if (message.type === 'event') this.heard.push(message);
      else this.waiting.get(message.id)?.(message.outcome);
      this.listen();
    });
  }

  /** Starts the server and connects. `home` is a folder for its user data. Rejects with its last words where it ends by itself. */
  static async open(path: string, home: string): Promise<BenchPage> {
    const server = await startServer(path, home);
    const { host, search } = new URL(server.address);
    const socket = new WebSocket(`ws://${host}/ws${search}`, { headers: { Origin: `http://${host}` } });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return new BenchPage(server, socket);
  }

  async call<K extends CallName>(key: K, request: Parameters<Client[K]>[0]): Promise<ReplyOf<(typeof contract)[K]>> {
    const id = ++this.lastId;
    const answered = new Promise<Outcome<unknown>>((resolve) => this.waiting.set(id, resolve));
    this.socket.send(encode({ type: 'call', id, name: contract[key].name, request }));
    const outcome = await answered;
    this.waiting.delete(id);
    return valueOf(outcome) as ReplyOf<(typeof contract)[K]>;
  }

  /** Opens what the command line named, and asks for the first slice of the series that is told first. */
  async firstPicture(): Promise<void> {
    const { initialGrant } = await this.call('hello', {});
    await this.call('openStudy', { source: { kind: 'grant', grantId: initialGrant! } });
    await this.until(() => this.told('studySeries').length > 0);
    await this.call('readSlice', { seriesId: this.told('studySeries')[0]!.series.seriesId, index: 0 });
  }

  /** The series as it is once everything is read. */
  async wholeSeries(): Promise<SeriesInfo> {
    await this.until(() => this.told('studyProgress').some(({ finished }) => finished));
    const series = this.told('studySeries');
    return series[series.length - 1]!.series;
  }

  /** MiB that the server holds now; null where the system doesn't tell (only Linux does). */
  residentMiB(): number | null {
    if (process.platform !== 'linux') return null;
    const kib = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${this.server.pid}/status`, 'utf8'))?.[1];
    return kib === undefined ? null : Number(kib) / 1024;
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.server.stop();
  }

  private told<K extends EventName>(key: K): readonly EventPayload<K>[] {
    return this.heard.filter(({ name }) => name === events[key].name).map(({ payload }) => payload as EventPayload<K>);
  }

  private async until(done: () => boolean): Promise<void> {
    while (!done()) await new Promise<void>((resolve) => (this.listen = resolve));
  }
}

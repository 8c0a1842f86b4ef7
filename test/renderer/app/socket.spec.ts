import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decode, encode, ExtensionCodec } from '@msgpack/msgpack';
import { connectionOver } from '../../../src-renderer/app/client';
import { fromFrame, toFrame } from '../../../src-renderer/app/framing';
import { socketTransport, type Socket } from '../../../src-renderer/app/socket';

/** Main's side of the wire, written on its own: MessagePack with ArrayBuffers as extension 1. */
const wire = new ExtensionCodec();
wire.register({
  type: 1,
  encode: (value) => (value instanceof ArrayBuffer ? new Uint8Array(value) : null),
  decode: (bytes) => bytes.slice().buffer,
});

class FakeMain {
  readonly sockets: Socket[] = [];
  readonly heard: { id: number; name: string; request: unknown }[] = [];
  readonly connect = (): Socket => {
    const send = (frame: Uint8Array) => void this.heard.push(decode(frame, { extensionCodec: wire }) as (typeof this.heard)[0]);
    const socket = { binaryType: 'blob', onopen: null, onclose: null, onmessage: null, send } as unknown as Socket;
    this.sockets.push(socket);
    return socket;
  };
  get #socket() {
    return this.sockets[this.sockets.length - 1] as unknown as Record<'onopen' | 'onclose', () => void> & {
      onmessage: (event: { data: ArrayBuffer }) => void;
    };
  }
  open = () => this.#socket.onopen();
  drop = () => this.#socket.onclose();
  say(message: unknown): void {
    this.#socket.onmessage({ data: encode(message, { extensionCodec: wire }).slice().buffer });
  }
  reply(outcome: unknown): void {
    this.say({ type: 'reply', id: this.heard[this.heard.length - 1]!.id, outcome });
  }
}

let main: FakeMain;
let connection: ReturnType<typeof connectionOver>;
beforeEach(() => {
  vi.useFakeTimers();
  main = new FakeMain();
  connection = connectionOver(socketTransport({ connect: main.connect, retryMs: 100 }));
});
afterEach(() => void vi.useRealTimers());

describe('a frame', () => {
  it('carries an ArrayBuffer inside an envelope, byte for byte', () => {
    const hu = Int16Array.of(-1024, 0, 3071);
    const message = { type: 'call', id: 7, name: 'x', request: { bytes: hu.buffer, label: 'Zoë' } };
    const back = fromFrame(toFrame(message).slice().buffer) as typeof message;
    expect(back).toEqual(message);
    expect([...new Int16Array(back.request.bytes)]).toEqual([-1024, 0, 3071]);
  });

  it('leaves out what is undefined, so that a change of one setting does not touch the other', () => {
    expect(fromFrame(toFrame({ backend: undefined, modelName: 'a' }).slice().buffer)).toEqual({ modelName: 'a' });
  });
});

describe('the client over a socket', () => {
  it('holds calls back until the socket is open, and hands over the reply', async () => {
    const recent = connection.client.listRecent({});
    await Promise.resolve();
    expect(main.heard).toEqual([]);
    main.open();
    expect(main.heard).toMatchObject([{ name: 'app:list-recent', request: {} }]);
    main.reply({ ok: true, value: { recent: [] } });
    expect(await recent).toEqual({ ok: true, value: { recent: [] } });
  });

  it('hands over a trouble of main with its remedy', async () => {
    main.open();
    const closed = connection.client.closeStudy({ openId: 'o' });
    main.reply({ ok: false, error: { code: 'gone', message: 'It is gone.', remedy: 'Open it again.' } });
    expect(await closed).toEqual({ ok: false, error: { code: 'gone', message: 'It is gone.', remedy: 'Open it again.' } });
  });

  it.each([
    ['a reply of the wrong shape', { ok: true, value: { recent: 'many' } }],
    ['a trouble without words', { ok: false, error: { code: '', message: '', remedy: '' } }],
  ])('refuses %s in plain words', async (_, outcome) => {
    main.open();
    const recent = connection.client.listRecent({});
    try {
      main.reply(outcome);
    } catch {
      // An envelope that breaks the wire's own schema is refused even earlier, and the call waits until the socket drops.
      main.drop();
    }
    const answer = await recent;
    expect(answer.ok).toBe(false);
    expect(!answer.ok && answer.error.message).not.toBe('');
  });

  it('fails what was under way when the connection drops, says so, and comes back', async () => {
    const states: string[] = [];
    connection.onState((state) => states.push(state));
    main.open();
    const recent = connection.client.listRecent({});
    main.drop();
    expect(await recent).toMatchObject({ ok: false, error: { code: 'disconnected' } });
    expect(await connection.client.listRecent({})).toMatchObject({ ok: false, error: { code: 'disconnected' } });
    vi.advanceTimersByTime(100);
    expect(main.sockets).toHaveLength(2);
    main.open();
    expect(states).toEqual(['connecting', 'connected', 'lost', 'connected']);
    const again = connection.client.listRecent({});
    main.reply({ ok: true, value: { recent: [] } });
    expect(await again).toMatchObject({ ok: true });
  });

  it('waits longer each time that it finds nobody', () => {
    for (const waitMs of [100, 200, 400, 800, 1000, 1000]) {
      const tried = main.sockets.length;
      main.drop();
      vi.advanceTimersByTime(waitMs - 1);
      expect(main.sockets).toHaveLength(tried);
      vi.advanceTimersByTime(1);
      expect(main.sockets).toHaveLength(tried + 1);
    }
  });

  it('tells listeners of an event until they stop listening, and never of a malformed one', () => {
    main.open();
    const heard: string[] = [];
    const stop = connection.on('studySeriesGone', ({ seriesId }) => heard.push(seriesId));
    main.say({ type: 'event', name: 'study:series-gone', payload: { openId: 'o', seriesId: 'a' } });
    expect(() => main.say({ type: 'event', name: 'study:series-gone', payload: { openId: 'o', seriesId: 3 } })).toThrow();
    stop();
    main.say({ type: 'event', name: 'study:series-gone', payload: { openId: 'o', seriesId: 'b' } });
    expect(heard).toEqual(['a']);
  });
});

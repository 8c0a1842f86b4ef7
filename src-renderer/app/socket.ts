import { fail, fromMain, TacetError, type CallMessage } from '../../src-main/contract';
import { say } from '../language/language.svelte';
import { fromFrame, toFrame } from './framing';
import type { ConnectionState, Transport } from './transport';

/** The part of a WebSocket that is used, so that a test can bring its own. */
export type Socket = Pick<WebSocket, 'binaryType' | 'onopen' | 'onclose' | 'onmessage' | 'send'>;

export interface SocketOptions {
  readonly connect: () => Socket;
  /** How long to wait before trying again; the wait doubles up to ten times this. */
  readonly retryMs: number;
}

const disconnected = () => fail('disconnected', say().app.disconnected, say().app.reconnects);

/** A WebSocket that comes back by itself. Calls wait while it first connects, and fail in plain words when it drops. */
export function socketTransport({ connect, retryMs }: SocketOptions): Transport {
  const waiting = new Map<number, (outcome: unknown) => void>();
  const eventListeners = new Set<(message: unknown) => void>();
  const stateListeners = new Set<(state: ConnectionState) => void>();
  const unsent: CallMessage[] = [];
  let state: ConnectionState = 'connecting';
  let socket: Socket;
  let lastId = 0;
  let waitMs = retryMs;

  const enter = (next: ConnectionState) => {
    state = next;
    for (const listener of stateListeners) listener(next);
  };

  const receive = (data: unknown) => {
    const message = fromMain.safeParse(fromFrame(data as ArrayBuffer));
    if (!message.success)
      throw new TacetError({ code: 'frame-unreadable', message: `Main sent no envelope: ${message.error.message}`, remedy: '' });
    if (message.data.type === 'event') {
      for (const listener of eventListeners) listener(message.data);
      return;
    }
    waiting.get(message.data.id)?.(message.data.outcome);
    waiting.delete(message.data.id);
  };

  const open = () => {
    socket = connect();
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      waitMs = retryMs;
      for (const message of unsent.splice(0)) socket.send(toFrame(message));
      enter('connected');
    };
    socket.onmessage = ({ data }) => receive(data);
    socket.onclose = () => {
      for (const settle of waiting.values()) settle(disconnected());
      waiting.clear();
      unsent.length = 0;
      enter('lost');
      setTimeout(open, waitMs);
      waitMs = Math.min(waitMs * 2, retryMs * 10);
    };
  };
  open();

  return {
    call: (name, request) =>
      new Promise((settle) => {
        if (state === 'lost') return settle(disconnected());
        const message: CallMessage = { type: 'call', id: ++lastId, name, request };
        waiting.set(message.id, settle);
        if (state === 'connected') socket.send(toFrame(message));
        else unsent.push(message);
      }),
    onEvent: (listener) => {
      eventListeners.add(listener);
      return () => eventListeners.delete(listener);
    },
    onState: (listener) => {
      stateListeners.add(listener);
      listener(state);
      return () => stateListeners.delete(listener);
    },
    grantFiles: null,
  };
}

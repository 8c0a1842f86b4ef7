import { z } from 'zod';
import {
  contract,
  eventMessage,
  events,
  fail,
  TacetError,
  trouble,
  type CallName,
  type Client,
  type DesktopBridge,
  type EventName,
  type EventPayload,
} from '../../src-main/contract';
import { say } from '../language/language.svelte';
import { desktopTransport } from './desktop';
import { socketTransport } from './socket';
import type { ConnectionState, Transport } from './transport';

// Zod would compile its checks with `new Function`, which our content security policy forbids and reports.
z.config({ jitless: true });

declare global {
  interface Window {
    /** Put there by the desktop preload; absent in a browser. */
    readonly tacet?: DesktopBridge;
  }
}

/** Everything the page has of main. Replies and events were checked against the contract before anyone sees them. */
export interface Connection {
  readonly client: Client;
  /** Returns how to stop listening. */
  on<K extends EventName>(name: K, listener: (payload: EventPayload<K>) => void): () => void;
  onState(listener: (state: ConnectionState) => void): () => void;
  readonly grantFiles: Transport['grantFiles'];
}

const outcome = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: trouble }),
]);

const unreadable = (name: string) => fail('reply-unreadable', say().app.replyUnreadable(name), say().app.reload);

export function connectionOver(transport: Transport): Connection {
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const eventsByWireName = new Map(Object.entries(events).map(([key, event]) => [event.name, { key, payload: event.payload }]));

  transport.onEvent((message) => {
    const { name, payload } = eventMessage.parse(message);
    const event = eventsByWireName.get(name);
    if (!event)
      throw new TacetError({
        code: 'event-unknown',
        message: `Main told of "${name}", which the contract does not know.`,
        remedy: '',
      });
    const checked = event.payload.parse(payload) as never;
    for (const listener of listeners.get(event.key) ?? []) listener(checked);
  });

  const callOf = (key: CallName) => {
    const { name, reply } = contract[key];
    return async (request: unknown) => {
      const answer = outcome.safeParse(await transport.call(name, request));
      if (!answer.success) return unreadable(name);
      if (!answer.data.ok) return answer.data;
      const value = reply.safeParse(answer.data.value);
      return value.success ? { ok: true, value: value.data } : unreadable(name);
    };
  };
  const names = Object.keys(contract) as CallName[];

  return {
    // The types of the entries are lost in the loop; each was built from its own schema.
    client: Object.fromEntries(names.map((key) => [key, callOf(key)])) as unknown as Client,
    on: (name, listener) => {
      const heard = listeners.get(name) ?? new Set();
      listeners.set(name, heard.add(listener));
      return () => heard.delete(listener);
    },
    onState: (listener) => transport.onState(listener),
    grantFiles: transport.grantFiles,
  };
}

/** The desktop's bridge where there is one, else a WebSocket to where the page came from (the cookie carries the token). */
export function connect(page: Window): Connection {
  if (page.tacet) return connectionOver(desktopTransport(page.tacet));
  const { protocol, host, pathname } = page.location;
  // The token is in the cookie by now: keep it out of the address bar, of bookmarks and of screenshots.
  page.history.replaceState(null, '', pathname);
  const url = `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/ws`;
  return connectionOver(socketTransport({ connect: () => new WebSocket(url), retryMs: 500 }));
}

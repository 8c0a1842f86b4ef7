import { ok, TacetError, troubleFor, troubleOf } from '../../contract';
import type {
  EngineAnswer,
  EngineCallName,
  EngineEvent,
  EngineQuestion,
  EngineReply,
  EngineRequest,
  FromEngine,
  ToEngine,
} from './calls';
import type { EngineChild, LaunchEngine } from './child';

/** The engine process died under a call. Nothing is wrong with the call: it may be made again, on a new process. */
export class EngineStopped extends TacetError {
  /** `how`: "killed by SIGSEGV", "code 134". */
  constructor(readonly how: string) {
    super(troubleFor('engine-stopped', { how }));
  }
}

export interface CallOptions<K extends EngineCallName> {
  /** Asks the engine to stop; the call still ends with its reply. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: EngineEvent<K>) => void;
  /** Answers what the engine asks back; what it rejects with fails the call. */
  readonly answer?: ((question: EngineQuestion<K>) => Promise<EngineAnswer<K>>) | undefined;
}

/** Owns the engine process: starts it at the first call, and again after it died. */
export interface EngineOwner {
  /** Rejects with `EngineStopped` when the process dies, or with a TacetError that says what the engine refused. */
  call<K extends EngineCallName>(name: K, request: EngineRequest<K>, options?: CallOptions<K>): Promise<EngineReply<K>>;
  /** Makes a call again, on a new process, when the engine died under it; gives up after three deaths in a row. */
  persist<T>(attempt: () => Promise<T>, onRestart?: (death: EngineStopped) => void): Promise<T>;
  /** Ends the process for good. What was under way, and what is asked later, is rejected, and is not made again. */
  dispose(): void;
}

interface Pending {
  readonly resolve: (reply: never) => void;
  readonly reject: (reason: TacetError) => void;
  readonly onEvent: ((event: never) => void) | undefined;
  readonly answer: ((question: never) => Promise<unknown>) | undefined;
}

const mostDeaths = 3;

const closed = (): TacetError => new TacetError(troubleFor('engine-closed'));

export function ownEngine(launch: LaunchEngine): EngineOwner {
  let child: EngineChild | null = null;
  let disposed = false;
  let ids = 0;
  const pending = new Map<number, Pending>();

  const hear = (message: FromEngine, from: EngineChild): void => {
    const call = pending.get(message.id);
    if (!call) return;
    if (message.kind === 'event') return call.onEvent?.(message.event as never);
    if (message.kind === 'question') return void answer(message, call, from);
    pending.delete(message.id);
    if (message.kind === 'reply') return call.resolve(message.reply as never);
    call.reject(new TacetError(message.trouble));
  };
  /** To the process that asked, and to none that was started since. */
  const answer = async ({ id, number, question }: FromEngine & { kind: 'question' }, call: Pending, asked: EngineChild) => {
    const found = await Promise.resolve(call.answer?.(question as never)).then(ok, (reason: unknown) => ({
      ok: false as const,
      error: troubleOf(reason),
    }));
    if (child === asked) asked.send({ kind: 'answer', id, question: number, answer: found } satisfies ToEngine);
  };
  const start = (): EngineChild => {
    const started = launch();
    started.onMessage((message) => hear(message as FromEngine, started));
    started.onExit((why) => {
      if (child !== started) return;
      child = null;
      const lost = [...pending.values()];
      pending.clear();
      for (const { reject } of lost) reject(new EngineStopped(why));
    });
    return started;
  };
  const tell = (message: ToEngine): void => (child ??= start()).send(message);

  return {
    call: (name, request, { signal, onEvent, answer } = {}) => {
      if (disposed) return Promise.reject(closed());
      const id = ++ids;
      return new Promise((resolve, reject) => {
        const stop = () => child?.send({ kind: 'stop', id } satisfies ToEngine);
        const settled = () => signal?.removeEventListener('abort', stop);
        pending.set(id, {
          resolve: (reply) => (settled(), resolve(reply)),
          reject: (reason) => (settled(), reject(reason)),
          onEvent: onEvent as Pending['onEvent'],
          answer: answer as Pending['answer'],
        });
        signal?.addEventListener('abort', stop);
        tell({ kind: 'call', id, name, request });
        if (signal?.aborted) stop();
      });
    },
    persist: async (attempt, onRestart = () => undefined) => {
      for (let deaths = 1; ; deaths++) {
        try {
          return await attempt();
        } catch (reason) {
          if (!(reason instanceof EngineStopped) || deaths === mostDeaths) throw reason;
          onRestart(reason);
        }
      }
    },
    dispose: () => {
      const last = child;
      child = null;
      disposed = true;
      for (const { reject } of pending.values()) reject(closed());
      pending.clear();
      last?.kill();
    },
  };
}

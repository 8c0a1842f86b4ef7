import type { EngineCallName, EngineEvent, EngineReply, EngineRequest } from './calls';
import type { CallOptions, EngineOwner } from './owner';

/** A call of the engine as a generator: yields its events as they come, returns its reply, throws what it rejects with. */
export async function* streamCall<K extends EngineCallName>(
  engine: EngineOwner,
  name: K,
  request: EngineRequest<K>,
  signal: AbortSignal,
  answer?: CallOptions<K>['answer'],
): AsyncGenerator<EngineEvent<K>, EngineReply<K>> {
  const waiting: EngineEvent<K>[] = [];
  let wake: () => void = () => undefined;
  let settled = false;
  const reply = engine.call(name, request, {
    signal,
    answer,
    onEvent: (event) => {
      waiting.push(event);
      wake();
    },
  });
  const end = () => {
    settled = true;
    wake();
  };
  reply.then(end, end);
  for (;;) {
    const next = waiting.shift();
    if (next !== undefined) yield next;
    else if (settled) return reply;
    else await new Promise<void>((resolve) => (wake = resolve));
  }
}

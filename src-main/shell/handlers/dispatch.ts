import {
  contract,
  fail,
  trouble,
  troubleOf,
  type CallMessage,
  type CallName,
  type Handlers,
  type Outcome,
  type ReplyMessage,
} from '../../contract';

const namesInCode = new Map((Object.keys(contract) as CallName[]).map((key) => [contract[key].name, key]));

/**
 * Answers one call of the page: always with a reply, never by throwing. The request is checked before a handler sees it and the
 * reply before it leaves, which also drops every field that the contract does not name.
 */
export async function dispatch(handlers: Partial<Handlers>, { id, name, request }: CallMessage): Promise<ReplyMessage> {
  return { type: 'reply', id, outcome: await answer(handlers, name, request) };
}

async function answer(handlers: Partial<Handlers>, name: string, request: unknown): Promise<ReplyMessage['outcome']> {
  const key = namesInCode.get(name);
  const handler = key && handlers[key];
  if (!key || !handler) return fail('call-unknown', { name });
  const asked = contract[key].request.safeParse(request);
  if (!asked.success) return fail('request-invalid', { name });
  try {
    // Each handler takes what its own schema just gave; the table lost that pairing.
    const outcome = await (handler as (request: unknown) => Promise<Outcome<unknown>>)(asked.data);
    if (outcome.ok) return { ok: true, value: contract[key].reply.parse(outcome.value) };
    return { ok: false, error: trouble.parse(outcome.error) };
  } catch (thrown) {
    return { ok: false, error: troubleOf(thrown) };
  }
}

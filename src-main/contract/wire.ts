import { z } from 'zod';
import { trouble } from './outcome';

/** The envelopes that both transports carry: a structured clone over Electron IPC, MessagePack over the WebSocket. */
export const callMessage = z.object({ type: z.literal('call'), id: z.number().int(), name: z.string(), request: z.unknown() });
export const replyMessage = z.object({
  type: z.literal('reply'),
  id: z.number().int(),
  outcome: z.union([z.object({ ok: z.literal(true), value: z.unknown() }), z.object({ ok: z.literal(false), error: trouble })]),
});
export const eventMessage = z.object({ type: z.literal('event'), name: z.string(), payload: z.unknown() });
export const fromMain = z.discriminatedUnion('type', [replyMessage, eventMessage]);
export type CallMessage = z.infer<typeof callMessage>;
export type ReplyMessage = z.infer<typeof replyMessage>;
export type EventMessage = z.infer<typeof eventMessage>;

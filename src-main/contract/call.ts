import { z } from 'zod';
import type { Outcome } from './outcome';

/** A request the page makes and the reply it gets. */
export interface Call<Request extends z.ZodType = z.ZodType, Reply extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly request: Request;
  readonly reply: Reply;
}
export const call = <Request extends z.ZodType, Reply extends z.ZodType>(entry: Call<Request, Reply>): Call<Request, Reply> =>
  entry;

/** What main says unasked. */
export interface Event<Payload extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly payload: Payload;
}
export const event = <Payload extends z.ZodType>(entry: Event<Payload>): Event<Payload> => entry;

export type RequestOf<C> = C extends Call<infer Request> ? z.infer<Request> : never;
export type ReplyOf<C> = C extends Call<z.ZodType, infer Reply> ? z.infer<Reply> : never;
export type PayloadOf<E> = E extends Event<infer Payload> ? z.infer<Payload> : never;
export type CallOf<C> = (request: RequestOf<C>) => Promise<Outcome<ReplyOf<C>>>;

/** Numbers travel as ArrayBuffers. Judged by tag, since a buffer that crossed a process belongs to another realm. */
export const buffer = z.custom<ArrayBuffer>(
  (value) => Object.prototype.toString.call(value) === '[object ArrayBuffer]',
  'expected an ArrayBuffer',
);
export const nothing = z.object({});
export const count = z.number().int().min(0);
export const share = z.number().min(0).max(1);

import { z } from 'zod';
import { remarks, troubles, type RemarkCode, type Remarks, type TroubleCode, type Troubles } from './sentences';

/** What a user reads: English in `message`; the page says it in its own language by `code` and `values`, where it has these. */
export const saying = z.object({
  code: z.string().min(1),
  message: z.string().min(1),
  values: z.record(z.string(), z.unknown()).optional(),
});
export type Saying = Readonly<z.infer<typeof saying>>;

/** What a user reads when something fails: what happened, and what to do next. Crosses processes field by field. */
export const trouble = saying.extend({ remedy: z.string() });
export type Trouble = Readonly<z.infer<typeof trouble>>;

/** A trouble of the table of sentences. */
export function troubleFor<C extends TroubleCode>(code: C, ...[values]: Parameters<Troubles[C]>): Trouble {
  const [message, remedy] = (troubles[code] as (values: unknown) => readonly [string, string])(values);
  return { code, message, remedy, values: { ...values } };
}

/** A remark of the table of sentences. */
export function remark<C extends RemarkCode>(code: C, ...[values]: Parameters<Remarks[C]>): Saying {
  return { code, message: (remarks[code] as (values: unknown) => string)(values), values: { ...values } };
}

/** The one error class of Tacet. Thrown only where a promise of our own code is broken; foreign data fails as an Outcome. */
export class TacetError extends Error implements Trouble {
  readonly code: string;
  readonly remedy: string;
  readonly values: Trouble['values'];
  constructor({ code, message, remedy, values }: Trouble) {
    super(message);
    this.name = new.target.name;
    this.code = code;
    this.remedy = remedy;
    this.values = values;
  }
}

interface Failure {
  readonly ok: false;
  readonly error: Trouble;
}
export type Outcome<T> = { readonly ok: true; readonly value: T } | Failure;

export const ok = <T>(value: T): Outcome<T> => ({ ok: true, value });

/** Fails with a sentence of the table; or with words in place, where the page says them itself or only a command line ever does. */
export function fail<C extends TroubleCode>(code: C, ...values: Parameters<Troubles[C]>): Failure;
export function fail(code: string, message: string, remedy: string): Failure;
export function fail(code: string, ...rest: readonly unknown[]): Failure {
  const [message, remedy] = rest;
  if (typeof message === 'string' && typeof remedy === 'string') return { ok: false, error: { code, message, remedy } };
  return { ok: false, error: troubleFor(code as TroubleCode, ...(rest as never)) };
}

/** The value, where a failure ends all of the work: it is thrown, with its words. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new TacetError(outcome.error);
}

/** A Trouble from whatever was thrown. An Error cloned to another process loses its extra fields, hence the copy. */
export function troubleOf(thrown: unknown): Trouble {
  if (!(thrown instanceof TacetError))
    return troubleFor('unexpected', { why: thrown instanceof Error ? thrown.message : String(thrown) });
  const { code, message, remedy, values } = thrown;
  return { code, message, remedy, ...(values && { values }) };
}

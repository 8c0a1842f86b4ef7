import { z } from 'zod';

/** What a user reads when something fails: what happened, and what to do next. Crosses processes field by field. */
export const trouble = z.object({ code: z.string().min(1), message: z.string().min(1), remedy: z.string() });
export type Trouble = Readonly<z.infer<typeof trouble>>;

/** The one error class of Tacet. Thrown only where a promise of our own code is broken; foreign data fails as an Outcome. */
export class TacetError extends Error implements Trouble {
  constructor(
    readonly code: string,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Trouble };

export const ok = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const fail = (code: string, message: string, remedy: string): { readonly ok: false; readonly error: Trouble } => ({
  ok: false,
  error: { code, message, remedy },
});

/** The value, where a failure ends all of the work: it is thrown, with its words. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new TacetError(outcome.error.code, outcome.error.message, outcome.error.remedy);
}

/** A Trouble from whatever was thrown. An Error cloned to another process loses its extra fields, hence the copy. */
export function troubleOf(thrown: unknown): Trouble {
  if (thrown instanceof TacetError) return { code: thrown.code, message: thrown.message, remedy: thrown.remedy };
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    code: 'unexpected',
    message: `Something unexpected happened: ${message}`,
    remedy: 'Try again; if it stays, report it with this text.',
  };
}

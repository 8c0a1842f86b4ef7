import { saying, type Saying, type Sentence, type Trouble } from '../../src-main/contract';
import { say } from './language.svelte';

/**
 * What main says, in the language of the moment. Main sends the English too, which stands where the page knows no sentence of that code: its
 * own troubles, which are said in its language from the start, and those of a main of another version.
 */
export function inWords({ code, values, message, remedy }: Trouble): Sentence {
  const troubles: Readonly<Record<string, ((values: never) => Sentence) | undefined>> = say().troubles;
  return (values && troubles[code]?.(spoken(values))) ?? [message, remedy];
}

/** The same of what is no trouble; of one, what happened without what to do. */
export function remarkInWords({ code, values, message }: Saying): string {
  const remarks: Readonly<Record<string, ((values: never) => string) | undefined>> = say().remarks;
  return (values && remarks[code]?.(spoken(values))) ?? inWords({ code, values, message, remedy: '' })[0];
}

/** The values of a sentence; what main said as the reason within it is said in the language of the moment first. */
function spoken(values: NonNullable<Saying['values']>): never {
  const said = Object.entries(values).map(([name, value]) => {
    const reason = saying.safeParse(value);
    return [name, reason.success ? remarkInWords(reason.data) : value];
  });
  return Object.fromEntries(said) as never;
}

/** For an e-mail or a ticket: what is shown, the code, and the English where that is not what is shown. */
export function asText(trouble: Trouble): string {
  const [what, remedy] = inWords(trouble);
  const technical = what === trouble.message ? trouble.code : `${trouble.code}: ${trouble.message}`;
  return `${what} ${remedy}`.trim() + ` (${technical})`;
}

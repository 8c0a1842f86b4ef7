import type { RefusedFile } from '../app/study-state';
import { asText, inWords } from '../language/in-words';

/** Files refused for the same reason: a thousand reports and sidecars are one line, not a thousand. */
export interface Refusal {
  readonly message: string;
  readonly remedy: string;
  readonly files: readonly string[];
}

/** By reason, the most frequent first. */
export function refusalsOf(refused: readonly RefusedFile[]): readonly Refusal[] {
  const byReason = new Map<string, { message: string; remedy: string; files: string[] }>();
  for (const { file, trouble } of refused) {
    const [message, remedy] = inWords(trouble);
    const same = byReason.get(message);
    if (same) same.files.push(file);
    else byReason.set(message, { message, remedy, files: [file] });
  }
  return [...byReason.values()].sort((a, b) => b.files.length - a.files.length);
}

/** For an e-mail or a ticket: one file a line, with its reason. */
export const refusedAsText = (refused: readonly RefusedFile[]): string =>
  refused.map(({ file, trouble }) => `${file}\t${asText(trouble)}`).join('\n');

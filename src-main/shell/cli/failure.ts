import type { Trouble } from '../../contract';
import { exitCode } from './exit-code';
import { onOneLine } from './one-line';

/** What, where, what to do, in one line: "There is nothing at this place: /scans/7. Check the path." */
export function sentenceOf({ message, remedy }: Pick<Trouble, 'message' | 'remedy'>, where: string | null): string {
  const what = message.replace(/[.:\s]+$/, '');
  const line = where === null ? `${what}. ${remedy}` : `${what}: ${where}. ${remedy}`;
  return onOneLine(line.trim());
}

/** Says why a command failed, and where, on standard error; the command then returns and Tacet ends with exit code 1. */
export function failWith(trouble: Pick<Trouble, 'message' | 'remedy'>, where: string | null): void {
  process.stderr.write(`${sentenceOf(trouble, where)}\n`);
  process.exitCode = exitCode.failed;
}

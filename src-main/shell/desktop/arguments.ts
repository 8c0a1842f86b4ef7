import { resolve } from 'node:path';
import type { Stage } from './policy';

/**
 * The paths among a command line's arguments, absolute. Chromium adds switches of its own and sorts them to the front, so what begins
 * with a dash is never a path; a checkout is named by its folder (`electron . PATH`), which is none either.
 */
export function pathsIn(argv: readonly string[], stage: Stage, workingDirectory: string): readonly string[] {
  const words = argv.slice(1).filter((word) => !word.startsWith('-'));
  return words.slice(stage === 'checkout' ? 1 : 0).map((word) => resolve(workingDirectory, word));
}

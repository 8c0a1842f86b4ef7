import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../../shared/data');

/** The shared set of real CT files with its oracle lies beside a checkout of the project; without it, tests that need it are skipped. */
export const haveSharedData = existsSync(join(folder, 'oracle.json'));
export const sharedData = (...parts: string[]): string => join(folder, ...parts);
/** Put behind the title of what is skipped. */
export const whySkipped = haveSharedData ? '' : ' (skipped: the shared CT data is not beside this checkout)';

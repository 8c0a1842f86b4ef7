import type { Browser } from 'playwright-core';

/** What the parts are measured on. */
export interface ViewerBench {
  readonly browser: Browser;
  /** Folders of one series each. */
  readonly few: string;
  readonly many: string;
  readonly slicesInFew: number;
  readonly slicesInMany: number;
  /** A new folder for the user data of a server. */
  readonly newHome: () => string;
  readonly rounds: number;
  readonly signal: AbortSignal;
}

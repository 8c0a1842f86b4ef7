import type { Browser } from 'playwright-core';
import type { StudyBench } from '../on-study';

/** What every part of the benchmark is given. */
export interface ViewerBench extends StudyBench {
  readonly browser: Browser;
}

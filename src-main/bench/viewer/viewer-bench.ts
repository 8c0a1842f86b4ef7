import type { Browser } from 'playwright-core';
import { benchOnStudy, type Parts } from '../on-study';
import type { BenchReport } from '../report';
import { benchPage } from './app-page';
import { launchBenchBrowser } from './browser';
import { benchFrames } from './frames';

const partsIn = (browser: Browser): Parts => [
  { title: 'frames', measure: (study) => benchFrames({ browser, ...study }) },
  { title: 'first picture and memory of the page', measure: (study) => benchPage({ browser, ...study }) },
];

/**
 * The window in a real browser: frames beside other viewers of the web, the way to the first picture, memory. `onPart` hears what is measured next.
 */
export async function benchViewer(
  rounds: number,
  slices: number,
  signal: AbortSignal,
  onPart: (title: string) => void = () => undefined,
): Promise<BenchReport> {
  let browser: Browser;
  try {
    browser = await launchBenchBrowser();
  } catch (reason) {
    const why = reason instanceof Error ? reason.message.split('\n', 1)[0] : String(reason);
    return { rows: [], skipped: [{ what: 'viewer', peerName: 'all', why: `no Chromium from npm is to be had here (${why})` }] };
  }
  try {
    return await benchOnStudy(partsIn(browser), rounds, slices, signal, onPart);
  } finally {
    await browser.close();
  }
}

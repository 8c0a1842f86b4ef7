import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { writeSeries } from '../open/folders';
import type { BenchReport, BenchRow, Skipped } from '../report';
import { launchBenchBrowser } from './browser';
import type { ViewerBench } from './conditions';
import { benchFrames } from './frames';
import { benchPage } from './app-page';

const parts: readonly { readonly title: string; readonly measure: (bench: ViewerBench) => Promise<BenchReport> }[] = [
  { title: 'frames', measure: benchFrames },
  { title: 'first picture and memory of the page', measure: benchPage },
];

/**
 * The window in a real browser: frames beside other viewers of the web, the way to the first picture, memory. `slices` slices of half a megabyte are
 * written to a temporary folder. `onPart` hears what is measured next.
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
  const folder = mkdtempSync(join(tmpdir(), 'tacet-bench-'));
  const rows: BenchRow[] = [];
  const skipped: Skipped[] = [];
  let homes = 0;
  const bench: ViewerBench = {
    browser,
    few: join(folder, 'few'),
    many: join(folder, 'many'),
    slicesInFew: Math.max(1, Math.round(slices / 10)),
    slicesInMany: slices,
    newHome: () => {
      const home = join(folder, `home-${homes++}`);
      mkdirSync(home);
      return home;
    },
    rounds,
    signal,
  };
  try {
    onPart(`writing ${slices} files`);
    writeSeries(bench.few, bench.slicesInFew);
    writeSeries(bench.many, bench.slicesInMany);
    for (const { title, measure } of parts) {
      if (signal.aborted) break;
      onPart(title);
      const found = await measure(bench);
      rows.push(...found.rows);
      skipped.push(...found.skipped);
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { rows, skipped };
}

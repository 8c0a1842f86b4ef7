import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSeries } from './open/folders';
import type { BenchReport, BenchRow, Skipped } from './report';

/** A study that was made up, to be opened. */
export interface StudyBench {
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

/** What is measured on it, one after the other. */
export type Parts = readonly { readonly title: string; readonly measure: (bench: StudyBench) => Promise<BenchReport> }[];

/**
 * Measures parts on a study that is made up and written to a temporary folder (`slices` files of half a megabyte), so the files are in the system's
 * cache. `onPart` hears what is measured next.
 */
export async function benchOnStudy(
  parts: Parts,
  rounds: number,
  slices: number,
  signal: AbortSignal,
  onPart: (title: string) => void,
): Promise<BenchReport> {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-bench-'));
  const rows: BenchRow[] = [];
  const skipped: Skipped[] = [];
  let homes = 0;
  const bench: StudyBench = {
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
    rmSync(folder, { recursive: true, force: true });
  }
  return { rows, skipped };
}

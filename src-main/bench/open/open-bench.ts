import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchReport, BenchRow } from '../report';
import type { OpenBench } from './conditions';
import { benchDecode } from './decode';
import { benchFirstPicture } from './first-picture';
import { writeSeries } from './folders';
import { benchMemory } from './memory';
import { benchScan } from './scan';

const parts: readonly { readonly title: string; readonly measure: (bench: OpenBench) => Promise<BenchReport> }[] = [
  { title: 'header scan', measure: benchScan },
  { title: 'first picture', measure: benchFirstPicture },
  { title: 'memory', measure: benchMemory },
  { title: 'decoding', measure: ({ rounds, signal }) => benchDecode(rounds, signal) },
];

/**
 * Opening a study beside other readers of DICOM: headers, the way to the first picture, memory, decoding. The study is made up and written to a temporary
 * folder (`slices` files of half a megabyte), so the files are in the system's cache. `onPart` hears what is measured next.
 */
export async function benchOpen(
  rounds: number,
  slices: number,
  signal: AbortSignal,
  onPart: (title: string) => void = () => undefined,
): Promise<BenchReport> {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-bench-'));
  const rows: BenchRow[] = [];
  const skipped: BenchReport['skipped'][number][] = [];
  let homes = 0;
  const bench: OpenBench = {
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

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type RunTime, startChild } from '../child';
import { median } from '../contest';
import { openFolder, scanFile } from '../places';
import type { BenchReport, BenchRow } from '../report';
import type { StudyBench } from '../on-study';

interface Scanner {
  readonly name: string;
  /** One scan of the folder more. */
  readonly time: () => Promise<RunTime>;
  readonly end: () => void;
}

/** Our scan, with its grouping and sorting, beside pydicom and dcmtk reading the same headers; round after round, one after the other. */
export async function benchScan({ many, slicesInMany, rounds, signal }: StudyBench): Promise<BenchReport> {
  const what = `header scan, ${slicesInMany} files`;
  const ours = await startScanner('Tacet', process.execPath, [scanFile, many], slicesInMany);
  const peers = [
    {
      name: 'pydicom, stop_before_pixels',
      needed: 'python3 with pydicom is needed',
      start: () => startScanner('pydicom', 'python3', ['-B', join(openFolder, 'scan_folder.py'), many], slicesInMany),
    },
    { name: 'dcmtk, dcmdump', needed: 'dcmdump of dcmtk is needed', start: () => startDcmdump(many, slicesInMany) },
  ];
  const rows: BenchRow[] = [];
  const skipped: BenchReport['skipped'][number][] = [];
  try {
    for (const { name: peerName, needed, start } of peers) {
      let peer: Scanner;
      try {
        peer = await start();
      } catch (reason) {
        const why = reason instanceof Error ? reason.message : String(reason);
        skipped.push({ what, peerName, why: `${needed} (${why})` });
        continue;
      }
      const times = { ours: [] as RunTime[], peer: [] as RunTime[] };
      for (let round = 0; round < rounds && !signal.aborted; round++) {
        times.ours.push(await ours.time());
        times.peer.push(await peer.time());
      }
      peer.end();
      if (signal.aborted) skipped.push({ what, peerName, why: 'the run was stopped' });
      else rows.push(rowOf(what, peerName, times.ours, times.peer));
    }
  } finally {
    ours.end();
  }
  return { rows, skipped };
}

function rowOf(what: string, peerName: string, ours: readonly RunTime[], peer: readonly RunTime[]): BenchRow {
  const [mine, its] = [ours, peer].map((times) => median(times.map(({ milliseconds }) => milliseconds)));
  const [myWork, itsWork] = [ours, peer].map((times) => median(times.map(({ processorMs }) => processorMs)));
  const processor = Number.isFinite(itsWork) ? { processorRatio: itsWork / myWork } : {};
  return { what, ours: mine, peer: its, peerName, unit: 'ms', ratio: its / mine, ...processor, goal: 1, difference: 0 };
}

/** Rejects where it cannot be had, or found another number of images. */
async function startScanner(name: string, file: string, args: readonly string[], images: number): Promise<Scanner> {
  const { ready, time, end } = await startChild({ file, args, env: {} });
  if (ready.images !== images) {
    end();
    throw new Error(`${name} found ${String(ready.images)} images of ${images}`);
  }
  return { name, time, end };
}

/** dcmtk has no library call that Node could make: each scan is a process, whose start counts in its time. */
async function startDcmdump(folder: string, images: number): Promise<Scanner> {
  const tags = ['0008,0018', '0020,000e', '0020,0032', '0028,0010', '0028,0011'].flatMap((tag) => ['+P', tag]);
  const run = () => spawnSync('dcmdump', ['-q', '-M', '+sd', folder, ...tags], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const { error, stdout } = run();
  if (error) throw error;
  const found = stdout.split('\n').filter((line) => line.startsWith('(0008,0018)')).length;
  if (found !== images) throw new Error(`dcmdump found ${found} images of ${images}`);
  return {
    name: 'dcmtk',
    time: async () => {
      const started = performance.now();
      run();
      return { milliseconds: performance.now() - started, processorMs: NaN };
    },
    end: () => undefined,
  };
}

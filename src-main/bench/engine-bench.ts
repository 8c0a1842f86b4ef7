import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from './catalogue';
import { type Entry, hold, keyOf, type Measured, type Standing } from './contest';
import type { Problem } from './problem';
import type { BenchReport, BenchRow, Skipped } from './report';

interface Comparison {
  readonly ours: Entry;
  readonly peer: Entry;
  readonly goal: number | null;
}

/** The engine may add a tenth to what it is made of. */
const asBare = 1 / 1.1;
/** onnxruntime needs nothing to be built, for which its step may take 1.3 times as long. */
const nearTensorflow = 1 / 1.3;
/** More would wait for memory, and the engine takes no more. */
const allThreads = Math.max(1, Math.min(cpus().length, 8));

const entry = (name: Entry['name'], threads = allThreads): Entry => ({ name, threads });
const comparisons: Readonly<Record<Problem['task'], readonly Comparison[]>> = {
  inference: [
    { ours: entry('onnxruntime'), peer: entry('onnxruntime-node'), goal: asBare },
    { ours: entry('tensorflow'), peer: entry('tfjs-node'), goal: asBare },
    { ours: entry('wasm', 1), peer: entry('onnxruntime-web', 1), goal: 1 },
  ],
  step: [
    { ours: entry('tensorflow'), peer: entry('tfjs-node'), goal: 1 },
    { ours: entry('tensorflow'), peer: entry('tensorflow-python'), goal: 1 },
    { ours: entry('tensorflow'), peer: entry('pytorch'), goal: 1 },
    { ours: entry('onnxruntime'), peer: entry('tensorflow'), goal: nearTensorflow },
  ],
};

/** Each worker takes an equal part of a batch: of 16 patches, not of 5. */
const wasmScaling: readonly Comparison[] = allThreads > 1 ? [{ ours: entry('wasm'), peer: entry('wasm', 1), goal: null }] : [];
const comparisonsOf = ({ network, task }: Problem): readonly Comparison[] =>
  network === 'tacet' && task === 'step' ? [...comparisons.step, ...wasmScaling] : comparisons[task];

const problems: readonly Problem[] = (['tacet', 'seo-2018'] as const).flatMap((network) =>
  (['inference', 'step'] as const).map((task) => ({ network, task })),
);
const titles = {
  'tacet inference': 'inference, tacet, 512 x 512',
  'tacet step': 'training step, tacet, 16 x 64 x 64',
  'seo-2018 inference': 'inference, seo-2018, 512 x 512',
  'seo-2018 step': 'training step, seo-2018, 5 x 128 x 128',
} as const;

/** Ours and a peer must agree to this, relative to the largest value, or they did not compute the same. */
const largestDifference = 1e-3;

/**
 * The engine beside its peers: what it is made of, bare, and other ways to train. A peer that can't be had is skipped with its reason.
 * Inference is the compiled network alone, edge to edge: arrays in, an array out. A step is forward, loss, backward and Adam on one batch; clipping
 * is off, as it is in the peers. `onProblem` hears what is measured next.
 */
export async function benchEngine(
  rounds: number,
  signal: AbortSignal,
  onProblem: (title: string) => void = () => undefined,
): Promise<BenchReport> {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-bench-'));
  const rows: BenchRow[] = [];
  const skipped: Skipped[] = [];
  try {
    for (const problem of problems) {
      if (signal.aborted) break;
      const title = titles[`${problem.network} ${problem.task}`];
      onProblem(title);
      const compared = comparisonsOf(problem);
      const entries = new Map(compared.flatMap(({ ours, peer }) => [ours, peer]).map((one) => [keyOf(one), one]));
      const standings = await hold(problem, [...entries.values()], rounds, folder, signal);
      for (const comparison of compared) {
        const found = compare(title, comparison, standings);
        rows.push(...found.rows);
        skipped.push(...found.skipped);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { rows, skipped };
}

const threadsOf = ({ threads }: Entry): string => (threads === 1 ? '1 thread' : `${threads} threads`);

/** The rows of one comparison, or why there are none: somebody is absent, or the two differ. */
export function compare(title: string, { ours, peer, goal }: Comparison, standings: ReadonlyMap<string, Standing>): BenchReport {
  const what = `${title}, ${ours.name}, ${threadsOf(ours)}`;
  const peerName = `${catalogue[peer.name].title}, ${threadsOf(peer)}`;
  const skip = (why: string): BenchReport => ({ rows: [], skipped: [{ what, peerName, why }] });
  for (const one of [ours, peer]) {
    const standing = standings.get(keyOf(one));
    if (standing === undefined) return skip('the run was stopped');
    if ('absent' in standing) return skip(`${catalogue[one.name].title}: ${standing.absent}`);
  }
  const [mine, its] = [ours, peer].map((one) => standings.get(keyOf(one)) as Measured);
  const difference = relativeDifference(mine.results, its.results);
  if (!(difference <= largestDifference)) return skip(`the two did not compute the same: they differ by ${difference}`);
  const common = { peerName, difference };
  const time: BenchRow = {
    ...common,
    what,
    ours: mine.milliseconds,
    peer: its.milliseconds,
    unit: 'ms',
    ratio: its.milliseconds / mine.milliseconds,
    processorRatio: its.processorMs / mine.processorMs,
    goal,
  };
  if (mine.peakMiB === null || its.peakMiB === null) return { rows: [time], skipped: [] };
  const memory: BenchRow = {
    ...common,
    what: `peak memory of the process, ${what}`,
    ours: mine.peakMiB,
    peer: its.peakMiB,
    unit: 'MiB',
    ratio: its.peakMiB / mine.peakMiB,
    goal: null,
  };
  return { rows: [time, memory], skipped: [] };
}

/** Largest |a − b| over the largest |b|; infinite when one is longer, or not a number somewhere. */
export function relativeDifference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Infinity;
  let [most, largest] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i] - b[i]);
    if (Number.isNaN(difference)) return Infinity;
    most = Math.max(most, difference);
    largest = Math.max(largest, Math.abs(b[i]));
  }
  return largest === 0 ? most : most / largest;
}

import { join } from 'node:path';
import { type RunningContestant, type RunTime, startContestant } from './child';
import { type ContestantName, catalogue } from './catalogue';
import { learningRate, materialOf, type Problem, writeMaterial } from './problem';

/** Who competes, and on how many threads. */
export interface Entry {
  readonly name: ContestantName;
  readonly threads: number;
}
export const keyOf = ({ name, threads }: Entry): string => `${name} ${threads}`;

export interface Measured {
  /** Medians of the rounds, ms. */
  readonly milliseconds: number;
  readonly processorMs: number;
  /** MiB; null where the system doesn't tell. */
  readonly peakMiB: number | null;
  readonly results: Float32Array;
}
export type Standing = Measured | { readonly absent: string };

/** Runs before the first round, untimed. */
const warmUpRuns = 2;
/** Before each run, ms: for a while the threads of who ran last spin in wait for more work and would take the cores (Intel's OpenMP, the longest: 200 ms). */
const settlingMs = 250;

/**
 * Lets all entries solve one problem: each in a process of its own, one run after the other, round after round (A B C A B C …), so that whatever
 * else goes on in the machine meets all of them alike. Who has no standing in the end was stopped by the signal.
 */
export async function hold(
  problem: Problem,
  entries: readonly Entry[],
  rounds: number,
  folder: string,
  signal: AbortSignal,
): Promise<Map<string, Standing>> {
  const material = join(folder, `${problem.network}-${problem.task}`);
  writeMaterial(material, materialOf(problem));
  const standings = new Map<string, Standing>();
  const running = new Map<string, { readonly contestant: RunningContestant; readonly times: RunTime[] }>();
  const drop = (key: string, reason: unknown): void => {
    running.get(key)?.contestant.end();
    running.delete(key);
    standings.set(key, { absent: reason instanceof Error ? reason.message : String(reason) });
  };
  try {
    for (const entry of entries) {
      if (signal.aborted) break;
      const key = keyOf(entry);
      const { missing, command } = catalogue[entry.name];
      const why = missing();
      if (why !== null) {
        drop(key, why);
        continue;
      }
      const results = join(folder, `${key}-results`);
      const start = { ...problem, contestant: entry.name, threads: entry.threads, learningRate, material, results };
      await startContestant(command(entry.threads), start).then(
        (contestant) => running.set(key, { contestant, times: [] }),
        (reason: unknown) => drop(key, reason),
      );
    }
    for (let round = -warmUpRuns; round < rounds && !signal.aborted; round++)
      for (const [key, { contestant, times }] of [...running]) {
        await new Promise((resolve) => setTimeout(resolve, settlingMs));
        await contestant.time().then(
          (time) => void (round >= 0 && times.push(time)),
          (reason: unknown) => drop(key, reason),
        );
      }
    if (!signal.aborted)
      for (const [key, { contestant, times }] of running)
        standings.set(key, {
          milliseconds: median(times.map(({ milliseconds }) => milliseconds)),
          processorMs: median(times.map(({ processorMs }) => processorMs)),
          peakMiB: contestant.peakMiB(),
          results: contestant.results,
        });
  } finally {
    for (const { contestant } of running.values()) contestant.end();
  }
  return standings;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

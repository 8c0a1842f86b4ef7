/** One comparison. `ratio` over 1 always means that ours is better: faster, or smaller. */
export interface BenchRow {
  readonly what: string;
  readonly ours: number;
  readonly peer: number;
  readonly peerName: string;
  readonly unit: 'ms' | 'MiB';
  readonly ratio: number;
  /** Of a time: the same ratio of processor time, which other work on the machine hardly changes, but waiting in a loop counts in it. */
  readonly processorRatio?: number;
  /** The least ratio that is aimed at; null where there is none. */
  readonly goal: number | null;
  /** The largest difference between what the two computed, relative to the largest value. */
  readonly difference: number;
}

export interface Skipped {
  readonly what: string;
  readonly peerName: string;
  readonly why: string;
}

export interface BenchReport {
  readonly rows: readonly BenchRow[];
  readonly skipped: readonly Skipped[];
}

import type { Batch, BatchSize } from '../engine';

/** Where training batches come from: deterministic from its seed; `state` lets a resumed run go on with the very same stream. */
export interface BatchSource {
  /** Every batch is as large as this. */
  readonly batch: BatchSize;
  /** Fetches what the next batch is drawn from, unless `signal` aborts first; absent where it is all at hand. */
  ready?(signal: AbortSignal): Promise<void>;
  next(): Batch;
  /** How many batches were drawn; `skipTo(n)` puts a fresh source of the same seed there, cheaply. */
  readonly drawn: number;
  skipTo(drawn: number): void;
}

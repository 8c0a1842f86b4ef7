import { seededRandom } from '../random';

/** What batches draw from when it does not all fit in memory. Which images batch n finds there follows from the seed and n alone. */
export interface Stock<T> {
  /** Fetches what batch n draws from, and lets go what it does not; leaves off between two images where `signal` aborts. */
  ready(n: number, signal: AbortSignal): Promise<void>;
  /** The images of the batch that was made ready. */
  readonly images: readonly T[];
}

export interface MovingStock<T> {
  /** How many images there are. */
  readonly count: number;
  /** How many are in memory at once, at most. */
  readonly held: number;
  /** After so many batches one goes and another comes. */
  readonly everyBatches: number;
  readonly seed: number;
  /** Image `index` of `count`; always the same for the same index. */
  readonly fetch: (index: number) => Promise<T>;
}

/** A window of `held` images that moves through all of them in an order drawn from the seed, and begins again at its end. */
export function movingStock<T>({ count, held, everyBatches, seed, fetch }: MovingStock<T>): Stock<T> {
  const order = shuffled(count, seed);
  const size = Math.min(held, count);
  let images = new Map<number, T>();
  return {
    ready: async (n, signal) => {
      const first = size < count ? Math.floor(n / everyBatches) : 0;
      const wanted = Array.from({ length: size }, (_, i) => order[(first + i) % count]);
      // What goes is let go before what comes is fetched.
      const kept = new Map([...images].filter(([index]) => wanted.includes(index)));
      images = kept;
      const ready = new Map<number, T>();
      for (const index of wanted) {
        if (signal.aborted) return;
        ready.set(index, kept.get(index) ?? (await fetch(index)));
      }
      images = ready;
    },
    get images() {
      return [...images.values()];
    },
  };
}

/** Fisher and Yates. */
function shuffled(count: number, seed: number): readonly number[] {
  const random = seededRandom(seed, 67);
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

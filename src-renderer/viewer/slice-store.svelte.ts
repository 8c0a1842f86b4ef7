import { ok, type Outcome, type Trouble } from '../../src-main/contract';
import type { ByteLru } from './byte-lru';
import { nearestWhere } from './prefetch';

interface Source<T> {
  /** Keeps this store's entries apart from others in the shared cache. */
  readonly prefix: string;
  readonly cache: ByteLru<T>;
  read(index: number): Promise<Outcome<T>>;
  bytesOf(value: T): number;
  /** Slices that can be read at all. */
  readonly exists: (index: number) => boolean;
}

/** Enough to keep decoders and socket busy, few enough that the slice in view waits for little. */
const readsAtOnce = 4;

/**
 * The slices of a series as far as they are in the page. The slice in view is read at once, whatever else is going on; then its neighbours,
 * nearest first; then the rest, while the cache has room. Every change of the view or of the series makes a new plan; answers of
 * an older generation, whose indices may mean other slices, are dropped.
 */
export class SliceStore<T> {
  /** Grows with every change of what is loaded, for those who draw it. */
  revision = $state(0);
  #failures = $state.raw<ReadonlyMap<number, Trouble>>(new Map());

  readonly #source: Source<T>;
  readonly #reading = new Set<number>();
  #generation = 0;
  #current = 0;
  #total = 0;
  #ahead: 'prefetch' | 'only-current' = 'only-current';
  #largestBytes = 0;

  constructor(source: Source<T>) {
    this.#source = source;
  }

  /** Where the reader is now. */
  plan(current: number, total: number, ahead: 'prefetch' | 'only-current'): void {
    this.#current = current;
    this.#total = total;
    this.#ahead = ahead;
    this.#readMore();
  }

  /** Something new exists (a slice was denoised): look again. */
  look(): void {
    this.#readMore();
  }

  /** Forgets everything read so far, and what is still being read. */
  clear(): void {
    this.#generation += 1;
    this.#reading.clear();
    this.#failures = new Map();
    this.#source.cache.deleteAll((key) => key.startsWith(this.#source.prefix));
    this.revision += 1;
  }

  has(index: number): boolean {
    return this.#source.cache.has(this.#key(index));
  }

  get(index: number): T | undefined {
    return this.#source.cache.get(this.#key(index));
  }

  /** The slice, read for this once where it is not loaded: it takes no room from those around the reader. */
  async once(index: number): Promise<Outcome<T>> {
    const loaded = this.#source.cache.get(this.#key(index));
    return loaded === undefined ? this.#source.read(index) : ok(loaded);
  }

  troubleAt(index: number): Trouble | null {
    return this.#failures.get(index) ?? null;
  }

  /** The loaded slice closest to this one. */
  nearest(index: number): number | null {
    return nearestWhere(index, this.#total, (candidate) => this.has(candidate));
  }

  /** Reads again what failed. */
  retry(index: number): void {
    this.#failures = new Map([...this.#failures].filter(([failed]) => failed !== index));
    this.#readMore();
  }

  #key(index: number): string {
    return `${this.#source.prefix}${index}`;
  }

  #wanted(index: number): boolean {
    return this.#source.exists(index) && !this.has(index) && !this.#reading.has(index) && !this.#failures.has(index);
  }

  #readMore(): void {
    if (this.#total === 0) return;
    if (this.#wanted(this.#current)) void this.#read(this.#current);
    while (this.#ahead === 'prefetch' && this.#reading.size < readsAtOnce) {
      const coming = (this.#reading.size + 1) * this.#largestBytes;
      if (!this.#source.cache.hasRoomFor(coming)) return;
      const next = nearestWhere(this.#current, this.#total, (index) => this.#wanted(index));
      if (next === null) return;
      void this.#read(next);
    }
  }

  async #read(index: number): Promise<void> {
    const generation = this.#generation;
    this.#reading.add(index);
    const outcome = await this.#source.read(index);
    if (generation !== this.#generation) return;
    this.#reading.delete(index);
    if (outcome.ok) {
      const bytes = this.#source.bytesOf(outcome.value);
      this.#largestBytes = Math.max(this.#largestBytes, bytes);
      this.#source.cache.set(this.#key(index), outcome.value, bytes);
    } else {
      this.#failures = new Map(this.#failures).set(index, outcome.error);
    }
    this.revision += 1;
    this.#readMore();
  }
}

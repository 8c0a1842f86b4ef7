import { ok, type Outcome, type Trouble } from '../../src-main/contract';
import type { ByteLru } from './byte-lru';
import { nearestWhere } from './prefetch';
import type { ReadAhead } from './read-ahead';

interface Source<T> {
  /** Keeps this store's entries apart from others in the shared cache. Where it changes, what was read before is another thing. */
  prefix(): string;
  readonly cache: ByteLru<T>;
  readonly readAhead: ReadAhead;
  read(index: number): Promise<Outcome<T>>;
  bytesOf(value: T): number;
  /** Slices that can be read at all. */
  readonly exists: (index: number) => boolean;
}

/**
 * The slices of a series as far as they are in the page. The slices in view are read at once, whatever else is going on; then their neighbours,
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
  #places: readonly number[] = [];
  #total = 0;
  #ahead: 'prefetch' | 'only-current' = 'only-current';
  #largestBytes = 0;
  /** How many need all of the series at once. */
  #wholes = 0;

  constructor(source: Source<T>) {
    this.#source = source;
    source.readAhead.join(() => this.#readNext());
  }

  /** `places`: the slices that are looked at now, one for each cell that shows the series. */
  plan(places: readonly number[], total: number, ahead: 'prefetch' | 'only-current'): void {
    this.#places = places;
    this.#total = total;
    this.#ahead = ahead;
    this.#readMore();
  }

  /** Something new exists (a slice was denoised), or the cache let something go: look again. */
  look(): void {
    this.revision += 1;
    this.#readMore();
  }

  /** Forgets everything read so far, and what is still being read. */
  clear(): void {
    this.#generation += 1;
    this.#reading.clear();
    this.#failures = new Map();
    this.#source.cache.deleteAll((key) => key.startsWith(this.#source.prefix()));
    this.revision += 1;
  }

  /** What the page keeps of this kind, all series together. */
  get capacityBytes(): number {
    return this.#source.cache.capacityBytes;
  }

  /** Reads every slice, also where others, used longer ago, have to make room: for who needs all at once. Returns how to let go. */
  needAll(): () => void {
    this.#wholes += 1;
    this.#readMore();
    return () => (this.#wholes -= 1);
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
    return nearestWhere([index], this.#total, (candidate) => this.has(candidate));
  }

  /** Reads again what failed. */
  retry(index: number): void {
    this.#failures = new Map([...this.#failures].filter(([failed]) => failed !== index));
    this.#readMore();
  }

  #key(index: number): string {
    return `${this.#source.prefix()}${index}`;
  }

  #wanted(index: number): boolean {
    return this.#source.exists(index) && !this.has(index) && !this.#reading.has(index) && !this.#failures.has(index);
  }

  #readMore(): void {
    for (const index of this.#places) if (index < this.#total && this.#wanted(index)) void this.#read(index);
    this.#source.readAhead.go();
  }

  #readNext(): 'reading' | 'nothing wanted' {
    const { cache, readAhead } = this.#source;
    const room = this.#wholes > 0 || cache.hasRoomFor((readAhead.reading + 1) * this.#largestBytes);
    if (this.#ahead !== 'prefetch' || !room) return 'nothing wanted';
    const next = nearestWhere(this.#places, this.#total, (index) => this.#wanted(index));
    if (next === null) return 'nothing wanted';
    void this.#read(next);
    return 'reading';
  }

  async #read(index: number): Promise<void> {
    const generation = this.#generation;
    const key = this.#key(index);
    this.#reading.add(index);
    this.#source.readAhead.began();
    const outcome = await this.#source.read(index);
    this.#source.readAhead.ended();
    if (generation !== this.#generation) return this.#source.readAhead.go();
    this.#reading.delete(index);
    if (key !== this.#key(index)) return this.#readMore();
    if (outcome.ok) {
      const bytes = this.#source.bytesOf(outcome.value);
      this.#largestBytes = Math.max(this.#largestBytes, bytes);
      this.#source.cache.set(key, outcome.value, bytes);
    } else {
      this.#failures = new Map(this.#failures).set(index, outcome.error);
    }
    this.revision += 1;
    this.#readMore();
  }
}

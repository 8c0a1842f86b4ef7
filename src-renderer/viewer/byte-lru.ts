interface Entry<T> {
  readonly value: T;
  readonly bytes: number;
}

/** A cache that holds at most so many bytes and lets go of what was used longest ago. A Map keeps the order: oldest first. */
export class ByteLru<T> {
  readonly #entries = new Map<string, Entry<T>>();
  #bytes = 0;
  #capacityBytes: number;

  /** `onGone` is told what leaves. */
  constructor(
    capacityBytes: number,
    private readonly onGone: (value: T) => void = () => undefined,
  ) {
    this.#capacityBytes = capacityBytes;
  }

  get capacityBytes(): number {
    return this.#capacityBytes;
  }

  /** A smaller one lets go at once. */
  set capacityBytes(bytes: number) {
    this.#capacityBytes = bytes;
    this.#letGo('');
  }

  get bytes(): number {
    return this.#bytes;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  /** True if it would fit without letting go of anything. */
  hasRoomFor(bytes: number): boolean {
    return this.#bytes + bytes <= this.capacityBytes;
  }

  /** Counts as a use. */
  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** What was just put in stays, however large. */
  set(key: string, value: T, bytes: number): void {
    this.delete(key);
    this.#entries.set(key, { value, bytes });
    this.#bytes += bytes;
    this.#letGo(key);
  }

  #letGo(keep: string): void {
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#capacityBytes || oldest === keep) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
    this.onGone(entry.value);
  }

  deleteAll(wanted: (key: string) => boolean): void {
    for (const key of [...this.#entries.keys()]) if (wanted(key)) this.delete(key);
  }
}

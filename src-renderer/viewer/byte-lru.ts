interface Entry<T> {
  readonly value: T;
  readonly bytes: number;
}

/** A cache that holds at most so many bytes and lets go of what was used longest ago. A Map keeps the order: oldest first. */
export class ByteLru<T> {
  readonly #entries = new Map<string, Entry<T>>();
  #bytes = 0;

  /** `letGo` is told what leaves. */
  constructor(
    readonly capacityBytes: number,
    private readonly letGo: (value: T) => void = () => undefined,
  ) {}

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

  /** Returns the keys it let go of. What was just put in stays, however large. */
  set(key: string, value: T, bytes: number): readonly string[] {
    this.delete(key);
    this.#entries.set(key, { value, bytes });
    this.#bytes += bytes;
    const gone: string[] = [];
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.capacityBytes || oldest === key) break;
      this.delete(oldest);
      gone.push(oldest);
    }
    return gone;
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
    this.letGo(entry.value);
  }

  deleteAll(wanted: (key: string) => boolean): void {
    for (const key of [...this.#entries.keys()]) if (wanted(key)) this.delete(key);
  }
}

/** Enough to keep decoders and socket busy, few enough that a slice in view waits for little. */
const readsAtOnce = 4;

/** Reads slices that nobody looks at yet, for all series on the screen together: a few at a time, and each series in its turn. */
export class ReadAhead {
  /** Begins to read the next slice of a series, or says no: nothing is wanted there. The one whose turn it is comes first. */
  readonly #series: (() => 'reading' | 'nothing wanted')[] = [];
  #reading = 0;

  /** What is being read now, slices in view included. */
  get reading(): number {
    return this.#reading;
  }

  join(readNext: () => 'reading' | 'nothing wanted'): void {
    this.#series.push(readNext);
  }

  began(): void {
    this.#reading += 1;
  }

  ended(): void {
    this.#reading -= 1;
  }

  go(): void {
    for (let idle = 0; idle < this.#series.length && this.#reading < readsAtOnce;) {
      const readNext = this.#series.shift()!;
      this.#series.push(readNext);
      idle = readNext() === 'reading' ? 0 : idle + 1;
    }
  }
}

/** How many pieces of urgent work may go before a waiting one: enough for a page of slices, few enough that nobody waits long. */
const patience = 16;

/**
 * Lets what the reader waits for go first: urgent work begins at once, and the rest one at a time while nothing urgent goes on, or when
 * it has stood back long enough.
 */
export class Turns {
  private readonly waiting: (() => Promise<void>)[] = [];
  private urgentRunning = 0;
  private stoodBack = 0;
  private busy = false;

  async urgent<T>(work: () => Promise<T>): Promise<T> {
    this.urgentRunning++;
    try {
      return await work();
    } finally {
      this.urgentRunning--;
      this.stoodBack++;
      this.next();
    }
  }

  patient<T>(work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.waiting.length === 0) this.stoodBack = 0;
      this.waiting.push(() => work().then(resolve, reject));
      this.next();
    });
  }

  private next(): void {
    if (this.busy || (this.urgentRunning > 0 && this.stoodBack < patience)) return;
    const work = this.waiting.shift();
    if (!work) return;
    this.busy = true;
    this.stoodBack = 0;
    void work().finally(() => {
      this.busy = false;
      this.next();
    });
  }
}

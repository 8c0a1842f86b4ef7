/** One with the engine process, and the next one read meanwhile; more would keep a slice that comes into view waiting. */
export const slicesAtOnce = 2;

/**
 * What `work` makes of each item, in their order. Up to `atOnce` are under way at any time, also while the caller looks at one: so the engine need not
 * wait for a file, nor a file for the engine. Items are taken no sooner than they are begun. The caller may stop early; what is under way then ends unheard.
 */
export async function* underWay<T, R>(
  items: Iterable<T>,
  atOnce: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R, void> {
  const left = items[Symbol.iterator]();
  const begun: Promise<R>[] = [];
  const begin = (): void => {
    const next = left.next();
    if (next.done) return;
    const made = work(next.value);
    // It may fail before anyone waits for it, or when nobody will.
    made.catch(() => undefined);
    begun.push(made);
  };
  for (let i = 0; i < atOnce; i++) begin();
  for (let first = begun.shift(); first; first = begun.shift()) {
    const made = await first;
    begin();
    yield made;
  }
}

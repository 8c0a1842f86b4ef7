/** A turn of the event loop. Computing holds the thread, and a message that asks it to stop is heard only between. */
export const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

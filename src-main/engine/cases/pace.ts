/** How far all the cases are together, and how long they will take. */
export interface Pace {
  /** An epoch is done. */
  next(): { readonly done: number; readonly total: number; readonly secondsLeft: number | null };
  /** Epochs that will not run. */
  leaveOut(epochs: number): void;
}

/** Too few epochs to tell a pace by. */
const leastForPace = 3;

/** `clock` in milliseconds. */
export function createPace(epochs: number, clock: () => number): Pace {
  const started = clock();
  let [done, total] = [0, epochs];
  return {
    next: () => {
      done++;
      const secondsEach = (clock() - started) / 1000 / done;
      return { done, total, secondsLeft: done < leastForPace ? null : (total - done) * secondsEach };
    },
    leaveOut: (left) => (total -= left),
  };
}

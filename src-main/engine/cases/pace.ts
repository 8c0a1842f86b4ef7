/** How far all the cases are together, and how long they will take: epochs are counted, but batches tell the time, since recipes differ in them. */
export interface Pace {
  /** An epoch of so many batches is done. */
  next(batches: number): { readonly done: number; readonly total: number; readonly secondsLeft: number | null };
  /** Epochs, of so many batches each, that will not run. */
  leaveOut(epochs: number, batchesEach: number): void;
}

export interface Epochs {
  readonly epochs: number;
  readonly batchesEach: number;
}

/** Too few epochs to tell a pace by. */
const leastForPace = 3;

/** `clock` in milliseconds. */
export function createPace(cases: readonly Epochs[], clock: () => number): Pace {
  const started = clock();
  let [done, batchesDone] = [0, 0];
  let total = cases.reduce((sum, { epochs }) => sum + epochs, 0);
  let batches = cases.reduce((sum, { epochs, batchesEach }) => sum + epochs * batchesEach, 0);
  return {
    next: (more) => {
      done++;
      batchesDone += more;
      const secondsEach = (clock() - started) / 1000 / batchesDone;
      return { done, total, secondsLeft: done < leastForPace ? null : (batches - batchesDone) * secondsEach };
    },
    leaveOut: (epochs, batchesEach) => {
      total -= epochs;
      batches -= epochs * batchesEach;
    },
  };
}

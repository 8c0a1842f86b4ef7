import { type CheckDone, type CheckedPart, checkGradients, type PartChecked } from '../../engine/checks';

/** Checks a part of the gradients in the engine process, and tells each check as it is made. */
export async function runGradcheck(part: CheckedPart, say: (done: CheckDone) => void, signal: AbortSignal): Promise<PartChecked> {
  const checking = checkGradients(part, signal);
  for (;;) {
    const next = await checking.next();
    if (next.done) return next.value;
    say(next.value);
  }
}

import type { EngineBackend } from '../../engine';
import { type CheckDone, checkGradients, type GradientReport } from '../../engine/checks';

/** Checks the gradients in the engine process, and tells each check as it is made. */
export async function runGradcheck(
  backend: EngineBackend | 'auto',
  say: (done: CheckDone) => void,
  signal: AbortSignal,
): Promise<GradientReport> {
  const checking = checkGradients(backend, signal);
  for (;;) {
    const next = await checking.next();
    if (next.done) return next.value;
    say(next.value);
  }
}

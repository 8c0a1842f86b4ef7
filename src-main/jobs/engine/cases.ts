import { breath, type EngineBackend } from '../../engine';
import { compareCases, type Comparison, type ComparisonPlan, type ComparisonProgress } from '../../engine/cases';
import { loadedInterpreter } from './loaded';

/** Compares the cases in the engine process. Null when it was stopped. */
export async function runCases(
  plan: ComparisonPlan,
  backend: EngineBackend,
  say: (progress: ComparisonProgress) => void,
  signal: AbortSignal,
): Promise<Comparison | null> {
  const comparing = compareCases(await loadedInterpreter(backend), plan, signal);
  for (;;) {
    const next = await comparing.next();
    if (next.done) return next.value;
    say(next.value);
    await breath();
  }
}

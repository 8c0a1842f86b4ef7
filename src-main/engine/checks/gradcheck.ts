import { TacetError, troubleOf } from '../../contract/outcome';
import { breath } from '../breath';
import type { EngineBackend } from '../engine';
import { interpreters } from '../primitives/backends';
import { type Differentiating, openDifferentiating } from '../primitives/differentiating';
import type { Interpreter } from '../primitives/interpreter';
import { referenceOps } from '../primitives/reference';
import { automaticChecks, backendChecks } from './backends';
import { type Check, madeCheck, type PlannedCheck } from './check';
import { derivativeChecks } from './derivatives';
import { optimizerChecks } from './optimizers';
import { ruleChecks } from './rules';

/** A backend that was asked for, or automatic differentiation: where it ran, or why it could not. */
export type Checked =
  | { readonly name: string; readonly available: true; readonly device: string }
  | { readonly name: string; readonly available: false; readonly why: string };

export interface GradientReport {
  /** What was asked for. */
  readonly backend: EngineBackend | 'auto';
  readonly checks: readonly Check[];
  readonly ok: boolean;
  readonly backends: readonly Checked[];
  readonly automaticDifferentiation: Checked;
  /** Whether all checks were made, or it was stopped before. */
  readonly ending: 'finished' | 'cancelled';
}

export interface CheckDone {
  readonly done: number;
  readonly total: number;
  readonly check: Check;
}

/** What is checked; a test hands in something else. */
export interface CheckedParts {
  /** The checks that need no backend. */
  readonly inFloat64: readonly PlannedCheck[];
  readonly interpreters: Readonly<Record<string, () => Promise<Interpreter>>>;
  readonly differentiating: () => Promise<Differentiating>;
}
const ours: CheckedParts = {
  inFloat64: [...derivativeChecks(referenceOps), ...ruleChecks(referenceOps), ...optimizerChecks()],
  interpreters,
  differentiating: openDifferentiating,
};

/**
 * All gradients that were written by hand, checked: in float64 against central differences, on each backend that runs here (or the one that is
 * asked for) against float64 and against automatic differentiation. Yields each check when it is made. Throws a TacetError when the one backend that
 * is asked for does not run here.
 */
export async function* checkGradients(
  backend: EngineBackend | 'auto',
  signal: AbortSignal,
  parts: CheckedParts = ours,
): AsyncGenerator<CheckDone, GradientReport> {
  const names = backend === 'auto' ? Object.keys(parts.interpreters) : [backend];
  const opened = await Promise.all(names.map((name) => tried(name, parts.interpreters[name])));
  const [missing] = opened.flatMap(({ trouble }) => trouble ?? []);
  if (backend !== 'auto' && missing) throw new TacetError(missing.code, missing.message, missing.remedy);
  const twin = await tried('automatic differentiation', parts.differentiating);
  const here = opened.flatMap(({ part }) => part ?? []);
  const planned: readonly PlannedCheck[] = [
    ...parts.inFloat64,
    ...here.flatMap(backendChecks),
    ...here.flatMap((one) => (twin.part ? automaticChecks(one, twin.part) : [])),
  ];
  const checks: Check[] = [];
  try {
    for (const one of planned) {
      // Lets a stop be heard between two checks.
      await breath();
      if (signal.aborted) break;
      const check = await madeCheck(one);
      checks.push(check);
      yield { done: checks.length, total: planned.length, check };
    }
  } finally {
    for (const interpreter of here) await interpreter.dispose();
  }
  const finished = checks.length === planned.length;
  return {
    backend,
    checks,
    ok: finished && checks.every(({ ok }) => ok),
    backends: opened.map(({ said }) => said),
    automaticDifferentiation: twin.said,
    ending: finished ? 'finished' : 'cancelled',
  };
}

/** A part with where it runs, or why it does not. */
async function tried<Part extends { readonly device: string }>(name: string, open: () => Promise<Part>) {
  try {
    const part = await open();
    const said: Checked = { name, available: true, device: part.device };
    return { part, said, trouble: null };
  } catch (reason) {
    const trouble = troubleOf(reason);
    const said: Checked = { name, available: false, why: trouble.message };
    return { part: null, said, trouble };
  }
}

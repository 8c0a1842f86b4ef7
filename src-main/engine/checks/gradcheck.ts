import { breath } from '../breath';
import type { EngineBackend } from '../engine';
import { interpreters } from '../primitives/backends';
import { type Differentiating, twins } from '../primitives/differentiating';
import type { Interpreter } from '../primitives/interpreter';
import { referenceOps } from '../primitives/reference';
import { automaticChecks, backendChecks } from './backends';
import { type Check, madeCheck, type PlannedCheck } from './check';
import { derivativeChecks } from './derivatives';
import { optimizerChecks } from './optimizers';
import { ruleChecks } from './rules';

/** A part of the checks that needs no other: what was derived by hand, in float64; or what one backend makes of it. */
export type CheckedPart =
  | { readonly kind: 'derivations' }
  | {
      readonly kind: 'backend';
      readonly backend: EngineBackend;
      /** What differentiates by itself, to compare with; null leaves that out. */
      readonly twin: Differentiating['backend'] | null;
    };

/** How a part was checked; its checks were told one by one. */
export interface PartChecked {
  readonly device: string;
  /** Where automatic differentiation ran; null where none was asked for. */
  readonly twinDevice: string | null;
  /** Whether all checks were made, or it was stopped before. */
  readonly ending: 'finished' | 'cancelled';
}

export interface CheckDone {
  readonly done: number;
  readonly total: number;
  readonly check: Check;
}

/** All gradients that were derived by hand and need no backend. */
export const derivationChecks = (): readonly PlannedCheck[] => [
  ...derivativeChecks(referenceOps),
  ...ruleChecks(referenceOps),
  ...optimizerChecks(),
];

/**
 * The gradients that were written by hand, checked: in float64 against central differences, or on a backend against float64 and against automatic
 * differentiation. Yields each check when it is made. Throws a TacetError when the backend, or the twin, does not run here.
 */
export async function* checkGradients(part: CheckedPart, signal: AbortSignal): AsyncGenerator<CheckDone, PartChecked> {
  if (part.kind === 'derivations') {
    const ending = yield* madeChecks(derivationChecks(), signal);
    return { device: 'cpu, float64 loops', twinDevice: null, ending };
  }
  const interpreter: Interpreter = await interpreters[part.backend]();
  try {
    const twin = part.twin && (await twins[part.twin]());
    const planned = [...backendChecks(interpreter), ...(twin ? automaticChecks(interpreter, twin) : [])];
    const ending = yield* madeChecks(planned, signal);
    return { device: interpreter.device, twinDevice: twin && twin.device, ending };
  } finally {
    await interpreter.dispose();
  }
}

/** Makes one check after the other, and stops between two. */
export async function* madeChecks(
  planned: readonly PlannedCheck[],
  signal: AbortSignal,
): AsyncGenerator<CheckDone, PartChecked['ending']> {
  for (const [at, one] of planned.entries()) {
    await breath();
    if (signal.aborted) return 'cancelled';
    yield { done: at + 1, total: planned.length, check: await madeCheck(one) };
  }
  return 'finished';
}

import { TacetError } from '../../contract/outcome';

/** A check that can be made: what is compared with what, and how far apart they may lie. */
export interface PlannedCheck {
  readonly name: string;
  /** The independent way to the same numbers. */
  readonly against: string;
  readonly limit: number;
  /** The largest relative error found, as `relativeError` defines it. */
  readonly measure: () => number | Promise<number>;
}

export interface Check {
  readonly name: string;
  readonly against: string;
  readonly maxRelativeError: number;
  readonly limit: number;
  readonly ok: boolean;
}

/** What is no number at all, or was compared with nothing, is as far off as can be: JSON knows no infinity. */
const beyondMeasure = Number.MAX_VALUE;

async function measured(name: string, measure: PlannedCheck['measure']): Promise<number> {
  try {
    return await measure();
  } catch (reason) {
    const why = reason instanceof Error ? reason.message : String(reason);
    throw new TacetError({
      code: 'check-broken',
      message: `The check "${name}" could not be made: ${why}`,
      remedy: 'Try another backend; report it with this line.',
    });
  }
}

type Numbers = ArrayLike<number>;

/**
 * The relative error of all checks:  max |found − truth| / max |truth|  over the numbers of one tensor. A truth that is 0 everywhere proves
 * nothing, so it counts as missed; so do lengths that differ, and NaN.
 */
export function relativeError(found: Numbers, truth: Numbers): number {
  if (found.length !== truth.length) return beyondMeasure;
  let difference = 0;
  let largest = 0;
  for (let i = 0; i < truth.length; i++) {
    const off = Math.abs(found[i] - truth[i]);
    if (Number.isNaN(off)) return beyondMeasure;
    difference = Math.max(difference, off);
    largest = Math.max(largest, Math.abs(truth[i]));
  }
  return Math.min(difference / largest || (largest === 0 ? beyondMeasure : 0), beyondMeasure);
}

/** The worst relative error of tensors of one name; a tensor that is missing counts as missed. */
export const worstError = (found: Readonly<Record<string, Numbers>>, truth: Readonly<Record<string, Numbers>>): number =>
  Object.entries(truth).reduce((worst, [name, numbers]) => Math.max(worst, relativeError(found[name] ?? [], numbers)), 0);

/** Throws a TacetError that names the check when what it calls breaks down. */
export async function madeCheck({ name, against, limit, measure }: PlannedCheck): Promise<Check> {
  const maxRelativeError = await measured(name, measure);
  return { name, against, maxRelativeError, limit, ok: maxRelativeError <= limit };
}

import { describe, expect, it } from 'vitest';
import { automaticChecks, backendChecks } from '../../../src-main/engine/checks/backends';
import { madeCheck, type PlannedCheck, relativeError } from '../../../src-main/engine/checks/check';
import { derivativeChecks } from '../../../src-main/engine/checks/derivatives';
import { type CheckDone, derivationChecks, madeChecks } from '../../../src-main/engine/checks/gradcheck';
import { optimizerChecks } from '../../../src-main/engine/checks/optimizers';
import { ruleChecks } from '../../../src-main/engine/checks/rules';
import { openDifferentiating } from '../../../src-main/engine/primitives/differentiating';
import type { Interpreter } from '../../../src-main/engine/primitives/interpreter';
import type { Ops } from '../../../src-main/engine/primitives/ops';
import { type Reference, referenceInterpreter, referenceOps } from '../../../src-main/engine/primitives/reference';
import { fastBackends } from '../backends';

/** Checks with their titles. */
const titled = (checks: readonly PlannedCheck[]): readonly (readonly [string, PlannedCheck])[] =>
  checks.map((planned) => [`${planned.name}: within ${planned.limit} of ${planned.against}`, planned]);
async function holds(planned: PlannedCheck): Promise<void> {
  const { maxRelativeError, limit } = await madeCheck(planned);
  expect(maxRelativeError).toBeLessThanOrEqual(limit);
}

describe('in float64', () => {
  it.each(titled(derivationChecks()))('%s', (_, planned) => holds(planned));
});

const differentiating = await openDifferentiating().catch(() => null);
const notDifferentiating = differentiating ? '' : ' (skipped: nothing that differentiates by itself runs here)';

describe.each(fastBackends)('on $name$why', ({ interpreter }) => {
  it.skipIf(!interpreter).each(interpreter ? titled(backendChecks(interpreter)) : [])('%s', (_, planned) => holds(planned));
  it.skipIf(!interpreter || !differentiating)(
    `the whole gradient is what automatic differentiation finds${notDifferentiating}`,
    async () => {
      for (const planned of automaticChecks(interpreter!, differentiating!)) await holds(planned);
    },
  );
});

/** The reference with one row of the vocabulary off by a hundred-thousandth. */
const bentOps = (row: keyof Ops<Reference>): Ops<Reference> => ({
  ...referenceOps,
  [row]: (...given: never[]) => {
    const { shape, data } = (referenceOps[row] as (...all: never[]) => Reference)(...given);
    return { shape, data: data.map((value) => value * (1 + 1e-5)) };
  },
});

describe('a derivative that is wrong', () => {
  // Large filters take longer and tell no more here.
  const quick = (ops: Ops<Reference>) => derivativeChecks(ops).filter(({ name }) => !/convolution (5|7|9|11|13) ×/.test(name));

  it.each(Object.keys(referenceOps) as (keyof Ops<Reference>)[])('is noticed when the row "%s" is bent', async (row) => {
    for (const planned of quick(bentOps(row))) if (!(await madeCheck(planned)).ok) return;
    expect.fail('every check held');
  });

  it('is noticed in a rule of back-propagation, which is no derivative', async () => {
    const bent = ruleChecks(bentOps('convInputGradient'));
    const checks = await Promise.all(bent.map(madeCheck));
    expect(checks.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(
      bent.filter(({ name }) => name.includes('seo-2018')).map(({ name }) => name),
    );
  });

  it('is noticed on a backend, by the reference and by the adjoint identity', async () => {
    const broken: Interpreter = {
      ...referenceInterpreter,
      compile: async (program, shapes, constants) => {
        const bent = await referenceInterpreter.compile(
          (ops, inputs) =>
            program(
              {
                ...ops,
                convFilterGradient: (x, dz, size, dilation) => ops.scale(ops.convFilterGradient(x, dz, size, dilation), 1.001),
              },
              inputs,
            ),
          shapes,
          constants,
        );
        return bent;
      },
    };
    const checks = await Promise.all(backendChecks(broken).map(madeCheck));
    expect(checks.filter(({ ok }) => ok)).toEqual([]);
  });
});

describe('the relative error', () => {
  it('is the largest difference relative to the largest number of the truth', () => {
    expect(relativeError([1, -3.9], [1.1, -4])).toBeCloseTo(0.1 / 4, 12);
    expect(relativeError([2, 2], [2, 2])).toBe(0);
  });
  it('is as large as can be where there is nothing to compare with, or no number', () => {
    for (const [found, truth] of [
      [[0], [0]],
      [[], []],
      [[1], [0]],
      [[1, 2], [1]],
      [[NaN], [1]],
      [[Infinity], [1]],
      [[1], [NaN]],
    ] as const)
      expect(relativeError(found, truth), `${found.join()} for ${truth.join()}`).toBe(Number.MAX_VALUE);
  });
});

describe('checking', () => {
  const run = async (signal: AbortSignal, each: (done: CheckDone) => void = () => undefined) => {
    const checking = madeChecks(optimizerChecks(), signal);
    for (;;) {
      const next = await checking.next();
      if (next.done) return next.value;
      each(next.value);
    }
  };

  it('tells each check once, and how many there are', async () => {
    const told: CheckDone[] = [];
    expect(await run(new AbortController().signal, (one) => told.push(one))).toBe('finished');
    const total = optimizerChecks().length;
    expect(told.map(({ done, total: of }) => [done, of])).toEqual(Array.from({ length: total }, (_, i) => [i + 1, total]));
    expect(new Set(told.map(({ check: { name } }) => name)).size).toBe(total);
  });

  it('stops between two checks', async () => {
    const stop = new AbortController();
    let told = 0;
    expect(await run(stop.signal, () => (told++, stop.abort()))).toBe('cancelled');
    expect(told).toBe(1);
  });

  it('names the check that broke down', async () => {
    const planned = { name: 'a check', against: 'nothing', limit: 0, measure: () => Promise.reject(new Error('out of memory')) };
    await expect(madeCheck(planned)).rejects.toMatchObject({ message: 'The check "a check" could not be made: out of memory' });
  });
});

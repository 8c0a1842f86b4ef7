import { describe, expect, it } from 'vitest';
import type { EventPayload } from '../../../src-main/contract';
import {
  type CaseLog,
  epochsShown,
  lossColumns,
  outputAt,
  withEpoch,
  withMeasured,
  withOutput,
} from '../../../src-renderer/cases/case-log';
import { caseMeaning, figureLabel, lossLabel, signedLabel } from '../../../src-renderer/cases/cases-wording';

const key = { jobId: 'j', recipe: 'mended', case: 2 } as const;
const pace = { epochs: 3, done: 1, total: 24, secondsLeft: null };
const epoch = (number: number, loss: number, more: object = {}): EventPayload<'casesEpoch'> => ({
  ...key,
  ...pace,
  epoch: number,
  loss,
  ...more,
});
const output = (number: number, more: object = {}): EventPayload<'casesOutput'> => ({
  ...key,
  epoch: number,
  size: 1,
  normalised: new ArrayBuffer(1),
  asItIs: new ArrayBuffer(1),
  shown: 'as-it-is',
  ...more,
});
const absent = {
  kind: 'absent',
  ...key,
  residual: 'multiply-add',
  rule: 'standard',
  differentiation: 'automatic',
  judge: 'none',
  why: { code: 'w', message: 'w', remedy: '' },
} as const;
const log = (number: number, losses: readonly number[], epochs: readonly number[] = []): CaseLog => ({
  recipe: 'mended',
  case: number,
  losses,
  outputs: epochs.map((one) => output(one)),
  measured: null,
});

describe('what is told of the cases', () => {
  it('gathers losses, outputs and the measurement of each, in the order they came', () => {
    let logs: readonly CaseLog[] = [];
    logs = withOutput(logs, output(0, { recipe: 'as-written' }));
    logs = withOutput(logs, output(0));
    logs = withEpoch(logs, epoch(1, 9));
    logs = withEpoch(logs, epoch(2, 8));
    logs = withOutput(logs, output(2));
    logs = withMeasured(logs, absent);
    expect(logs.map(({ recipe, case: number }) => [recipe, number])).toEqual([
      ['as-written', 2],
      ['mended', 2],
    ]);
    expect(logs[1]).toMatchObject({ losses: [9, 8], measured: absent });
    expect(logs[1]!.outputs.map(({ epoch: number }) => number)).toEqual([0, 2]);
    expect(logs[0]!.losses).toEqual([]);
  });

  it('knows a case that could not run, of which nothing else was told', () => {
    expect(withMeasured([], absent)).toEqual([{ recipe: 'mended', case: 2, losses: [], outputs: [], measured: absent }]);
  });

  it('begins a case again, in its place, when the engine died under it', () => {
    const before = [log(1, [5], [0]), log(2, [9, 8], [0, 2]), log(3, [7], [0])];
    const logs = withEpoch(withOutput(before, output(0)), epoch(1, 9.5));
    expect(logs.map(({ case: number, losses, outputs }) => [number, losses.length, outputs.length])).toEqual([
      [1, 1, 1],
      [2, 1, 1],
      [3, 1, 1],
    ]);
  });

  it('shows at an epoch the last output up to it', () => {
    const [short, long] = [log(1, [], [0, 1]), log(2, [], [0, 3, 7])];
    expect(epochsShown([long, short])).toEqual([0, 1, 3, 7]);
    expect([0, 2, 7].map((at) => outputAt(long, at)?.epoch)).toEqual([0, 0, 7]);
    expect(outputAt(short, 7)?.epoch).toBe(1);
    expect(outputAt(log(3, []), 7)).toBeNull();
  });

  it('makes columns of equal length of the losses, without those that have no logarithm', () => {
    expect(lossColumns([log(1, [4, 0, 1]), log(2, [2])])).toEqual([
      [1, 2, 3],
      [4, null, 1],
      [2, null, null],
    ]);
  });
});

describe('figures of the cases', () => {
  it.each([
    [null, 1, '–'],
    [21.53, 1, '21.5'],
    [-376.4, 0, '−376'],
    [-0.2, 0, '0'],
    [1234567, 0, '1.2e6'],
    [-3.5e12, 2, '−3.5e12'],
  ])('%s with %d decimals is %s', (value, decimals, label) => expect(figureLabel(value, decimals)).toBe(label));

  it.each([
    [255.2, '+255'],
    [0.3, '0'],
    [-0.3, '0'],
    [-12, '−12'],
    [null, '–'],
  ])('a shift of %s is %s', (value, label) => expect(signedLabel(value, 0)).toBe(label));

  it.each([
    [0.012345, '0.0123'],
    [7.92e11, '7.92e11'],
  ])('a loss of %s is %s', (loss, label) => expect(lossLabel(loss)).toBe(label));

  it('say what sets each case apart, and nothing of one that is not known', () => {
    expect(new Set([1, 2, 3, 4, 5].map(caseMeaning)).size).toBe(5);
    expect(caseMeaning(9)).toBe('');
  });
});

import { describe, expect, it } from 'vitest';
import { type Measured, median, type Standing } from '../../src-main/bench/contest';
import { compare, relativeDifference } from '../../src-main/bench/engine-bench';

const ours = { name: 'tensorflow', threads: 2 } as const;
const peer = { name: 'tfjs-node', threads: 2 } as const;
const measured = (milliseconds: number, peakMiB: number | null, ...results: number[]): Measured => ({
  milliseconds,
  processorMs: 3 * milliseconds,
  peakMiB,
  results: Float32Array.from(results),
});
const compared = (mine: Standing, its: Standing) =>
  compare(
    'a step',
    { ours, peer, goal: 1 },
    new Map([
      ['tensorflow 2', mine],
      ['tfjs-node 2', its],
    ]),
  );

describe('a comparison', () => {
  it('has a ratio over 1 where ours is faster, and where it is smaller', () => {
    const { rows, skipped } = compared(measured(50, 400, 1, 2), measured(100, 300, 1, 2));
    expect(skipped).toEqual([]);
    expect(rows).toMatchObject([
      {
        what: 'a step, tensorflow, 2 threads',
        ours: 50,
        peer: 100,
        unit: 'ms',
        ratio: 2,
        processorRatio: 2,
        goal: 1,
        difference: 0,
      },
      { ours: 400, peer: 300, unit: 'MiB', ratio: 0.75, goal: null },
    ]);
  });

  it('leaves out memory where the system does not tell it', () => {
    expect(compared(measured(50, null, 1), measured(100, null, 1)).rows.map(({ unit }) => unit)).toEqual(['ms']);
  });

  it('is refused where the two did not compute the same', () => {
    const { rows, skipped } = compared(measured(50, 400, 1, 2), measured(100, 300, 1, 2.01));
    expect(rows).toEqual([]);
    expect(skipped[0]!.why).toMatch(/^the two did not compute the same: they differ by 0\.00/);
  });

  it('is skipped with the reason of whoever is absent', () => {
    expect(compared(measured(50, 400, 1), { absent: 'it is not installed' })).toEqual({
      rows: [],
      skipped: [
        {
          what: 'a step, tensorflow, 2 threads',
          peerName: 'tfjs-node by itself, 2 threads',
          why: 'tfjs-node by itself: it is not installed',
        },
      ],
    });
  });
});

describe('the difference between two results', () => {
  it('is the largest one, over the largest value', () => {
    expect(relativeDifference(Float32Array.of(1, -3, 0), Float32Array.of(1, -4, 0.5))).toBe(0.25);
    expect(relativeDifference(Float32Array.of(0), Float32Array.of(0))).toBe(0);
  });

  it('is infinite for another number of values, and for one that is no number', () => {
    expect(relativeDifference(Float32Array.of(1), Float32Array.of(1, 2))).toBe(Infinity);
    expect(relativeDifference(Float32Array.of(1, NaN), Float32Array.of(1, 2))).toBe(Infinity);
  });
});

it('a median is the middle one, or between the middle two', () => {
  expect([median([5, 1, 100]), median([4, 1, 100, 2])]).toEqual([5, 3]);
});

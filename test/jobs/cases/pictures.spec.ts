import { describe, expect, it } from 'vitest';
import { downScaled, picturesOf } from '../../../src-main/jobs/cases/pictures';

const slice = (size: number, hu: (i: number) => number) => ({
  size,
  hu: Float32Array.from({ length: size * size }, (_, i) => hu(i)),
});
const varied = (size: number, base = 0) => slice(size, (i) => base + (i % 50));
const codeOf = (slices: Parameters<typeof picturesOf>[0]): string => {
  const made = picturesOf(slices);
  return made.ok ? 'ok' : made.error.code;
};

describe('the pictures of the cases', () => {
  it('keep two slices of twelve apart, and none of three', () => {
    const twelve = picturesOf(Array.from({ length: 12 }, (_, at) => varied(64, at)));
    expect(twelve.ok && [twelve.value.training.length, twelve.value.test.length, twelve.value.testWasKeptApart]).toEqual([
      10,
      2,
      true,
    ]);
    const three = picturesOf([varied(64), varied(64), varied(64)]);
    expect(three.ok && [three.value.training.length, three.value.test.length, three.value.testWasKeptApart]).toEqual([
      3,
      3,
      false,
    ]);
  });

  it('are grey by the chest window where there is lung, else by the abdomen window', () => {
    const chest = picturesOf([slice(64, (i) => (i % 2 ? -800 : 50))]);
    expect(chest.ok && [chest.value.window.widthHu, ...chest.value.test[0]!.slice(0, 2)]).toEqual([1500, 238, 94]);
    const belly = picturesOf([slice(64, (i) => (i % 2 ? -150 : 50))]);
    expect(belly.ok && [belly.value.window.widthHu, ...belly.value.test[0]!.slice(0, 2)]).toEqual([400, 128, 0]);
  });

  it('are scaled down by means over area, which keep the mean whatever the ratio', () => {
    for (const [from, to] of [
      [8, 4],
      [7, 4],
      [500, 128],
    ] as const) {
      const before = slice(from, (i) => (i * 7919) % 1000);
      const mean = (hu: Float32Array): number => hu.reduce((a, b) => a + b, 0) / hu.length;
      expect(mean(downScaled(before, to))).toBeCloseTo(mean(before.hu), 1);
    }
    expect([...downScaled({ size: 4, hu: Float32Array.from([1, 3, 5, 7, 1, 3, 5, 7, 0, 0, 0, 0, 4, 4, 4, 4]) }, 2)]).toEqual([
      2, 6, 2, 2,
    ]);
  });

  it.each([
    ['no slice', [], 'cases-empty'],
    ['slices smaller than 64 pixels', [varied(63)], 'cases-small'],
    ['a value that is no number', [slice(64, (i) => (i === 5 ? NaN : i % 50))], 'cases-not-finite'],
    ['an infinite value', [slice(64, (i) => (i === 5 ? Infinity : i % 50))], 'cases-not-finite'],
    ['a picture of one grey', [slice(64, () => -1000)], 'cases-blank'],
  ])('refuse %s', (_, slices, code) => expect(codeOf(slices)).toBe(code));
});

import { describe, expect, it } from 'vitest';
import { sliceAsked } from '../../../src-renderer/viewer/slice-asked';

const slices = [-30, -27.5, -25, -22.5].map((slicePositionMm) => ({ slicePositionMm }));

describe('a slice that is asked for', () => {
  it.each([
    ['3', 2],
    [' 1 ', 0],
    ['-25 mm', 2],
    ['−26,9mm', 1],
    ['-30.04 mm', 0],
    ['-22.5 MM', 3],
  ])('by "%s" is found', (typed, index) => expect(sliceAsked(typed, slices)).toEqual({ ok: true, value: index }));

  it.each([
    ['5', 'There are slices 1 to 4.'],
    ['0', 'There are slices 1 to 4.'],
    ['2.5', 'There are slices 1 to 4.'],
    ['12 mm', 'The slices lie from −30.0 to −22.5 mm.'],
    ['abc', '"abc" is neither a number nor a position.'],
    ['1e3', '"1e3" is neither a number nor a position.'],
  ])('by "%s" is refused with a sentence', (typed, message) =>
    expect(sliceAsked(typed, slices)).toMatchObject({ ok: false, error: { message } }),
  );

  it('by position needs images that say where they lie', () => {
    expect(sliceAsked('3 mm', [{ slicePositionMm: null }])).toMatchObject({ ok: false });
  });
});

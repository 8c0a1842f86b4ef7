import { describe, expect, it } from 'vitest';
import { createPace } from '../../../src-main/engine/cases/pace';

describe('the time that the cases will take', () => {
  it('is told by batches, not by epochs: a recipe of 30 batches an epoch takes as long as 15 epochs of one with 2', () => {
    let now = 0;
    const pace = createPace(
      [
        { epochs: 10, batchesEach: 2 },
        { epochs: 4, batchesEach: 30 },
      ],
      () => now,
    );
    const epoch = (batches: number) => {
      now += 100 * batches;
      return pace.next(batches);
    };
    for (let i = 0; i < 2; i++) expect(epoch(2).secondsLeft).toBeNull();
    for (let i = 3; i < 10; i++) epoch(2);
    const half = epoch(2);
    expect(half).toMatchObject({ done: 10, total: 14 });
    expect(half.secondsLeft).toBeCloseTo(12, 9);
    pace.leaveOut(3, 30);
    const last = epoch(30);
    expect(last).toMatchObject({ done: 11, total: 11 });
    expect(last.secondsLeft).toBeCloseTo(0, 9);
  });
});

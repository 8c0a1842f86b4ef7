import { describe, expect, it } from 'vitest';
import { SliceQueue } from '../../../src-main/jobs/denoise/slice-queue';

const drain = (queue: SliceQueue): number[] => {
  const taken: number[] = [];
  for (let next = queue.take(); next !== null; next = queue.take()) taken.push(next);
  return taken;
};

describe('the queue of slices', () => {
  it('begins with the slice in view and goes outward on both sides', () => {
    expect(drain(new SliceQueue([0, 1, 2, 3, 4, 5, 6], 3))).toEqual([3, 2, 4, 1, 5, 0, 6]);
  });
  it('goes on from where the reader is now', () => {
    const queue = new SliceQueue([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 0);
    expect([queue.take(), queue.take()]).toEqual([0, 1]);
    queue.lookAt(8);
    expect(drain(queue)).toEqual([8, 7, 9, 6, 5, 4, 3, 2]);
  });
  it('takes what is wanted early after the slice in view, wherever the reader goes', () => {
    const queue = new SliceQueue([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 1, [5, 3, 7]);
    expect([queue.take(), queue.take()]).toEqual([1, 3]);
    queue.lookAt(8);
    expect(drain(queue)).toEqual([8, 7, 5, 9, 6, 4, 2, 0]);
    expect(drain(new SliceQueue([0, 1, 2], 1, [5, 1]))).toEqual([1, 0, 2]);
  });
  it('gives each slice once, and only those that were asked for', () => {
    expect(drain(new SliceQueue([9, 2, 4], 3)).sort()).toEqual([2, 4, 9]);
  });
});

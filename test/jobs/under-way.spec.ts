import { setTimeout as after } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { underWay } from '../../src-main/jobs/under-way';

describe('work that is under way, some of it at once', () => {
  it('is handed out in order, whichever ends first, and never more of it is begun than that', async () => {
    let [running, most] = [0, 0];
    const work = async (item: number): Promise<number> => {
      most = Math.max(most, ++running);
      await after(item % 2 === 0 ? 12 : 3);
      running--;
      return 10 * item;
    };
    const made: number[] = [];
    for await (const one of underWay([0, 1, 2, 3, 4, 5, 6], 3, work)) made.push(one);
    expect(made).toEqual([0, 10, 20, 30, 40, 50, 60]);
    expect(most).toBe(3);
  });

  it('goes on while the caller looks at a piece of it', async () => {
    const begun: number[] = [];
    const work = async (item: number): Promise<number> => (begun.push(item), item);
    for await (const one of underWay([0, 1, 2, 3], 2, work)) {
      await after(5);
      expect(begun.at(-1)).toBe(Math.min(3, one + 2));
    }
  });

  it('takes an item no sooner than it begins it, so what is wanted first may change', async () => {
    const wanted = ['a', 'b', 'c', 'd', 'e'];
    function* next(): Generator<string, void> {
      while (wanted.length > 0) yield wanted.shift()!;
    }
    const made: string[] = [];
    for await (const one of underWay(next(), 2, async (item) => item)) {
      // a, b and c are begun by now.
      if (one === 'a') wanted.reverse();
      made.push(one);
    }
    expect(made).toEqual(['a', 'b', 'c', 'e', 'd']);
  });

  it('fails with what failed, after what came before it; nothing of the rest goes unheard as a crash', async () => {
    const work = async (item: number): Promise<number> => {
      if (item >= 1) throw new Error(`no ${item}`);
      await after(5);
      return item;
    };
    const made: number[] = [];
    const all = (async () => {
      for await (const one of underWay([0, 1, 2], 3, work)) made.push(one);
    })();
    await expect(all).rejects.toThrow('no 1');
    expect(made).toEqual([0]);
  });
});

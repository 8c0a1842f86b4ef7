import { describe, expect, it } from 'vitest';
import { movingStock } from '../../../src-main/engine/training/stock';

/** Keeps count of what is fetched. */
function library(count: number, change: { readonly held?: number; readonly everyBatches?: number; readonly seed?: number } = {}) {
  const fetched: number[] = [];
  const stock = movingStock({
    count,
    held: 8,
    everyBatches: 2,
    seed: 1,
    ...change,
    fetch: async (index) => {
      fetched.push(index);
      return { index };
    },
  });
  const at = async (n: number): Promise<readonly number[]> => {
    await stock.ready(n, new AbortController().signal);
    return stock.images.map(({ index }) => index);
  };
  return { at, fetched };
}

describe('a stock of images that moves', () => {
  it('never holds more than it may, shows all of a thousand in turn, and fetches each once a round', async () => {
    const { at, fetched } = library(1000, { everyBatches: 1 });
    const seen = new Set<number>();
    for (let n = 0; n < 1000; n++) {
      const held = await at(n);
      expect(held).toHaveLength(8);
      for (const index of held) seen.add(index);
    }
    expect(seen.size).toBe(1000);
    expect(fetched).toHaveLength(1007);
  });
  it('lets one go and takes another after so many batches', async () => {
    const { at } = library(20);
    const [first, second, third] = [await at(0), await at(1), await at(2)];
    expect(second).toEqual(first);
    expect(third.slice(0, 7)).toEqual(first.slice(1));
    expect(first).not.toContain(third[7]);
  });
  it('shows batch n the same images whether it came there step by step or at once; another seed shows others', async () => {
    const walked = library(50);
    for (let n = 0; n < 31; n++) await walked.at(n);
    expect(await library(50).at(31)).toEqual(await walked.at(31));
    expect(await library(50, { seed: 2 }).at(31)).not.toEqual(await walked.at(31));
  });
  it('holds all, and fetches nothing again, where all fit', async () => {
    const { at, fetched } = library(5);
    for (const n of [0, 10, 1000]) expect([...(await at(n))].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(fetched).toHaveLength(5);
  });
});

import { describe, expect, it } from 'vitest';
import { fail, ok, type Outcome } from '../../../src-main/contract';
import { ByteLru } from '../../../src-renderer/viewer/byte-lru';
import { nearestFirst, nearestWhere } from '../../../src-renderer/viewer/prefetch';
import { ReadAhead } from '../../../src-renderer/viewer/read-ahead';
import { SliceStore } from '../../../src-renderer/viewer/slice-store.svelte';

describe('nearest first', () => {
  it('goes outward on both sides, ahead first, and names every slice once', () => {
    expect([...nearestFirst([3], 8)]).toEqual([3, 4, 2, 5, 1, 6, 0, 7]);
    expect([...nearestFirst([0], 4)]).toEqual([0, 1, 2, 3]);
    expect([...nearestFirst([3], 4)]).toEqual([3, 2, 1, 0]);
    expect([...nearestFirst([0], 0)]).toEqual([]);
  });

  it('goes outward from several places at once', () => {
    expect([...new Set(nearestFirst([1, 6], 8))]).toEqual([1, 6, 2, 0, 7, 5, 3, 4]);
  });

  it('finds the nearest of those asked for', () => {
    expect(nearestWhere([10], 20, (index) => index < 5 || index > 17)).toBe(4);
    expect(nearestWhere([10], 20, () => false)).toBeNull();
  });
});

/** A series whose slices arrive when the test says so. */
function desk({ capacityBytes = 1e6, bytes = 100, readAhead = new ReadAhead() } = {}) {
  const asked: number[] = [];
  const waiting = new Map<number, (outcome: Outcome<string>) => void>();
  const store = new SliceStore<string>({
    prefix: () => 's/',
    cache: new ByteLru<string>(capacityBytes),
    readAhead,
    exists: () => true,
    bytesOf: () => bytes,
    read: (index) => {
      asked.push(index);
      return new Promise((resolve) => waiting.set(index, resolve));
    },
  });
  const arrive = async (index: number, outcome: Outcome<string> = ok(`slice ${index}`)) => {
    waiting.get(index)!(outcome);
    waiting.delete(index);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { store, asked, arrive };
}

describe('the slices in the page', () => {
  it('ask for the one in view first, then around it, a few at a time', async () => {
    const { store, asked, arrive } = desk();
    store.plan([5], 10, 'prefetch');
    expect(asked).toEqual([5, 6, 4, 7]);
    await arrive(6);
    expect(asked).toEqual([5, 6, 4, 7, 3]);
  });

  it('ask for the slice that comes into view at once, however many are under way', () => {
    const { store, asked } = desk();
    store.plan([5], 100, 'prefetch');
    store.plan([80], 100, 'prefetch');
    expect(asked).toEqual([5, 6, 4, 7, 80]);
  });

  it('go on around the new place after a jump: what was planned there before is forgotten', async () => {
    const { store, asked, arrive } = desk();
    store.plan([5], 100, 'prefetch');
    store.plan([80], 100, 'prefetch');
    await arrive(5);
    await arrive(6);
    expect(asked.slice(5)).toEqual([81]);
  });

  it('show the nearest loaded one until the one asked for is there', async () => {
    const { store, arrive } = desk();
    store.plan([5], 100, 'prefetch');
    expect(store.nearest(5)).toBeNull();
    await arrive(5);
    await arrive(7);
    expect(store.nearest(80)).toBe(7);
    expect(store.nearest(4)).toBe(5);
  });

  it('fetch nothing ahead while the study is still being read', async () => {
    const { store, asked, arrive } = desk();
    store.plan([5], 10, 'only-current');
    await arrive(5);
    expect(asked).toEqual([5]);
  });

  it('drop the answers to older questions once their indices mean other slices', async () => {
    const { store, arrive } = desk();
    store.plan([5], 10, 'only-current');
    store.clear();
    await arrive(5);
    expect(store.has(5)).toBe(false);
    store.plan([5], 10, 'only-current');
    await arrive(5);
    expect(store.get(5)).toBe('slice 5');
  });

  it('stop fetching ahead when the cache is full, so that far slices never drive out near ones', async () => {
    const { store, asked, arrive } = desk({ capacityBytes: 350 });
    store.plan([0], 100, 'only-current');
    await arrive(0);
    store.plan([0], 100, 'prefetch');
    await arrive(1);
    await arrive(2);
    expect(asked).toEqual([0, 1, 2]);
    expect([0, 1, 2].map((index) => store.has(index))).toEqual([true, true, true]);
    store.plan([50], 100, 'prefetch');
    expect(asked).toEqual([0, 1, 2, 50]);
  });

  it('say what failed, leave it, and try again only when asked', async () => {
    const { store, asked, arrive } = desk();
    store.plan([0], 2, 'only-current');
    await arrive(0, fail('decode-failed', 'This image is damaged.', 'Copy it again.'));
    expect(store.troubleAt(0)?.code).toBe('decode-failed');
    store.plan([0], 2, 'only-current');
    expect(asked).toEqual([0]);
    store.retry(0);
    expect([store.troubleAt(0), asked]).toEqual([null, [0, 0]]);
  });

  it('ask for every slice that some cell has in view, then around each of them in turn', () => {
    const { store, asked } = desk();
    store.plan([5, 80], 100, 'prefetch');
    expect(asked).toEqual([5, 80, 6, 4]);
  });

  it('of several series are read ahead in turn, and only a few at a time altogether', async () => {
    const readAhead = new ReadAhead();
    const [one, two] = [desk({ readAhead }), desk({ readAhead })];
    one.store.plan([0], 100, 'prefetch');
    two.store.plan([50], 100, 'prefetch');
    // The first had the room to itself; what comes into view is read all the same.
    expect([one.asked, two.asked]).toEqual([[0, 1, 2, 3], [50]]);
    await one.arrive(0);
    await one.arrive(1);
    await one.arrive(2);
    await two.arrive(50);
    expect([one.asked.length + two.asked.length, two.asked]).toEqual([8, [50, 51, 49]]);
  });

  it('ask for nothing once nobody looks', async () => {
    const { store, asked, arrive } = desk();
    store.plan([0], 10, 'prefetch');
    store.plan([], 10, 'prefetch');
    await arrive(0);
    expect(asked).toEqual([0, 1, 2, 3]);
  });
});

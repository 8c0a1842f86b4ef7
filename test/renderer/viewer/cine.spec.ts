import { describe, expect, it } from 'vitest';
import { faster, played, slower, type CineStand } from '../../../src-renderer/viewer/cine';

const begin = (index: number): CineStand => ({ index, direction: 1, due: 0 });
const loop = { slicesPerSecond: 10, way: 'loop' } as const;
const forth = { slicesPerSecond: 10, way: 'back-and-forth' } as const;
const all = () => true;

describe('a cine', () => {
  it('shows as many slices as time has gone by, however the frames fall', () => {
    for (const framesMs of [[1000], Array<number>(60).fill(1000 / 60), [7, 293, 400, 100, 150, 50]]) {
      const end = framesMs.reduce((stand, ms) => played(stand, ms, loop, 1000, all), begin(0));
      expect(end.index + end.due).toBeCloseTo(10, 6);
    }
  });

  it('begins anew after the last slice, or goes back from it', () => {
    expect(played(begin(8), 300, loop, 10, all).index).toBe(1);
    const back = played(begin(8), 300, forth, 10, all);
    expect(back).toMatchObject({ index: 7, direction: -1 });
    expect(played(back, 800, forth, 10, all)).toMatchObject({ index: 1, direction: 1 });
  });

  it('shows both ends once a turn when it goes back and forth', () => {
    let stand = begin(0);
    const seen = Array.from({ length: 9 }, () => (stand = played(stand, 100, forth, 4, all)).index);
    expect(seen).toEqual([1, 2, 3, 2, 1, 0, 1, 2, 3]);
  });

  it('waits for a slice that is on its way, and makes up for nothing then', () => {
    const loaded = (index: number) => index < 3;
    const waiting = played(begin(0), 1000, loop, 10, loaded);
    expect(waiting).toMatchObject({ index: 3, due: 0 });
    expect(played(waiting, 5000, loop, 10, loaded)).toEqual(waiting);
    expect(played(waiting, 100, loop, 10, all).index).toBe(4);
  });

  it('of one slice stands still', () => {
    expect(played(begin(0), 5000, forth, 1, all).index).toBe(0);
    expect(played(begin(0), 5000, loop, 0, all).index).toBe(0);
  });

  it('can be made faster and slower, within what a screen shows', () => {
    expect([faster(10), slower(10), faster(60), slower(1), faster(11)]).toEqual([12, 8, 60, 1, 12]);
  });
});

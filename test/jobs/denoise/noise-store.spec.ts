import { existsSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NoiseStore } from '../../../src-main/jobs/denoise/noise-store';

const of = (index: number, seriesId = 'series-0', modelSha256 = 'a') => ({ seriesId, modelSha256, index });
const noise = {
  noiseHu: Float32Array.of(1.5, -2.25, 0),
  sigmaHu: 20,
  bands: { rows: 1, columns: 2, broad: Float32Array.of(0.5, -1), narrow: Float32Array.of(3, 4) },
  strengths: [0.4, 0.5, 0.6] as const,
};
const folders = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('tacet-noise-'));

describe('the store of noise', () => {
  let store: NoiseStore;
  let before: string[];
  beforeEach(() => {
    before = folders();
    store = new NoiseStore();
  });
  afterEach(() => store.dispose());
  const ownFolder = (): string =>
    join(
      tmpdir(),
      folders().find((name) => !before.includes(name))!,
    );

  it('gives back what was put in, bit for bit', async () => {
    await store.put(of(3), noise, 100);
    expect(await store.get(of(3))).toEqual(noise);
    expect(store.list('series-0', 'a')).toMatchObject([
      { index: 3, facts: { sigmaHu: 20, strengths: [0.4, 0.5, 0.6], milliseconds: 100 } },
    ]);
  });
  it('tells series, slices and models apart', async () => {
    await store.put(of(3), noise, 1);
    expect([await store.get(of(4)), await store.get(of(3, 'series-1')), await store.get(of(3, 'series-0', 'b'))]).toEqual([
      null,
      null,
      null,
    ]);
  });
  it('forgets a series that is no longer open, and its files with it', async () => {
    await store.put(of(0), noise, 1);
    await store.put(of(0, 'series-1'), noise, 1);
    await store.retain((seriesId) => seriesId === 'series-1');
    expect([await store.get(of(0)), await store.get(of(0, 'series-1'))]).toEqual([null, noise]);
    expect(readdirSync(ownFolder())).toHaveLength(1);
  });
  it('keeps its files to its user, and takes them away at the end', async () => {
    await store.put(of(0), noise, 1);
    const folder = ownFolder();
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(statSync(join(folder, readdirSync(folder)[0]!)).mode & 0o077).toBe(0);
    store.dispose();
    expect(existsSync(folder)).toBe(false);
  });
});

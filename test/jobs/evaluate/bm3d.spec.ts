import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src-main/engine';
import { gaussianBlur } from '../../../src-main/engine/inference/gaussian';
import { rmseHu } from '../../../src-main/engine/quality';
import { startBm3d } from '../../../src-main/jobs/evaluate/bm3d';

const here = spawnSync('python3', ['-c', 'import bm3d']).status === 0;
const why = here ? '' : ' (skipped: python3 with bm3d is not installed)';

const [rows, columns] = [96, 128];
const image = (value: (row: number, column: number) => number): Float32Array =>
  Float32Array.from({ length: rows * columns }, (_, i) => value(Math.floor(i / columns), i % columns));

describe.skipIf(!here)(`BM3D as a control${why}`, { timeout: 120_000 }, () => {
  /** Two tissues with a straight border. */
  const truth = image((_, column) => (column < 70 ? 40 : 90));
  const random = seededRandom(9);
  const white = image(() => 20 * random.normal());
  const grain = gaussianBlur(white, rows, columns, 0.7);

  it.each([
    ['white', white, 0.3],
    ['coarse', grain, 0.6],
  ] as const)('takes %s noise off, keeps the border and the mean', async (_, noise, most) => {
    const bm3d = await startBm3d();
    if (!('method' in bm3d)) throw new Error(bm3d.why);
    const hu = truth.map((value, i) => value + noise[i]!);
    const clean = (await bm3d.method.denoise({ rows, columns, hu, padding: null }, truth)).hu;
    bm3d.end();
    expect(rmseHu(clean, truth) / rmseHu(hu, truth)).toBeLessThan(most);
    const side = (of: Float32Array, from: number, to: number): number => {
      const inside = of.filter((_, i) => i % columns >= from && i % columns < to);
      return inside.reduce((sum, value) => sum + value, 0) / inside.length;
    };
    for (const [from, to] of [
      [0, 66],
      [74, 128],
    ] as const)
      expect(Math.abs(side(clean, from, to) - side(hu, from, to))).toBeLessThan(0.5);
  });

  it('fails where it dies at work, rather than being waited for', async () => {
    const bm3d = await startBm3d();
    if (!('method' in bm3d)) throw new Error(bm3d.why);
    const hu = truth.map((value, i) => value + white[i]!);
    const waiting = bm3d.method.denoise({ rows, columns, hu, padding: null }, truth);
    bm3d.end();
    await expect(waiting).rejects.toThrow('it was ended by SIGTERM');
  });
});

describe('BM3D', () => {
  const path = process.env['PATH'];
  afterEach(() => void (process.env['PATH'] = path));

  it('that is not there is left out, with the reason', async () => {
    process.env['PATH'] = '';
    expect(await startBm3d()).toEqual({ why: 'python3 is not installed' });
  });
});

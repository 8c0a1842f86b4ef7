import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { haveSharedData, whySkipped } from '../shared-data';
import { bundleTrials, endure } from './endure';
import type { Endured, Orders } from './endure-process';
import { sharedFiles } from './plan';

const folder = mkdtempSync(join(tmpdir(), 'tacet-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const processes = 2;

/** In two processes side by side; the sum of what they saw, which is printed. */
async function endureAll(orders: Omit<Orders, 'share' | 'of'>): Promise<Endured> {
  const script = await bundleTrials(folder);
  const parts = await Promise.all(
    Array.from({ length: processes }, (_, share) => endure(script, { ...orders, share, of: processes })),
  );
  const outcomes: Record<string, number> = {};
  for (const part of parts)
    for (const [code, count] of Object.entries(part.outcomes)) outcomes[code] = (outcomes[code] ?? 0) + count;
  console.table(
    Object.entries(outcomes)
      .sort((a, b) => b[1] - a[1])
      .map(([outcome, files]) => ({ outcome, files })),
  );
  const slowest = parts.map((part) => part.slowest).sort((a, b) => b.cpuMs - a.cpuMs)[0]!;
  const peakMiB = Math.max(...parts.map((part) => part.peakMiB));
  console.log(
    `slowest: ${slowest.cpuMs.toFixed(0)} ms of processor time, ${slowest.name}; peak memory ${peakMiB.toFixed(0)} MiB`,
  );
  return {
    trials: parts.reduce((sum, { trials }) => sum + trials, 0),
    outcomes,
    broken: parts.flatMap(({ broken }) => broken),
    slowest,
    peakMiB,
  };
}

describe.skipIf(!haveSharedData)(
  `a harmed file opens or is refused in a plain sentence, within 2 s and 1 GiB${whySkipped}`,
  () => {
    it('cut off at 200 places, in every transfer syntax', { timeout: 600_000 }, async () => {
      const paths = [...sharedFiles(Infinity, 'ct-transfer-syntaxes'), ...sharedFiles(Infinity, 'encapsulation', 'wg04-ct')];
      const { trials, broken, slowest, peakMiB } = await endureAll({ kind: 'truncations', paths, times: 200, seed: 0 });
      expect(trials).toBe(paths.length * 200);
      expect(broken).toEqual([]);
      expect(slowest.cpuMs).toBeLessThan(2000);
      expect(peakMiB).toBeLessThan(1024);
    });

    it('in 20,000 mutants of the shared set', { timeout: 600_000 }, async () => {
      const paths = sharedFiles(150_000, '.');
      const { trials, broken, slowest, peakMiB } = await endureAll({ kind: 'mutants', paths, times: 20_000, seed: 1 });
      expect(trials).toBe(20_000);
      expect(broken).toEqual([]);
      expect(slowest.cpuMs).toBeLessThan(2000);
      expect(peakMiB).toBeLessThan(1024);
    });

    it('in 5,000 mutants of compressed streams', { timeout: 600_000 }, async () => {
      const paths = sharedFiles(
        200_000,
        'mixed-series/mixed-transfer-syntaxes',
        'encapsulation',
        'wg04-ct',
        'ct-transfer-syntaxes',
      );
      const { trials, broken, slowest, peakMiB } = await endureAll({ kind: 'stream mutants', paths, times: 5000, seed: 3 });
      expect(trials).toBe(5000);
      expect(broken).toEqual([]);
      expect(slowest.cpuMs).toBeLessThan(2000);
      expect(peakMiB).toBeLessThan(1024);
    });
  },
);

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { makePhantom } from '../../../src-main/engine/simulation';
import { gatherSlices } from '../../../src-main/jobs/cases/source';

const workerFile = resolve(import.meta.dirname, '../../../dist/main/phantom-worker.cjs');
const built = existsSync(workerFile);

async function gather(signal = new AbortController().signal, each: (done: number) => void = () => undefined) {
  const gathering = gatherSlices({ kind: 'phantom' }, 5, signal, { workers: 2, workerFile });
  for (;;) {
    const next = await gathering.next();
    if (next.done) return next.value;
    each(next.value.done);
  }
}

describe.skipIf(!built)(`the phantom of the cases${built ? '' : ' (skipped: not built; "npm run build" builds it)'}`, () => {
  it('is painted by other threads, slice by slice from foot to head, and main stays free meanwhile', async () => {
    const before = performance.eventLoopUtilization();
    const steps: number[] = [];
    const gathered = await gather(undefined, (done) => steps.push(done));
    // The share of the time that main's thread was at work.
    expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.3);
    expect(steps).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    if (!gathered?.ok) throw new Error('Nothing was painted.');
    const phantom = makePhantom({ kind: 'chest', slices: 12, seed: 5, size: 256 });
    for (const index of [0, 7, 11]) expect(gathered.value.slices[index]).toEqual({ size: 256, hu: phantom.slice(index) });
  });

  it('is left unpainted as soon as it is cancelled', async () => {
    const stop = new AbortController();
    const gathering = gather(stop.signal);
    await new Promise((resolved) => setTimeout(resolved, 100));
    const asked = performance.now();
    stop.abort();
    expect(await gathering).toBeNull();
    // All of it takes many seconds.
    expect(performance.now() - asked).toBeLessThan(1000);
  });
});

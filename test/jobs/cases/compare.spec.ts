import { describe, expect, it } from 'vitest';
import { fail, ok, type Outcome } from '../../../src-main/contract';
import type { CasesProgress, CasesRequest, CasesSource } from '../../../src-main/jobs/cases/cases';
import { compareOn } from '../../../src-main/jobs/cases/compare';
import { EngineStopped, type EngineOwner } from '../../../src-main/jobs/engine/owner';
import type { Slice, SlicePixels } from '../../../src-main/study';

/** An engine that answers a call for the cases by `answer`. */
const engineWith = (answer: (onEvent: (event: unknown) => void) => Promise<unknown>): EngineOwner => ({
  call: ((_name: string, _request: unknown, options: { onEvent: (event: unknown) => void }) =>
    answer(options.onEvent)) as EngineOwner['call'],
  persist: (attempt) => attempt(),
  dispose: () => undefined,
});
const comparison = { backend: 'reference', device: 'none', basis: null, runs: [], firstWeights: [] };

const side = 64;
const pixels = (hu: (i: number) => number): Outcome<SlicePixels> =>
  ok({
    rows: side,
    columns: side,
    hu: Float32Array.from({ length: side * side }, (_, i) => hu(i)),
    padding: null,
    rgba: null,
    inverted: false,
    tables: [],
  });
const series = (count: number, read: (index: number) => Outcome<SlicePixels>): CasesSource => {
  const slices = Array.from({ length: count }, (_, frame) => ({ path: 'a', frame }) as Slice);
  const info = { seriesNumber: 3, description: 'THORAX  1.0' };
  return { kind: 'series', series: { info, slices } as never, reader: { readPixels: async ({ frame }) => read(frame) } };
};
const request = (source: CasesSource): CasesRequest => ({
  source,
  recipes: ['mended'],
  epochs: 1,
  seed: 1,
  channels: 3,
  activations: null,
  backend: 'reference',
});

async function run(engine: EngineOwner, source: CasesSource, signal = new AbortController().signal) {
  const progress: CasesProgress[] = [];
  const job = compareOn(engine, request(source), signal);
  for (;;) {
    const next = await job.next();
    if (next.done) return { progress, ending: next.value };
    progress.push(next.value);
  }
}
const answered = engineWith(async () => comparison);

describe('the cases as a job', () => {
  it('takes slices spread evenly over a series, and says which series and what was done to it', async () => {
    const read: number[] = [];
    const source = series(100, (index) => (read.push(index), pixels((i) => i % 60)));
    const { ending } = await run(answered, source);
    expect(read).toHaveLength(12);
    expect([read[0], read.at(-1)]).toEqual([4, 95]);
    expect(ending?.ok && ending.value.data).toMatchObject({
      name: 'series 3 THORAX 1.0',
      trainingSlices: 10,
      testSlices: 2,
      preparation: expect.objectContaining({ message: 'Slices of 64 × 64 pixels as they are.' }),
    });
  });

  it('ends within 200 ms of being cancelled, however busy the engine is', async () => {
    const stop = new AbortController();
    const busy = engineWith(() => new Promise(() => undefined));
    const running = run(
      busy,
      series(4, () => pixels((i) => i % 60)),
      stop.signal,
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    stop.abort();
    // The engine never answers: whoever waited for it would wait here.
    expect((await running).ending).toBeNull();
  });

  it('begins again when the engine dies, says so, and gives up at the third death', async () => {
    let deaths = 1;
    const dying = engineWith(async () => {
      if (deaths-- > 0) throw new EngineStopped('killed by SIGKILL');
      return comparison;
    });
    const source = series(4, () => pixels((i) => i % 60));
    const { progress, ending } = await run(dying, source);
    expect(progress.filter(({ kind }) => kind === 'restarted')).toHaveLength(1);
    expect(ending?.ok).toBe(true);
    const dead = engineWith(async () => {
      throw new EngineStopped('killed by SIGKILL');
    });
    await expect(run(dead, source)).rejects.toThrow(/stopped unexpectedly/);
  });

  it.each([
    ['a slice that cannot be read', series(4, () => fail('unreadable', 'Gone', 'Look.')), 'unreadable'],
    ['a value that is no number', series(4, () => pixels((i) => (i === 7 ? NaN : i % 60))), 'cases-not-finite'],
    ['a series of nothing', series(0, () => pixels(() => 0)), 'cases-empty'],
  ])('fails on %s before anything is computed', async (_, source, code) => {
    const never = engineWith(async () => Promise.reject(new Error('asked')));
    const { ending } = await run(never, source);
    expect(ending?.ok === false && ending.error.code).toBe(code);
  });
});

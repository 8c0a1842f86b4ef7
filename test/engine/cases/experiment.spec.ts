import { describe, expect, it } from 'vitest';
import { compareCases, type Comparison, type ComparisonPlan, type ComparisonProgress } from '../../../src-main/engine/cases';
import { frameEpochs } from '../../../src-main/engine/cases/frame-epochs';
import { recipes } from '../../../src-main/engine/cases/recipe';
import { epochBatches } from '../../../src-main/engine/cases/training-data';
import { seo2018Network, seoWeights } from '../../../src-main/engine/networks/seo-2018';
import type { Interpreter } from '../../../src-main/engine/primitives/interpreter';
import { fastBackends } from '../backends';

const size = 64;
const picture = (at: number): Uint8Array =>
  Uint8Array.from({ length: size * size }, (_, i) => {
    const [row, column] = [Math.floor(i / size) - 32, (i % size) - 32];
    return Math.hypot(row, column) < 14 + at ? 200 : 60;
  });
const pictures: ComparisonPlan['pictures'] = {
  size,
  window: { centerHu: -600, widthHu: 1500 },
  training: Array.from({ length: 10 }, (_, at) => picture(at)),
  test: [picture(3.5)],
};
const plan: ComparisonPlan = { pictures, recipes: ['as-written', 'mended'], epochs: 2, seed: 4, channels: 3, activations: null };

async function compared(interpreter: Interpreter, how: Partial<ComparisonPlan> = {}, signal = new AbortController().signal) {
  const progress: ComparisonProgress[] = [];
  const comparing = compareCases(interpreter, { ...plan, ...how }, signal);
  for (;;) {
    const next = await comparing.next();
    if (next.done) return { progress, comparison: next.value };
    progress.push(next.value);
  }
}
const runOf = (comparison: Comparison | null, recipe: string, number: number) => {
  const run = comparison?.runs.find((one) => one.recipe === recipe && one.case === number);
  return run?.kind === 'run' ? run : null;
};
const { interpreter, why } = fastBackends[0]!;

describe.skipIf(interpreter === null)(`the compared cases${why}`, () => {
  it('begin on one picture: multiply-add with equal first weights, whatever the gradient', async () => {
    const { comparison } = await compared(interpreter!);
    const [two, three] = [2, 3].map((number) => runOf(comparison, 'mended', number)!);
    expect(three!.frames[0]).toEqual(two!.frames[0]);
    expect(three!.losses[0]).not.toBe(two!.losses[0]);
    expect(runOf(comparison, 'mended', 1)!.frames[0]).not.toEqual(two!.frames[0]);
  });

  it('are trained alike by hand and by automatic differentiation: case 4 of the mended recipe ends where case 2 does', async () => {
    const { comparison } = await compared(interpreter!, { recipes: ['mended'], epochs: 1 });
    const [two, four] = [2, 4].map((number) => runOf(comparison, 'mended', number));
    // On a machine without anything that differentiates, the run says so.
    if (!four)
      return expect(comparison!.runs[3]).toMatchObject({ kind: 'absent', why: { code: 'no-automatic-differentiation' } });
    expect(four.losses[0]! / two!.losses[0]!).toBeCloseTo(1, 3);
    expect(four.asItIs.psnr).toBeCloseTo(two!.asItIs.psnr, 1);
  });

  it('stand still as written, and learn when mended', async () => {
    const { comparison } = await compared(interpreter!);
    expect(runOf(comparison, 'as-written', 2)!.weightsMoved).toBeLessThan(1e-6);
    const mended = runOf(comparison, 'mended', 2)!;
    expect(mended.weightsMoved).toBeGreaterThan(0.01);
    expect(mended.losses[1]!).toBeLessThan(mended.losses[0]!);
  });

  it('leave the network that was measured, with all that makes grey of HU again', async () => {
    const { comparison } = await compared(interpreter!, { recipes: ['mended'], epochs: 1, channels: 2 });
    const { model, weightsMoved } = runOf(comparison, 'mended', 1)!;
    expect(model.definition).toEqual({
      kind: 'seo-2018',
      residual: 'multiply',
      channels: 2,
      activations: ['sigmoid', 'tanh', 'arctan', 'relu', 'tanh', 'identity'],
      window: { centerHu: -600, widthHu: 1500 },
      black: 0.5,
      white: 1,
      shown: 'as-it-is',
    });
    const first = seoWeights(seo2018Network(model.definition), 'mended', plan.seed);
    const [moved, all] = [...first].reduce(
      ([difference, size], [name, { data }]) => [
        difference + data.reduce((sum, value, i) => sum + (model.weights.get(name)!.data[i]! - value) ** 2, 0),
        size + data.reduce((sum, value) => sum + value ** 2, 0),
      ],
      [0, 0],
    );
    expect(Math.sqrt(moved! / all!)).toBeCloseTo(weightsMoved, 6);
  });

  it('give the same figures for the same seed, and others for another', async () => {
    const figures = async (seed: number) => {
      const { comparison } = await compared(interpreter!, { seed, recipes: ['mended'], epochs: 1 });
      return [1, 2, 3].map((number) => runOf(comparison, 'mended', number)!.asItIs);
    };
    const first = await figures(4);
    expect(await figures(4)).toEqual(first);
    expect(await figures(5)).not.toEqual(first);
  });

  it('tell every epoch once, up to the total, and each case when it is measured', async () => {
    const { progress, comparison } = await compared(interpreter!, { recipes: ['mended'] });
    const epochs = progress.filter((one) => one.kind === 'epoch');
    expect(epochs.map(({ done }) => done)).toEqual(epochs.map((_, at) => at + 1));
    expect(epochs.at(-1)).toMatchObject({ done: epochs.at(-1)!.total, epoch: 2, epochs: 2 });
    expect(progress.filter((one) => one.kind === 'case').map(({ run }) => run)).toEqual(comparison!.runs);
  });

  it('end with nothing when they are stopped', async () => {
    const stop = new AbortController();
    stop.abort();
    expect((await compared(interpreter!, {}, stop.signal)).comparison).toBeNull();
  });
});

describe('the batches of an epoch', () => {
  const batches = (recipe: keyof typeof recipes, seed = 1, epoch = 0) => [
    ...epochBatches(pictures, recipes[recipe], seed, epoch),
  ];

  it('hold, as written, whole pictures with noise of 0.3 times their largest grey', () => {
    const [{ noisy, clean }] = batches('as-written') as [{ noisy: Float32Array; clean: Float32Array }];
    expect(noisy).toHaveLength(5 * size * size);
    const squares = noisy.reduce((sum, value, i) => sum + (value - clean[i]!) ** 2, 0) / noisy.length;
    expect(Math.sqrt(squares) / (0.3 * 200)).toBeCloseTo(1, 1);
  });

  it('are the same for the same seed and epoch, and fresh in the next epoch', () => {
    const beginning = (epoch: number) => batches('mended', 1, epoch).map(({ noisy }) => noisy.slice(0, 9));
    expect(beginning(3)).toEqual(beginning(3));
    expect(beginning(4)[0]).not.toEqual(beginning(3)[0]);
  });

  it('show every picture once, as written', () => {
    const whole = batches('as-written').flatMap(({ clean }) =>
      Array.from({ length: 5 }, (_, n) => clean.subarray(n * size * size, (n + 1) * size * size).reduce((a, b) => a + b, 0)),
    );
    expect(new Set(whole).size).toBe(10);
  });
});

describe('the frames of a film', () => {
  it('hold the last epoch, each once, and no more than a film of some seconds needs', () => {
    for (const epochs of [1, 2, 24, 101, 5000]) {
      const kept = [...frameEpochs(epochs)];
      expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
      expect(kept[0]).toBeGreaterThan(0);
      expect(kept.at(-1)).toBe(epochs);
      expect(kept.length).toBeLessThan(25);
    }
  });
});

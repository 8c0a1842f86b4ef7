import { faintBands } from '../../../src-main/engine/inference/faint-bands';
import { describe, expect, it } from 'vitest';
import type { Denoiser, Model, SliceHu } from '../../../src-main/engine';
import { createDenoiser } from '../../../src-main/engine/inference/denoiser';
import type { Interpreter } from '../../../src-main/engine/primitives/interpreter';
import { referenceInterpreter } from '../../../src-main/engine/primitives/reference';
import { seededRandom } from '../../../src-main/engine/random';
import { tinyModel } from '../../tiny-model';
import { interpretersHere } from '../backends';
import { relativeDifference } from '../numbers';

function noisySlice(rows: number, columns: number, seed = 1): SliceHu {
  const random = seededRandom(seed, rows, columns);
  const hu = Float32Array.from(
    { length: rows * columns },
    (_, i) => (i % columns > columns / 2 ? 60 : -100) + 30 * random.normal(),
  );
  return { rows, columns, hu, padding: null };
}
const on = async <T>(model: Model, use: (denoiser: Denoiser) => Promise<T>, interpreter = referenceInterpreter): Promise<T> => {
  const denoiser = createDenoiser(interpreter, model);
  try {
    return await use(denoiser);
  } finally {
    await denoiser.dispose();
  }
};
const changed = (model: Model, name: string, change: (value: number) => number): Model => ({
  ...model,
  weights: new Map(
    [...model.weights].map(([key, { shape, data }]) => [key, { shape, data: key === name ? data.map(change) : data }]),
  ),
});
const meanOf = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the denoiser', () => {
  it('predicts no local mean: a network that would shift all HU by 100 shifts them by nothing', async () => {
    const shifted = changed(tinyModel(), 'tail.b', (value) => value + 1);
    const slice = noisySlice(23, 31);
    const [plain, guarded] = [
      await on(tinyModel(), (denoiser) => denoiser.predictNoise(slice)),
      await on(shifted, (denoiser) => denoiser.predictNoise(slice)),
    ];
    expect(Math.max(...guarded.noiseHu.map(Math.abs))).toBeGreaterThan(1);
    expect(relativeDifference(guarded.noiseHu, plain.noiseHu)).toBeLessThan(1e-4);
    expect(Math.abs(meanOf(guarded.noiseHu))).toBeLessThan(1);
  });

  it('tells what of it the dial for faint contrast may give back, and the strengths that about halve it', async () => {
    const slice = noisySlice(40, 40);
    const { noiseHu, bands, strengths } = await on(tinyModel(), (denoiser) => denoiser.predictNoise(slice));
    expect(bands).toEqual(faintBands(noiseHu, slice));
    expect(strengths).toHaveLength(3);
  });

  it('tells the network no more than 120 HU, which is the most that it was trained on, and says what it found', async () => {
    const slice = noisySlice(24, 24);
    const [most, more] = await on(tinyModel(), async (denoiser) => [
      await denoiser.predictNoise(slice, { sigmaHu: 120 }),
      await denoiser.predictNoise(slice, { sigmaHu: 300 }),
    ]);
    expect(more!.noiseHu).toEqual(most!.noiseHu);
    expect(more!.sigmaHu).toBe(300);
  });

  it('leaves padding as it is, and does not read it: neither junk nor numbers that are none change a bit of the rest', async () => {
    const { rows, columns, hu } = noisySlice(25, 33);
    const padding = Uint8Array.from(hu, (_, i) => Number((i % columns) + Math.floor(i / columns) < 14));
    const random = seededRandom(8);
    const filled = (fill: () => number): SliceHu => ({
      rows,
      columns,
      padding,
      hu: hu.map((value, i) => (padding[i] ? fill() : value)),
    });
    const results = await on(tinyModel(), async (denoiser) => {
      const all = [];
      for (const fill of [() => -2000, () => 5000 * random.normal(), () => NaN, () => Infinity])
        all.push(await denoiser.predictNoise(filled(fill)));
      return all;
    });
    for (const { noiseHu, sigmaHu } of results) {
      expect(noiseHu).toEqual(results[0]!.noiseHu);
      expect(sigmaHu).toBe(results[0]!.sigmaHu);
      expect(noiseHu.every((value, i) => (padding[i] ? value === 0 : Number.isFinite(value)))).toBe(true);
    }
  });

  it('tells the network the noise level it is given, and else the one it finds', async () => {
    const slice = noisySlice(31, 31);
    const [blind, told, same] = await on(tinyModel(), async (denoiser) => {
      const found = await denoiser.predictNoise(slice);
      return [
        found,
        await denoiser.predictNoise(slice, { sigmaHu: 80 }),
        await denoiser.predictNoise(slice, { sigmaHu: found.sigmaHu }),
      ];
    });
    expect(told!.sigmaHu).toBe(80);
    expect(told!.noiseHu).not.toEqual(blind!.noiseHu);
    expect(same!.noiseHu).toEqual(blind!.noiseHu);
    await on(tinyModel(), (denoiser) => expect(denoiser.predictNoise(slice, { sigmaHu: -1 })).rejects.toThrow('from 0 up'));
  });

  it('clips what no scanner stores before the network sees it', async () => {
    const { rows, columns, hu, padding } = noisySlice(21, 21);
    const at = 10 * columns + 10;
    const results = await on(tinyModel(), async (denoiser) => {
      const all = [];
      for (const value of [3071, 30_000, Infinity])
        all.push(
          await denoiser.predictNoise(
            { rows, columns, padding, hu: hu.map((one, i) => (i === at ? value : one)) },
            { sigmaHu: 20 },
          ),
        );
      return all;
    });
    for (const { noiseHu } of results) expect(noiseHu).toEqual(results[0]!.noiseHu);
  });

  it('answers in order, after a slice that failed too, and for more sizes than it keeps compiled', async () => {
    await on(tinyModel(), async (denoiser) => {
      const sizes = [5, 6, 7, 8, 9, 5].map((side) => noisySlice(side, side));
      const [first, failed, ...rest] = [
        denoiser.predictNoise(sizes[0]!),
        denoiser.predictNoise(sizes[1]!, { sigmaHu: NaN }),
        ...sizes.map((slice) => denoiser.predictNoise(slice)),
      ];
      await expect(failed).rejects.toThrow(RangeError);
      const results = await Promise.all(rest);
      results.forEach(({ noiseHu }, i) => expect(noiseHu).toHaveLength(sizes[i]!.hu.length));
      expect(results[5]!.noiseHu).toEqual((await first!).noiseHu);
    });
  });
});

/** As many lanes as a pool of workers has: runs end in an order of their own, and how many are under way is counted. */
function withLanes(lanes: number) {
  const seen = { most: 0 };
  let underWay = 0;
  const interpreter: Interpreter = {
    ...referenceInterpreter,
    lanes,
    compile: async (...what) => {
      const compiled = await referenceInterpreter.compile(...what);
      let number = 0;
      return {
        ...compiled,
        run: async (inputs) => {
          seen.most = Math.max(seen.most, ++underWay);
          await new Promise((resolve) => setTimeout(resolve, 10 - 3 * (number++ % 3)));
          const outputs = await compiled.run(inputs);
          underWay--;
          return outputs;
        },
      };
    },
  };
  return { interpreter, seen };
}
/** In the network's unit: relative to its outputScaleHu. */
const furthest = (a: Float32Array, b: Float32Array): number =>
  a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i]!)), 0) / tinyModel().definition.outputScaleHu;

describe('a slice in tiles', () => {
  const inTiles = async (slice: SliceHu, interpreter = referenceInterpreter, pixelsAtOnce = 5000) => {
    const denoiser = createDenoiser(interpreter, tinyModel(), { pixelsAtOnce });
    const made = await denoiser.predictNoise(slice, { sigmaHu: 25 });
    await denoiser.dispose();
    return made.noiseHu;
  };

  it('has the noise that it has as a whole, to the last bit in float64', async () => {
    const slice = noisySlice(101, 67);
    const whole = await on(tinyModel(), (denoiser) => denoiser.predictNoise(slice, { sigmaHu: 25 }));
    expect(await inTiles(slice)).toEqual(whole.noiseHu);
  });

  it('goes through the lanes of an interpreter side by side, and comes together right', async () => {
    const slice = noisySlice(60, 70);
    const { interpreter, seen } = withLanes(4);
    const whole = await on(tinyModel(), (denoiser) => denoiser.predictNoise(slice, { sigmaHu: 25 }));
    expect(await inTiles(slice, interpreter, 1_000_000)).toEqual(whole.noiseHu);
    expect(seen.most).toBe(4);
  });

  it('is left before the next tile when it is told to stop, and the next slice goes through', async () => {
    const denoiser = createDenoiser(referenceInterpreter, tinyModel(), { pixelsAtOnce: 5000 });
    const stop = new AbortController();
    stop.abort();
    await expect(denoiser.predictNoise(noisySlice(101, 67), { signal: stop.signal })).rejects.toMatchObject({ code: 'stopped' });
    expect((await denoiser.predictNoise(noisySlice(8, 8))).noiseHu).toHaveLength(64);
    await denoiser.dispose();
  });
});

describe('several slices at once', () => {
  it('are what each is alone, in their order, whatever their sizes, with the noise level of each', async () => {
    const slices = [noisySlice(20, 24), noisySlice(9, 9), noisySlice(20, 24, 2), noisySlice(20, 24, 3)];
    await on(tinyModel(), async (denoiser) => {
      const together = await denoiser.predictNoises(slices);
      for (const [i, slice] of slices.entries()) expect(together[i]).toEqual(await denoiser.predictNoise(slice));
      expect(await denoiser.predictNoises([])).toEqual([]);
    });
  });

  it('go through the network in as few runs as memory allows', async () => {
    const counts: number[] = [];
    const counting: Interpreter = {
      ...referenceInterpreter,
      compile: (program, shapes, constants) => {
        counts.push(shapes.image![0]!);
        return referenceInterpreter.compile(program, shapes, constants);
      },
    };
    const denoiser = createDenoiser(counting, tinyModel(), { pixelsAtOnce: 3.5 * 40 * 40 });
    await denoiser.predictNoises(Array.from({ length: 5 }, (_, i) => noisySlice(8, 8, i)));
    await denoiser.dispose();
    expect(counts).toEqual([3, 2]);
  });
});

it('weights of another network are refused before anything is computed', () => {
  const { definition } = tinyModel();
  const wider = { ...tinyModel(), definition: { ...definition, channels: 5 } };
  expect(() => createDenoiser(referenceInterpreter, wider)).toThrow(expect.objectContaining({ code: 'weights-shape' }));
});

describe.each(interpretersHere.map((interpreter) => ({ name: interpreter.backend, interpreter })))(
  'on $name',
  ({ interpreter }) => {
    it.each([
      [13, 9],
      [1, 1],
      [8, 21],
    ])('a slice of %i × %i has the noise that the reference finds, within 1e-4', async (rows, columns) => {
      const slice = noisySlice(rows, columns);
      const predict = (denoiser: Denoiser) => denoiser.predictNoise(slice, { sigmaHu: 25 });
      const [ours, truth] = [await on(tinyModel(), predict, interpreter), await on(tinyModel(), predict)];
      expect(ours.noiseHu).toHaveLength(rows * columns);
      expect(relativeDifference(ours.noiseHu, truth.noiseHu)).toBeLessThan(1e-4);
    });

    it.each([
      [511, 487],
      [768, 768],
      [1024, 1024],
      [2048, 2048],
      [65, 1200],
      [33, 2],
    ])('a slice of %i × %i has the same noise in tiles of other sizes, within 1e-4', async (rows, columns) => {
      const slice = noisySlice(rows, columns);
      const made: Float32Array[] = [];
      for (const pixelsAtOnce of [Infinity, (rows * columns) / 3, 30_000]) {
        const denoiser = createDenoiser(interpreter, tinyModel(), { pixelsAtOnce });
        made.push((await denoiser.predictNoise(slice, { sigmaHu: 25 })).noiseHu);
        await denoiser.dispose();
      }
      expect(made[0]!.some((value) => Math.abs(value) > 1)).toBe(true);
      for (const other of made.slice(1)) expect(furthest(other, made[0]!)).toBeLessThan(1e-4);
    });

    it('slices that go together have the noise that each has alone, within 1e-4', async () => {
      const slices = [1, 2, 3].map((seed) => noisySlice(61, 50, seed));
      const { together, alone } = await on(
        tinyModel(),
        async (denoiser) => {
          const alone = [];
          for (const slice of slices) alone.push(await denoiser.predictNoise(slice));
          return { together: await denoiser.predictNoises(slices), alone };
        },
        interpreter,
      );
      together.forEach(({ noiseHu }, i) => expect(furthest(noiseHu, alone[i]!.noiseHu)).toBeLessThan(1e-4));
    });

    it('a slice of 511 × 487 goes through, and its odd edge differs in nothing from an even one', async () => {
      const slice = noisySlice(511, 487);
      // One column less: the network sees the same but for the border on that side.
      const columns = 486;
      const narrower = {
        rows: 511,
        columns,
        padding: null,
        hu: Float32Array.from({ length: 511 * columns }, (_, i) => slice.hu[Math.floor(i / columns) * 487 + (i % columns)]!),
      };
      const [odd, even] = await on(
        tinyModel(),
        async (denoiser) => [
          await denoiser.predictNoise(slice, { sigmaHu: 25 }),
          await denoiser.predictNoise(narrower, { sigmaHu: 25 }),
        ],
        interpreter,
      );
      let worst = 0;
      for (let row = 0; row < 511; row++)
        for (let column = 0; column < 440; column++)
          worst = Math.max(worst, Math.abs(odd!.noiseHu[row * 487 + column]! - even!.noiseHu[row * columns + column]!));
      expect(odd!.noiseHu.some((value) => Math.abs(value) > 1)).toBe(true);
      expect(worst).toBeLessThan(1e-3);
    });
  },
);

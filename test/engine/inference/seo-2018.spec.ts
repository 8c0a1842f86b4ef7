import { describe, expect, it } from 'vitest';
import type { Model, Seo2018Definition, SliceHu } from '../../../src-main/engine';
import { type ArticleLayer, articleOutput } from '../../../src-main/engine/checks/article-loops';
import { createDenoiser } from '../../../src-main/engine/inference/denoiser';
import { withoutFaint } from '../../../src-main/engine/inference/faint-bands';
import type { Interpreter } from '../../../src-main/engine/primitives/interpreter';
import { referenceInterpreter } from '../../../src-main/engine/primitives/reference';
import { seededRandom } from '../../../src-main/engine/random';
import { seoModel } from '../../seo-model';
import { interpretersHere } from '../backends';

/** From air to bone: some of it lies beyond either end of the chest window, -1350 to 150 HU. */
function slice(rows: number, columns: number, padding: Uint8Array | null = null): SliceHu {
  const random = seededRandom(5, rows, columns);
  const hu = Float32Array.from(
    { length: rows * columns },
    (_, i) => -1450 + 1900 * ((i % columns) / columns) + 60 * random.normal(),
  );
  return { rows, columns, hu, padding };
}

async function predicted(model: Model, of: SliceHu, interpreter: Interpreter = referenceInterpreter, pixelsAtOnce = 1e6) {
  const denoiser = createDenoiser(interpreter, model, { pixelsAtOnce });
  try {
    return await denoiser.predictNoise(of);
  } finally {
    await denoiser.dispose();
  }
}

/** Farther than the network reaches, 13 px. */
const marginPx = 15;
const mirrored = (index: number, length: number): number => {
  if (index < 0) return mirrored(-index, length);
  return index < length ? index : mirrored(2 * (length - 1) - index, length);
};

/** What padding counts as. */
const airHu = -1024;

/** The model's noise as the formulas say it, in plain float64 loops over the slice with its mirror image around it. */
function byLoops({ definition, weights }: Model<Seo2018Definition>, { rows, columns, hu, padding }: SliceHu): Float64Array {
  const { window, black, white, residual, channels, activations } = definition;
  const [low, high] = [window.centerHu - window.widthHu / 2, window.centerHu + window.widthHu / 2];
  const cut = (value: number): number => (value < low ? low : value > high ? high : value);
  const [height, width] = [rows + 2 * marginPx, columns + 2 * marginPx];
  const noisy = Float64Array.from({ length: height * width }, (_, i) => {
    const at = mirrored(Math.floor(i / width) - marginPx, rows) * columns + mirrored((i % width) - marginPx, columns);
    const seen = cut(padding?.[at] ? airHu : hu[at]!);
    // The picture crosses to the network in float32; with greys to 255 six layers of products make much of its last bit.
    return Math.fround(black + ((white - black) * (seen - low)) / (high - low));
  });
  const layers = [13, 7, 3, 5, 3, 1].map((kernel, k): ArticleLayer => ({
    kernel,
    from: k === 0 ? 1 : channels,
    to: k === 5 ? 1 : channels,
    activation: activations[k] as ArticleLayer['activation'],
    w: Float64Array.from(weights.get(`layer${k + 1}.w`)!.data),
  }));
  const output = articleOutput({ height, width, noisy }, layers, residual);
  return Float64Array.from(hu, (value, i) => {
    if (padding?.[i] || value < low || value > high) return 0;
    const y = output[(Math.floor(i / columns) + marginPx) * width + (i % columns) + marginPx]!;
    return value - cut(low + ((high - low) * (y - black)) / (white - black));
  });
}

const furthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i]!)), 0);

const kinds: readonly (readonly [string, Model<Seo2018Definition>])[] = [
  ['multiply', seoModel({ residual: 'multiply', black: -2, white: 2 })],
  ['multiply-add', seoModel({ residual: 'multiply-add', black: -4, white: 4 })],
  [
    'add, more channels, another window',
    seoModel({ residual: 'add', black: -3, white: 3, channels: 5, window: { centerHu: 50, widthHu: 400 } }),
  ],
  [
    'as written: grey 0 to 255, a ReLU at the end',
    seoModel(
      { residual: 'multiply', black: 0, white: 255, activations: ['sigmoid', 'tanh', 'arctan', 'relu', 'tanh', 'relu'] },
      3,
    ),
  ],
];

describe.each(kinds)('a network of 2018 as a model (%s)', (_, model) => {
  it('finds the noise that the formulas say, in float64', async () => {
    const padding = Uint8Array.from({ length: 19 * 23 }, (__, i) => Number(i % 23 < 3 && i < 100));
    const one = slice(19, 23, padding);
    const { noiseHu } = await predicted(model, one);
    const truth = byLoops(model, one);
    const { centerHu, widthHu } = model.definition.window;
    const greys = truth.filter((noise, i) => noise !== 0 && Math.abs(one.hu[i]! - noise - centerHu) < widthHu / 2 - 1);
    expect(greys.length).toBeGreaterThan(5);
    // HU of a window of 1500 in float32.
    expect(furthest(noiseHu, truth)).toBeLessThan(1e-3);
  });

  it('changes nothing outside of its window, and leads nothing out of it', async () => {
    const one = slice(24, 30);
    const { noiseHu } = await predicted(model, one);
    const { centerHu, widthHu } = model.definition.window;
    const [low, high] = [centerHu - widthHu / 2, centerHu + widthHu / 2];
    let [outside, inside] = [0, 0];
    for (const [i, hu] of one.hu.entries()) {
      if (hu < low || hu > high) {
        outside++;
        expect(noiseHu[i]).toBe(0);
      } else {
        inside++;
        expect(hu - noiseHu[i]!).toBeGreaterThanOrEqual(low - 1e-3);
        expect(hu - noiseHu[i]!).toBeLessThanOrEqual(high + 1e-3);
      }
    }
    expect(Math.min(outside, inside)).toBeGreaterThan(20);
  });

  it('leaves the contrast dial nothing to give back, and takes all unless told otherwise', async () => {
    const one = slice(20, 21);
    const { noiseHu, bands, strengths } = await predicted(model, one);
    expect(strengths).toEqual([1, 1, 1]);
    for (const contrast of [0, 0.5, 1]) expect(withoutFaint(noiseHu, bands, one, contrast)).toEqual(noiseHu);
  });
});

describe('a network of 2018 as a model', () => {
  it('shows the black picture that it makes: nothing gives tissue its HU back', async () => {
    const model = seoModel();
    // Every weight 0 makes every layer x0 · a + x0 = x0 at most; with multiply the output is 0, which is far below black.
    const black = seoModel({ residual: 'multiply' });
    const dead = {
      ...black,
      weights: new Map([...model.weights].map(([name, { shape, data }]) => [name, { shape, data: data.map(() => 0) }])),
    };
    const one = { ...slice(20, 20), hu: new Float32Array(400).fill(40) };
    const { noiseHu } = await predicted(dead, one);
    expect([...new Set(noiseHu)]).toEqual([40 + 1350]);
  });

  it('takes nothing away where its output is no number', async () => {
    const model = seoModel();
    const broken = {
      ...model,
      weights: new Map([...model.weights].map(([name, { shape, data }]) => [name, { shape, data: data.map(() => NaN) }])),
    };
    expect([...new Set((await predicted(broken, slice(12, 12))).noiseHu)]).toEqual([0]);
  });
});

describe.each(interpretersHere.map((interpreter) => ({ name: interpreter.backend, interpreter })))(
  'on $name',
  ({ interpreter }) => {
    it('a network of 2018 finds the same noise as the float64 loops, whole and in tiles', async () => {
      const [model, one] = [kinds[1]![1], slice(70, 75)];
      const truth = byLoops(model, one);
      for (const pixelsAtOnce of [1e6, 5000])
        expect(furthest((await predicted(model, one, interpreter, pixelsAtOnce)).noiseHu, truth)).toBeLessThan(0.05);
    });
  },
);

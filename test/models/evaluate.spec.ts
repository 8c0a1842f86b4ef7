import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultContrast } from '../../src-main/contract';
import { openEngine, seededRandom, type Model, type SliceHu } from '../../src-main/engine';
import { gaussianBlur } from '../../src-main/engine/inference/gaussian';
import { type Evaluation, evaluate } from '../../src-main/jobs/evaluate/evaluate';
import { controlMethod, type Method } from '../../src-main/jobs/evaluate/method';
import { modelMethods } from '../../src-main/jobs/evaluate/model-methods';
import { reportOf } from '../../src-main/jobs/evaluate/report';
import { rowsOf } from '../../src-main/jobs/evaluate/rows';
import type { Verdict } from '../../src-main/jobs/evaluate/verdict';
import { readModelFolder } from '../../src-main/models';

/** The same numbers in another order, layer by layer. */
const shuffled = ({ definition, weights }: Model): Model => {
  const random = seededRandom(5);
  const entries = [...weights].map(([name, { shape, data }]) => {
    const mixed = data.slice();
    for (let i = mixed.length - 1; i > 0; i--) {
      const j = random.integer(i + 1);
      [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
    }
    return [name, { shape, data: mixed }] as const;
  });
  return { definition, weights: new Map(entries) };
};

/** Four faint nodules, wherever the picture is. */
const nodules = ({ rows, columns }: SliceHu): Float32Array =>
  Float32Array.from({ length: rows * columns }, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    const at = (y: number, x: number): number => Math.exp(-((row - y * rows) ** 2 + (column - x * columns) ** 2) / (2 * 4 ** 2));
    return 45 * (at(0.42, 0.4) + at(0.56, 0.63) + at(0.3, 0.7) + at(0.7, 0.3));
  });

/** What is fainter than the noise goes, what stands out stays: the picture is quiet, and its edges are sharp. */
function withoutDiscs({ hu, rows, columns }: SliceHu): Float32Array {
  const [near, far] = [gaussianBlur(hu, rows, columns, 1.5), gaussianBlur(hu, rows, columns, 10)];
  return hu.map((value, i) => (Math.abs(near[i]! - far[i]!) < 30 ? far[i]! + 0.5 * (value - near[i]!) : value));
}

describe('an evaluation', () => {
  let evaluation: Evaluation;
  beforeAll(async () => {
    const loaded = await readModelFolder(resolve(import.meta.dirname, '../../models/tacet'), 'tacet');
    if (!loaded.ok) throw new Error(loaded.error.message);
    const engine = await openEngine('onnxruntime');
    const denoiserOf = async (name: string, model: Model): Promise<readonly Method[]> => {
      const denoiser = await engine.denoiser(model);
      const predict = async (slice: SliceHu) => ({ ...(await denoiser.predictNoise(slice)), milliseconds: 1 });
      return modelMethods(name, predict, [{ strength: 'automatic', contrast: defaultContrast }]);
    };
    const shipped = await denoiserOf('shipped', loaded.value.model);
    const painter: Method = {
      name: 'painter',
      kind: 'model',
      denoise: async (slice) => {
        const painted = nodules(slice);
        const { hu } = await shipped[0]!.denoise(slice);
        return { hu: hu.map((value, i) => value + painted[i]!), milliseconds: 1 };
      },
    };
    const contestants = [
      ...shipped,
      ...(await denoiserOf('shuffled', shuffled(loaded.value.model))),
      controlMethod('blur', ({ hu, rows, columns }) => gaussianBlur(hu, rows, columns, 1)),
      controlMethod('wiper', withoutDiscs),
      painter,
    ];
    const measuring = evaluate(contestants, new AbortController().signal, { cylinder: 3, observer: 10, bm3d: false });
    let next = await measuring.next();
    while (!next.done) next = await measuring.next();
    evaluation = next.value!;
    for (const { name, accepted, reasons } of rowsOf(evaluation).verdicts)
      console.log(`${name}: ${accepted ? 'accepted' : reasons.join('; ')}`);
    for (const { set, figures } of evaluation.sets)
      console.log(
        set.name,
        evaluation.methods
          .map(({ name }, m) => `${name}: new error ${figures[m]!.newErrorHu.toFixed(0)}, fallen ${figures[m]!.patches.fallen}`)
          .join('; '),
      );
    await engine.dispose();
  }, 600_000);

  const verdictOf = (beginning: string): Verdict =>
    evaluation.verdicts[evaluation.methods.findIndex(({ name }) => name.startsWith(beginning))]!;

  it('accepts the model that ships, where its dials stand by default', () => {
    expect(verdictOf('shipped')).toEqual({ accepted: true, reasons: [] });
  });

  it.each([
    ['blur', 'blurs'],
    ['shuffled', 'its error is larger than the noise that it takes'],
    ['painter', 'paints'],
    ['wiper', 'of the contrast of faint discs'],
    ['Gaussian', 'no sharper'],
  ])('rejects a %s, since it "%s"', (name, reason) => {
    const { accepted, reasons } = verdictOf(name);
    expect(accepted).toBe(false);
    expect(reasons.join('; ')).toContain(reason);
  });

  it('finds what the input is in every measure: no noise taken, all contrast and sharpness kept', () => {
    const [input] = evaluation.physics.figures;
    expect(input!.noiseReduction).toBe(0);
    expect(input!.contrast.all).toBeCloseTo(1, 3);
    expect(input!.contrastOnTheLine).toBeCloseTo(1, 2);
    expect(Object.values(input!.ttf50).every((share) => Math.abs(share - 1) < 0.01)).toBe(true);
  });

  it('measures a Gaussian blur as theory says: sharpness, contrast and noise', () => {
    const { ttf50, contrast, contrastOnTheLine } =
      evaluation.physics.figures[evaluation.methods.findIndex(({ name }) => name === 'blur')]!;
    // Widths add in squares: the scan's 0.77 px and 1 px. A disc's pixels, mixed at the rim, are a little wider.
    expect(ttf50[100]).toBeCloseTo(0.77 / Math.hypot(0.77, 1), 1);
    expect(ttf50[1000]).toBeCloseTo(ttf50[7], 2);
    expect(contrast.all).toBeLessThanOrEqual(contrastOnTheLine + 0.01);
    expect(contrast.all).toBeGreaterThan(contrastOnTheLine - 0.1);
  });

  it('is told on one page that asks the network for nothing', async () => {
    const html = await reportOf(evaluation, '1.2.3');
    expect(html).toContain('Not for diagnostic use');
    expect(html.match(/src="(?!data:image\/png;base64,)/g)).toBeNull();
    const words = html.replace(/base64,[^"]*/g, '');
    expect(words).not.toMatch(/https?:|<script|<link/);
    expect(words).not.toMatch(/NaN|Infinity|undefined|null/);
  });
});

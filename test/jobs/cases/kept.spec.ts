import { describe, expect, it } from 'vitest';
import { remark } from '../../../src-main/contract';
import type { CaseRun, Figures } from '../../../src-main/engine/cases';
import type { CasesResult } from '../../../src-main/jobs/cases/cases';
import { modelOfCase } from '../../../src-main/jobs/cases/kept';
import { modelFile } from '../../../src-main/models/model-file';
import { seoModel } from '../../seo-model';
import { caseTwo } from './case-two';

const figures = (how: Partial<Figures> = {}): Figures => ({
  ...{ psnr: 14.31, ssim: 0.31, noiseHu: 450, meanShiftHu: 0, contrast: 1, detail: 1 },
  ...how,
});
const size = 10;
const grey = (value: number): Uint8Array => new Uint8Array(size * size).fill(value);
const run: CaseRun = {
  ...caseTwo,
  epochs: 20,
  seconds: 1,
  normalised: figures({ psnr: 11.22 }),
  asItIs: figures({ psnr: 19.87, noiseHu: 120, meanShiftHu: -33 }),
  losses: [2, 1],
  frames: [{ epoch: 20, normalised: grey(80), asItIs: grey(80) }],
  model: seoModel(),
};
const result: CasesResult = {
  backend: 'onnxruntime',
  device: 'cpu',
  basis: { size, noisy: grey(60), clean: grey(90), before: figures(), blur: { sigmaPx: 1.5, ...figures({ psnr: 21.05 }) } },
  runs: [run],
  firstWeights: [],
  data: {
    ...{ source: 'series', name: 'series 3 Thorax Meier', trainingSlices: 10, testSlices: 2, testWasKeptApart: true, size },
    preparation: remark('slices-as-they-are', { sizePx: size }),
    window: { centerHu: -600, widthHu: 1500 },
  },
  request: { recipes: ['mended'], epochs: 20, seed: 7, channels: 3, activations: null, backend: 'onnxruntime' },
};
const kept = (change: Partial<CaseRun> = {}, data: Partial<CasesResult['data']> = {}) =>
  modelOfCase(
    { ...run, ...change },
    { ...result, data: { ...result.data, ...data } },
    { title: 'Old', version: '9', at: new Date(0) },
  );
const fileOf = ({ file, model }: ReturnType<typeof kept>) =>
  modelFile.safeParse({
    ...file,
    format: 1,
    architecture: model.definition,
    weights: { file: 'weights.safetensors', sha256: '0'.repeat(64) },
  });

describe('a case that is kept as a model', () => {
  it('says that it is history, of which case, and what a blur does better', () => {
    const { file, card } = kept();
    expect(file.summarySentence).toMatchObject({ code: 'model-history', values: { case: 2, recipe: ['mended'] } });
    expect(file.summary).toMatch(/^History, not for use: .*2018.*case 2.*19\.9 dB.*14\.3 dB.*blur 21\.1 dB\.$/);
    for (const words of [
      'History, not for use.',
      '| noisy picture | 14.3 |',
      '| this model: the output as it is | 19.9 |',
      '| stretched to the window, as the article showed it | 11.2 |',
      '| Gaussian blur of 1.50 px, the control | 21.1 |',
      '-1350 to 150 HU',
      'Where it fails and must not be used.',
      'npx tacet cases PATH --recipe mended --epochs 20 --seed 7 --channels 3 --out DIR',
    ])
      expect(card).toContain(words);
    expect(file.training).toMatchObject({ steps: 20 * 24, seed: 7, backend: 'onnxruntime', version: '9', at: '1970-01-01' });
  });

  it('is a model file whose figures are those of the output as it is, beside the blur', () => {
    const made = kept();
    expect(fileOf(made).success).toBe(true);
    expect(made.file.quality.map(({ value, unit, control }) => [value, unit, control])).toEqual([
      [19.87, 'dB', 21.05],
      [0.31, '1', 0.31],
      [120, 'HU', 450],
      [-33, 'HU', 0],
    ]);
  });

  it('is one, too, where an output is no number: such a figure is left out', () => {
    const made = kept({ asItIs: figures({ psnr: NaN, ssim: NaN, noiseHu: Infinity }) });
    expect(fileOf(made).success).toBe(true);
    expect(made.file.quality).toHaveLength(1);
  });

  it('does not carry the description of a series away', () => {
    expect(JSON.stringify(kept())).not.toContain('Meier');
    expect(kept({}, { source: 'phantom' }).card).toContain("Tacet's chest phantom");
  });
});

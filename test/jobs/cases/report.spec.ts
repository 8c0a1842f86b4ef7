import { describe, expect, it } from 'vitest';
import { remark, troubleFor } from '../../../src-main/contract';
import type { CaseRun, Figures, FirstWeights } from '../../../src-main/engine/cases';
import type { CasesResult } from '../../../src-main/jobs/cases/cases';
import { curvesSvg } from '../../../src-main/jobs/cases/curves';
import { figuresOf } from '../../../src-main/jobs/cases/output';
import { reportOf } from '../../../src-main/jobs/cases/report';
import { seoModel } from '../../seo-model';
import { firstWeightsWords } from '../../../src-main/jobs/cases/report-words';

const size = 16;
const flat = (grey: number): Uint8Array => new Uint8Array(size * size).fill(grey);
const figures: Figures = { psnr: 15.25, ssim: 0.31, noiseHu: 120, meanShiftHu: -4, contrast: 0.9, detail: 0.8 };
const definition = { recipe: 'mended', residual: 'multiply-add', rule: 'standard', judge: 'none' } as const;
const run: CaseRun = {
  kind: 'run',
  case: 2,
  ...definition,
  differentiation: 'by-hand',
  optimizer: 'adam',
  backend: 'onnxruntime',
  epochs: 2,
  brokeDownAt: null,
  normalised: figures,
  asItIs: figures,
  shown: 'as-it-is',
  weightsMoved: 0.5,
  seconds: 3,
  losses: [100, 10],
  model: seoModel(),
  frames: [0, 2].map((epoch) => ({ epoch, normalised: flat(epoch), asItIs: flat(epoch) })),
};
const nothingDifferentiates = troubleFor('no-automatic-differentiation', { why: 'no addon' });
const result: CasesResult = {
  backend: 'onnxruntime',
  device: 'cpu',
  basis: { size, noisy: flat(60), clean: flat(90), before: figures, blur: { sigmaPx: 1.5, ...figures } },
  runs: [run, { kind: 'absent', case: 4, ...definition, differentiation: 'automatic', why: nothingDifferentiates }],
  firstWeights: [],
  data: {
    source: 'series',
    name: 'series 3 <img src=x onerror=alert(1)>',
    trainingSlices: 10,
    testSlices: 2,
    testWasKeptApart: true,
    size,
    preparation: remark('slices-as-they-are', { sizePx: 4 }),
    window: { centerHu: -600, widthHu: 1500 },
  },
  request: { recipes: ['mended'], epochs: 2, seed: 1, channels: 3, activations: null, backend: 'onnxruntime' },
};
const html = reportOf(result, '0.1.0');

describe('the report', () => {
  it('needs nothing from elsewhere: every address in it is data', () => {
    const addresses = [...html.matchAll(/(?:src|href|srcset|poster|action)\s*=\s*"([^"]*)"/g)].map(([, address]) => address!);
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) expect(address).toMatch(/^data:image\/gif;base64,/);
    expect(html).not.toMatch(/https?:|url\(|@import|<script|<link/);
  });

  it('takes a description out of a file as text, whatever is in it', () => {
    expect(html).not.toContain('<img src=x');
    expect(html).toContain('series 3 &#60;img src=x onerror=alert(1)&#62;');
  });

  it('says that it is not for diagnostic use, what was measured how, and why a case is missing', () => {
    for (const words of [
      'Not for diagnostic use.',
      'data range 1500 HU',
      'Gaussian blur, 1.50 px',
      'Slices of 4 × 4 pixels as they are.',
      'Nothing that differentiates by itself runs here: no addon. Run &#34;npm run native&#34;',
    ])
      expect(html).toContain(words);
  });
});

describe('the figures in JSON', () => {
  it('hold a row for each case, and null for what a missing case has not', () => {
    const { cases } = figuresOf(result);
    expect(cases[0]).toMatchObject({
      case: 2,
      residual: 'multiply-add',
      gradient: 'standard, by hand',
      optimizer: 'adam',
      psnrAfter: 15.25,
      residualNoise: 120,
      meanShift: -4,
      seconds: 3,
      gif: 'case-2-mended-as-it-is.gif',
    });
    expect(cases[1]).toMatchObject({
      case: 4,
      gradient: 'automatic differentiation',
      psnrAfter: null,
      gif: null,
      why: expect.stringMatching(/differentiates/),
    });
  });
});

describe('loss curves', () => {
  it('fall on the page where losses fall, on an axis of powers of ten', () => {
    const svg = curvesSvg([{ name: 'Case 1', losses: [100, 10, 1] }])!;
    const heights = /points="([^"]*)"/
      .exec(svg)![1]!
      .split(' ')
      .map((point) => Number(point.split(',')[1]));
    expect(heights[1]! - heights[0]!).toBeCloseTo(heights[2]! - heights[1]!, 6);
    expect(heights[1]).toBeGreaterThan(heights[0]!);
  });

  it('are none where no case ran for two epochs', () => {
    expect(
      curvesSvg([
        { name: 'Case 1', losses: [5] },
        { name: 'Case 2', losses: [] },
      ]),
    ).toBeNull();
  });
});

describe('the words on first weights', () => {
  const saidOf = (of: FirstWeights): string =>
    firstWeightsWords(of)
      .map(({ message }) => message)
      .join(' ');
  const counted = { draws: 24, unchanged: 7, blackNormalised: 6, blackAsItIs: 0, whiteAsItIs: 1 };

  it('count what the untrained network shows, and see cases 2 and 4 in it where both are there', () => {
    const words = saidOf({ residual: 'multiply-add', ...counted });
    expect(words).toMatch(/unchanged in 7, .*black when stretched to the display range in 6\./s);
    expect(words).toContain('two draws of one and the same untrained network');
  });

  it.each([
    ['it is never black', { residual: 'multiply-add' as const, ...counted, blackNormalised: 0 }],
    ['it never does nothing', { residual: 'multiply-add' as const, ...counted, unchanged: 0 }],
    ['it is the network of case 1', { residual: 'multiply' as const, ...counted }],
  ])('see no such thing where %s', (_, of) => expect(saidOf(of)).not.toContain('two draws'));
});

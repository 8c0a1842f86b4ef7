import { describe, expect, it } from 'vitest';
import type { CaseRun, ComparisonBasis, Figures } from '../../../src-main/engine/cases';
import { agreementOf, findingsOf, wordsOf } from '../../../src-main/jobs/cases/findings';
import { seoModel } from '../../seo-model';
import { caseTwo } from './case-two';

const grey = (value: number): Uint8Array => new Uint8Array(100).fill(value);
const figures = (how: Partial<Figures> = {}): Figures => ({
  psnr: 12,
  ssim: 0.2,
  noiseHu: 450,
  meanShiftHu: 0,
  contrast: 1,
  detail: 1,
  ...how,
});
const basis: ComparisonBasis = {
  size: 10,
  noisy: grey(90),
  clean: grey(100),
  before: figures(),
  blur: { sigmaPx: 1.5, ...figures({ psnr: 21, noiseHu: 80, detail: 0.7 }) },
};
const run = (how: Partial<CaseRun> & { readonly seen?: Partial<Figures>; readonly output?: number } = {}): CaseRun => {
  const { seen, output = 100, ...rest } = how;
  return {
    ...caseTwo,
    epochs: 101,
    normalised: figures(seen),
    asItIs: figures(seen),
    seconds: 1,
    losses: [2, 1],
    model: seoModel(),
    frames: [{ epoch: 101, normalised: grey(output), asItIs: grey(output) }],
    ...rest,
  };
};
const said = (one: CaseRun): string =>
  wordsOf(one, findingsOf(one, basis), 101)
    .map(({ message }) => message)
    .join(' ');
const verdict = (one: CaseRun): string => agreementOf(one.case, findingsOf(one, basis)).verdict;

describe('what a case shows, in words', () => {
  it.each([
    ['nothing changed', run({ output: 90 }), 'Does nothing: the output is the noisy picture.'],
    ['a tenth of the noise is left', run({ seen: { psnr: 20, noiseHu: 45 } }), 'Noise gone. All detail kept.'],
    [
      'noise went, and detail with it',
      run({ seen: { psnr: 15, noiseHu: 120, detail: 0.5 } }),
      'Most of the noise gone. Much information gone, too.',
    ],
    [
      'half of the noise is left',
      run({ seen: { psnr: 16, noiseHu: 250, detail: 0.9 } }),
      'About half of the noise gone. Some detail gone.',
    ],
    ['the output is dark', run({ output: 10 }), 'Black picture.'],
    ['the output is bright', run({ output: 240 }), 'White picture.'],
    [
      'it is black only when it is cut off',
      run({ shown: 'normalised', frames: [{ epoch: 1, normalised: grey(100), asItIs: grey(5) }] }),
      'As it is, it is black.',
    ],
    ['weights did not move', run({ weightsMoved: 6e-10 }), 'The training did nothing: the weights moved by 6e-10 of their size'],
    ['training broke down', run({ brokeDownAt: 3 }), 'The training broke down in epoch 3'],
    ['training was cut short', run({ epochs: 5, backend: 'wasm' }), 'It ran for 5 of 101 epochs only'],
    [
      'the blur is better',
      run({ seen: { psnr: 18 } }),
      '6.0 dB closer to the clean picture than the noisy one is. 3.0 dB worse than a blur.',
    ],
  ])('when %s', (_, one, words) => expect(said(one)).toContain(words));

  it('measures noise at equal contrast: a fifth of both is the noise as before', () => {
    expect(said(run({ seen: { noiseHu: 90, contrast: 0.2, psnr: 9 } }))).toContain('Noise as before.');
  });

  it('finds nothing to see where the contrast is gone, or turned round', () => {
    for (const contrast of [0.02, -0.2]) expect(said(run({ seen: { contrast, psnr: 9 } }))).toContain('Next to no contrast left');
  });
});

describe('whether a case shows what the article saw', () => {
  it('case 1: both noise and information must be gone', () => {
    expect(verdict(run({ case: 1, seen: { noiseHu: 45, detail: 0.5 } }))).toBe('agrees');
    expect(verdict(run({ case: 1, seen: { noiseHu: 45 } }))).toBe('agrees in part');
    expect(verdict(run({ case: 1 }))).toBe('does not agree');
  });

  it('case 2: a black picture, shown either way', () => {
    expect(verdict(run({ output: 5 }))).toBe('agrees');
    expect(verdict(run({ frames: [{ epoch: 1, normalised: grey(5), asItIs: grey(100) }] }))).toBe('agrees');
    expect(verdict(run())).toBe('does not agree');
  });

  it('case 3: looks all right, loses detail, and is better when it is normalised', () => {
    const better = { normalised: figures({ psnr: 18, detail: 0.8 }), asItIs: figures({ psnr: 15, detail: 0.8 }) };
    expect(verdict(run({ case: 3, shown: 'normalised', ...better }))).toBe('agrees');
    expect(verdict(run({ case: 3, seen: { psnr: 18, detail: 0.8 } }))).toBe('agrees in part');
    expect(verdict(run({ case: 3 }))).toBe('does not agree');
  });

  it('case 4: does nothing, to the weights or to the picture', () => {
    expect(verdict(run({ case: 4, weightsMoved: 1e-9, seen: { psnr: 5 } }))).toBe('agrees');
    expect(verdict(run({ case: 4 }))).toBe('agrees');
    expect(verdict(run({ case: 4, seen: { psnr: 18, noiseHu: 100 } }))).toBe('does not agree');
  });

  it('case 5, which the article only announces, is called an experiment that may invent texture, and agrees with nothing', () => {
    const judged = run({ case: 5, judge: 'discriminator', seen: { psnr: 20, noiseHu: 45 } });
    expect(said(judged)).toMatch(/^An experiment: .*invented\. Never a default\. Noise gone\./);
    expect(verdict(judged)).toBe('has nothing to agree with');
  });
});

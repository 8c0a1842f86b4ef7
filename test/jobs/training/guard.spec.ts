import { describe, expect, it } from 'vitest';
import { isGuarded, qualityOf, verdictOf } from '../../../src-main/jobs/training/guard';
import { heldBackOf } from '../../../src-main/jobs/training/own-images';
import type { Examined } from '../../../src-main/engine/harm';
import { presets } from '../../../src-main/jobs/training/presets';
import type { LoadedResidualModel } from '../../../src-main/models';

const base = {} as LoadedResidualModel;
const on = (heldBack: number) => ({ heldBack, base: 'Base' });

describe('the guard of a fine-tuning', () => {
  it('holds back images that nothing is learnt from, none of them the first or the last, and no more than eight', () => {
    expect([...heldBackOf(10, 'some')]).toEqual([2, 7]);
    expect([...heldBackOf(26, 'some')]).toEqual([2, 7, 13, 18, 23]);
    expect([...heldBackOf(1000, 'some')]).toEqual([62, 187, 312, 437, 562, 687, 812, 937]);
  });
  it('leaves all images to the training where there are few, or where nothing guards', () => {
    expect([heldBackOf(4, 'some').size, heldBackOf(100, 'none').size]).toEqual([0, 0]);
  });
  it.each([
    ['a fine-tuning', { base, preset: presets['fine-tune'] }, true],
    ['learning from neighbours', { base, preset: presets.neighbours }, true],
    ['learning from pairs', { base, preset: presets.pairs }, true],
    ['a training from nothing', { base: null, preset: presets['fine-tune'] }, false],
    ['one that is meant to change its base', { base, preset: presets['faint-contrast'] }, false],
  ])('judges %s, or does not', (_, training, expected) => {
    expect(isGuarded(training)).toBe(expected);
  });

  const before: Examined = {
    paintedRmseHu: 10,
    headRmseHu: 6,
    faintKept: 0.5,
    edgeCorrelation: -0.142,
    tissueShiftHu: -0.1,
    noiseLeft: 0.4,
    targetRmseHu: null,
  };
  it('says what got worse and by how much, in one sentence', () => {
    const after = { ...before, paintedRmseHu: 12, edgeCorrelation: 0.013 };
    expect(verdictOf({ before, after }, on(5)).harm?.message).toBe(
      'The model got worse and is not kept: its error on painted bodies rose by 20 %, from 10.0 to 12.0 HU; ' +
        'it takes edges for noise (what it takes away correlates with edges by 0.013, before by -0.142).',
    );
    expect(verdictOf({ before, after }, on(5)).praise).toBeNull();
  });
  it('says as well what got better, on how many slices, or that nothing did', () => {
    const after = { ...before, paintedRmseHu: 9, noiseLeft: 0.2 };
    expect(verdictOf({ before, after }, on(5))).toMatchObject({
      harm: null,
      heldBack: 5,
      praise: {
        code: 'training-better',
        message:
          'Better on 5 held-back slices and painted images: its error on painted bodies fell from 10.0 to 9.0 HU; ' +
          'it leaves 20 % of the noise in flat tissue, its base 40 %.',
      },
    });
    expect(verdictOf({ before, after: before }, on(1)).praise?.message).toBe(
      'No worse than its base on 1 held-back slice and painted images, and no better.',
    );
    expect(verdictOf({ before, after }, on(0)).praise?.message).toMatch(
      /^Better on painted images alone, since there were too few slices/,
    );
  });
  it('finds harm where the error against what was held back rose by a fiftieth and more', () => {
    const [was, is] = [20, 20.6].map((targetRmseHu) => ({ ...before, targetRmseHu }));
    expect(verdictOf({ before: was!, after: is! }, on(5)).harm?.message).toMatch(/rose by 3 %, from 20.0 to 20.6 HU\.$/);
  });
  it('gives its figures to the model, with those of its base as control; what was not measured is left out', () => {
    const unknown = { faintKept: null, edgeCorrelation: null, tissueShiftHu: null, noiseLeft: null, targetRmseHu: null };
    const after = { paintedRmseHu: 9.5, headRmseHu: 5.5, ...unknown };
    const rows = qualityOf(verdictOf({ before: { ...before, ...unknown }, after }, on(0)));
    expect(rows.map(({ value, control, unit }) => ({ value, control, unit }))).toEqual([
      { value: 9.5, control: 10, unit: 'HU' },
      { value: 5.5, control: 6, unit: 'HU' },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Denoiser, SliceHu } from '../../../src-main/engine';
import { type Examined, examineModel, harmsOf, replayImages } from '../../../src-main/engine/harm';
import { gaussianBlur } from '../../../src-main/engine/inference/gaussian';

const size = 96;
const replay = [...replayImages(1, size)];
const slices: readonly SliceHu[] = replay
  .slice(0, 2)
  .map(({ noisyHu: hu }) => ({ rows: size, columns: size, hu, padding: null }));
/** By its corner, where no disc is put. */
const noiseOf = new Map(replay.map(({ noisyHu, truth }) => [noisyHu[0], noisyHu.map((hu, i) => hu - truth.hu[i]!)]));

/** A denoiser whose picture is what a function makes of the slice. */
const denoiserOf = (picture: (slice: SliceHu) => Float32Array): Denoiser =>
  ({
    predictNoise: async (slice: SliceHu) => {
      const made = picture(slice);
      return { noiseHu: slice.hu.map((hu, i) => hu - made[i]!), sigmaHu: 20 };
    },
  }) as unknown as Denoiser;
const mixed = (share: number) => (slice: SliceHu) => {
  const noise = noiseOf.get(slice.hu[0]!)!;
  return slice.hu.map((hu, i) => hu - share * noise[i]!);
};
const blurred = (sigmaPx: number) => (slice: SliceHu) => gaussianBlur(slice.hu, slice.rows, slice.columns, sigmaPx);
const examined = (picture: (slice: SliceHu) => Float32Array) => examineModel(denoiserOf(picture), replay, slices);

describe('the examination of a model', () => {
  it('finds no error in one that knows the truth, and half the noise in one that takes half of it', async () => {
    expect(await examined(mixed(1))).toMatchObject({ paintedRmseHu: expect.closeTo(0, 3), headRmseHu: expect.closeTo(0, 3) });
    const [all, half] = [await examined(mixed(0)), await examined(mixed(0.5))];
    expect(half.paintedRmseHu / all.paintedRmseHu).toBeCloseTo(0.5, 5);
    expect(half.headRmseHu / all.headRmseHu).toBeCloseTo(0.5, 5);
  });
  it('finds faint discs whole in one that knows the noise, and as faint as it makes the rest', async () => {
    expect(replay.flatMap(({ discs }) => discs).length).toBeGreaterThan(3);
    expect((await examined(mixed(0.9))).faintKept).toBeCloseTo(1, 3);
    expect((await examined(({ hu }) => hu.map((value) => 0.4 * value))).faintKept).toBeCloseTo(0.4, 3);
  });
  it('measures a shift of tissue in HU', async () => {
    const { tissueShiftHu } = await examined(({ hu }) => hu.map((value) => value - 3));
    expect(tissueShiftHu).toBeCloseTo(-3, 4);
  });
  it('says null of slices where there are none', async () => {
    const alone = await examineModel(denoiserOf(mixed(1)), replay, []);
    expect([alone.edgeCorrelation, alone.tissueShiftHu, alone.noiseLeft, alone.targetRmseHu]).toEqual([null, null, null, null]);
  });
  it('paints the same images for a seed, and others for another', () => {
    const [again] = replayImages(1, size);
    const [other] = replayImages(2, size);
    expect(again!.noisyHu).toEqual(replay[0]!.noisyHu);
    expect(other!.noisyHu).not.toEqual(replay[0]!.noisyHu);
  });
});

describe('harm', () => {
  const measures = (before: Examined, after: Examined) => harmsOf(before, after).map(({ measure }) => measure);

  it('is what a blur does: errors rise, and edges go with the noise', async () => {
    const good = await examined(mixed(0.9));
    expect(measures(good, await examined(blurred(1.5)))).toEqual(expect.arrayContaining(['painted', 'heads', 'faint', 'edges']));
  });
  it('is not what a model does that takes more noise, or the same', async () => {
    const good = await examined(mixed(0.9));
    expect(measures(good, good)).toEqual([]);
    expect(measures(good, await examined(mixed(0.95)))).toEqual([]);
  });

  const before: Examined = {
    paintedRmseHu: 10,
    headRmseHu: 6,
    faintKept: 0.5,
    edgeCorrelation: -0.14,
    tissueShiftHu: -0.1,
    noiseLeft: 0.4,
    targetRmseHu: 20,
  };
  it.each<[string, Partial<Examined>, readonly string[]]>([
    ['painted images by a tenth and more', { paintedRmseHu: 11.1 }, ['painted']],
    ['painted images by less', { paintedRmseHu: 10.9 }, []],
    ['heads by a twentieth and more', { headRmseHu: 6.31 }, ['heads']],
    ['heads by less', { headRmseHu: 6.29 }, []],
    ['faint contrast by a tenth and more', { faintKept: 0.44 }, ['faint']],
    ['faint contrast by less', { faintKept: 0.46 }, []],
    ['edges as no useful run did', { edgeCorrelation: -0.006 }, ['edges']],
    ['edges as useful runs did', { edgeCorrelation: -0.048 }, []],
    ['tissue by more than 1 HU, down', { tissueShiftHu: -1.1 }, ['tissue']],
    ['tissue by less', { tissueShiftHu: 0.9 }, []],
    ['nothing that could be measured', { edgeCorrelation: null, tissueShiftHu: null, faintKept: null }, []],
  ])('is judged by the limits of the recipe: %s', (_, change, expected) => {
    expect(measures(before, { ...before, ...change })).toEqual(expected);
  });
  it('is no harm where the base takes as much of edges itself', () => {
    const base = { ...before, edgeCorrelation: 0.02 };
    expect(measures(base, { ...base, edgeCorrelation: 0.03 })).toEqual([]);
    expect(measures(base, { ...base, edgeCorrelation: 0.06 })).toEqual(['edges']);
  });
});

import { describe, expect, it } from 'vitest';
import { neighbourDistance, neighbourImages } from '../../../src-main/jobs/training/neighbours';
import type { Series } from '../../../src-main/study';
import { haveSharedData, sharedData, whySkipped } from '../../shared-data';
import { body, reader, seriesOf, size, whiteNoise } from './series';

const known = async (): Promise<number> => 0.1;
const foreign = async (): Promise<number> => 0.8;

/** The same body again and again; each slice's noise is the mean of `over` planes, of which the next slice has all but one. */
const helical = (over: number, count = 10): readonly Float32Array[] => {
  const planes = Array.from({ length: count + over }, (_, k) => whiteNoise(k + 1));
  return Array.from({ length: count }, (_, k) => {
    const noise = planes[0]!.map(
      (_, i) => planes.slice(k, k + over).reduce((sum, plane) => sum + plane[i]!, 0) / Math.sqrt(over),
    );
    return body(noise, 30);
  });
};
const distance = async (series: Series, leaves = known) => {
  const found = await neighbourDistance(series, reader, leaves);
  return found.ok ? found.value : found.error;
};

describe('the neighbour that a series can be taught with', () => {
  it('is the nearest whose noise is its own: with slices 2 mm thick every 1 mm, the second', async () => {
    expect(await distance(await seriesOf({ name: 'overlapping', slices: helical(2), thicknessMm: 2, spacingMm: 1 }))).toBe(2);
  });
  it('is the next where its noise is its own already', async () => {
    expect(await distance(await seriesOf({ name: 'independent', slices: helical(1), thicknessMm: 2, spacingMm: 1 }))).toBe(1);
  });

  it.each<[string, () => Promise<Series>, string, RegExp]>([
    [
      'slices that do not overlap, of noise that the model knows',
      () => seriesOf({ name: 'thick', slices: helical(1), thicknessMm: 4, spacingMm: 4 }),
      'neighbours-apart',
      /^The slices do not overlap \(4 mm thick, every 4 mm\) and the model knows their noise/,
    ],
    [
      'noise in common farther than anatomy',
      () => seriesOf({ name: 'smeared', slices: helical(4, 12), thicknessMm: 2, spacingMm: 1 }),
      'neighbours-smeared',
      /^Slices share their noise up to 3 mm apart, and farther than that, at 2 mm thickness/,
    ],
    [
      'noise in common all over',
      () => seriesOf({ name: 'common', slices: helical(8, 12), thicknessMm: 2, spacingMm: 1 }),
      'neighbours-common-noise',
      /^Slices share more than 15 % of their noise however far apart/,
    ],
    [
      'a body that moves from slice to slice',
      () =>
        seriesOf({
          name: 'moving',
          slices: Array.from({ length: 8 }, (_, k) => body(whiteNoise(k), 30, k % 2 === 0 ? -38 : 38)),
          thicknessMm: 2,
          spacingMm: 1,
        }),
      'neighbours-unlike',
      /^Only \d+ % of the body looks alike in slices 1 mm apart/,
    ],
    [
      'too few slices',
      () => seriesOf({ name: 'few', slices: helical(1, 5), thicknessMm: 2, spacingMm: 1 }),
      'neighbours-few',
      /has 5 slices, and 6 at least/,
    ],
  ])('is none for %s, which is said in one sentence with what to do', async (_, make, code, message) => {
    const refused = await distance(await make());
    expect(refused).toMatchObject({
      code,
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(/^Learn from/),
    });
  });

  it('is the next of slices that do not overlap where their noise is foreign to the model', async () => {
    const series = await seriesOf({ name: 'thick-foreign', slices: helical(1), thicknessMm: 4, spacingMm: 4 });
    expect(await distance(series, foreign)).toBe(1);
  });
});

/** numpy: the noise of this chest correlates by 0.69, 0.26, 0.06 over 1, 2, 3 mm, in flat tissue. */
describe.skipIf(!haveSharedData)(`of real scans${whySkipped}`, () => {
  const only = async (...parts: string[]): Promise<Series> => {
    let found: Series | null = null;
    for await (const event of reader.scan([sharedData(...parts)], new AbortController().signal))
      if (event.kind === 'series') found = event.series;
    return found!;
  };
  it('a chest of 2 mm every 1 mm can be taught with the third neighbour', async () => {
    expect(await distance(await only('siemens-chest'))).toBe(3);
  });
  it('a head of 5 mm every 5 mm cannot', async () => {
    expect(await distance(await only('philips-head-phantom', 'DICOM', 'S21570', 'S2010'))).toMatchObject({
      code: 'neighbours-apart',
    });
  });
});

describe('images with their neighbours', () => {
  it('have the mean of both for a target, or the one there is, and no slice that is held back', async () => {
    const level = (hu: number): Float32Array => new Float32Array(size * size).fill(hu);
    const series = await seriesOf({
      name: 'levels',
      slices: Array.from({ length: 10 }, (_, k) => level(10 * k)),
      thicknessMm: 2,
      spacingMm: 1,
    });
    const images = neighbourImages([{ series, distance: 2 }], reader, 'some');
    const read = async (of: 'learnt' | 'held-back', count: number) => {
      const found: (readonly [number, number])[] = [];
      for (let index = 0; index < count; index++) {
        const { hu, targetHu } = await images.read({ of, index });
        found.push([hu[0]! / 10, targetHu![0]! / 10]);
      }
      return found;
    };
    // 2 and 7 are held back: 0 and 9 have no other neighbour, 4 and 5 have one left.
    expect(await read('learnt', images.learnt)).toEqual([
      [1, 3],
      [3, 3],
      [4, 6],
      [5, 3],
      [6, 6],
      [8, 6],
    ]);
    expect(await read('held-back', images.heldBack)).toEqual([
      [2, 2],
      [7, 7],
    ]);
  });
});

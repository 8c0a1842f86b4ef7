import { describe, expect, it } from 'vitest';
import { twinImages, twinSeries } from '../../../src-main/jobs/training/pairs';
import type { Series } from '../../../src-main/study';
import { haveSharedData, sharedData, whySkipped } from '../../shared-data';
import { body, reader, type Scan, seriesOf, whiteNoise } from './series';

const scan = (name: string, sdHu: number, change: Partial<Scan> & { readonly seed?: number } = {}): Promise<Series> =>
  seriesOf({
    name,
    slices: Array.from({ length: 6 }, (_, k) => body(whiteNoise((change.seed ?? sdHu) + 100 * k), sdHu)),
    thicknessMm: 2,
    spacingMm: 2,
    ...change,
  });
const refusal = async (...series: readonly Series[]) => {
  const twins = await twinSeries(series, reader);
  return twins.ok ? 'accepted' : twins.error;
};

describe('two series at two doses', () => {
  it('are paired by their places, the noisier as input in whatever order they are named', async () => {
    const [low, full] = [await scan('low', 40), await scan('full', 15, { fromMm: 4 })];
    for (const named of [
      [low, full],
      [full, low],
    ]) {
      const twins = await twinSeries(named, reader);
      expect(twins.ok && [twins.value.noisier.info.description, twins.value.pairs]).toEqual([
        'low',
        [
          [2, 0],
          [3, 1],
          [4, 2],
          [5, 3],
        ],
      ]);
      if (!twins.ok) continue;
      const images = twinImages(twins.value, reader, 'none');
      const { hu, targetHu } = await images.read({ of: 'learnt', index: 1 });
      expect([images.learnt, images.heldBack]).toEqual([4, 0]);
      expect(hu).toEqual(body(whiteNoise(340), 40));
      expect(targetHu).toEqual(body(whiteNoise(115), 15));
    }
  });

  it.each<[string, () => Promise<readonly Series[]>, string, RegExp]>([
    ['one alone', async () => [await scan('one', 40)], 'pairs-not-two', /there is 1\.$/],
    ['three', async () => [await scan('a', 40), await scan('b', 30), await scan('c', 20)], 'pairs-not-two', /there are 3\.$/],
    [
      'other places',
      async () => [await scan('here', 40), await scan('there', 15, { fromMm: 8.5 })],
      'pairs-elsewhere',
      /^Only 0 slices/,
    ],
    [
      'other kernels',
      async () => [await scan('soft', 15), await scan('sharp', 40, { kernel: 'B70' })],
      'pairs-kernels',
      /different kernels \(B30, B70\)/,
    ],
    [
      'one and the same noise',
      async () => [await scan('once', 40), await scan('again', 36, { seed: 40 })],
      'pairs-common-noise',
      /share \d+ % of their noise/,
    ],
    [
      'a body that moved between them',
      async () => [
        await scan('before', 40),
        await scan('after', 15, { slices: Array.from({ length: 6 }, (_, k) => body(whiteNoise(k), 15, 60)) }),
      ],
      'pairs-unlike',
      /looks alike/,
    ],
  ])('are refused in one sentence, with what to do: %s', async (_, make, code, message) => {
    expect(await refusal(...(await make()))).toMatchObject({
      code,
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(/^Choose two series/),
    });
  });
});

describe.skipIf(!haveSharedData)(`of real scans${whySkipped}`, () => {
  const at = async (...places: string[]): Promise<readonly Series[]> => {
    const found = new Map<string, Series>();
    for await (const event of reader.scan(
      places.map((place) => sharedData(place)),
      new AbortController().signal,
    ))
      if (event.kind === 'series') found.set(event.series.info.seriesId, event.series);
    return [...found.values()];
  };
  it("the FDA's low-contrast phantom at 10 and 100 % dose is a pair of six places", async () => {
    const twins = await twinSeries(
      await at('mita-lcd-phantom/fbp_dose100_signal_present', 'mita-lcd-phantom/fbp_dose010_signal_present'),
      reader,
    );
    expect(twins.ok && [twins.value.noisier.info.description, twins.value.pairs.length]).toEqual([
      'FBP 10% dose, signal present',
      6,
    ]);
  });
  it('a head phantom in two kernels is none', async () => {
    const head = await at('philips-head-phantom/DICOM/S21570/S2020', 'philips-head-phantom/DICOM/S21570/S2030');
    expect(await refusal(...head)).toMatchObject({ code: 'pairs-kernels' });
  });
});

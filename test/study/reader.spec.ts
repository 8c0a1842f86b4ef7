import { describe, expect, it } from 'vitest';
import { createStudyReader, type ScanEvent, type Series } from '../../src-main/study';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';

async function scan(...paths: string[]): Promise<{ series: Series[]; events: ScanEvent[] }> {
  const reader = createStudyReader({ workers: 0 });
  const events: ScanEvent[] = [];
  const series = new Map<string, Series>();
  for await (const event of reader.scan(paths, new AbortController().signal)) {
    events.push(event);
    if (event.kind === 'series') series.set(event.series.info.seriesId, event.series);
    if (event.kind === 'series-gone') series.delete(event.seriesId);
  }
  return { series: [...series.values()], events };
}

describe.skipIf(!haveSharedData)(`a folder of one series${whySkipped}`, () => {
  it('comes in anatomical order, with its spacing, and decodes to HU', async () => {
    const { series } = await scan(sharedData('siemens-chest'));
    expect(series).toHaveLength(1);
    const { info, slices } = series[0]!;
    expect(info).toMatchObject({
      images: 26,
      rows: 512,
      columns: 512,
      regular: true,
      unit: 'HU',
      notDenoisable: null,
      warnings: [],
    });
    expect(info.sliceSpacingMm).toBeCloseTo(1, 6);
    expect(slices.map((slice) => slice.info.slicePositionMm)).toEqual(Array.from({ length: 26 }, (_, i) => 30.5 + i));
    const pixels = await createStudyReader({ workers: 0 }).readPixels(slices[13]!);
    expect(pixels.ok && pixels.value.hu).toBeInstanceOf(Int16Array);
  });

  it('shows the first slice before the rest is read', async () => {
    const { events } = await scan(sharedData('siemens-chest'));
    const first = events.find((event) => event.kind === 'series');
    expect(first?.series.info.images).toBe(1);
  });
});

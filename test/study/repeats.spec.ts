import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { uidFrom } from '../../src-main/dicom';
import { decimals, type Element, integer, raw, sequence, text, words } from '../../src-main/dicom/write/element';
import { type CtFile, ctFile, double, unsignedLong } from '../dicom/ct-file';
import { temporaryFolder } from '../temporary-folder';
import { scan } from './scan';

async function seriesOf(files: readonly CtFile[]) {
  const folder = temporaryFolder();
  for (const file of files) writeFileSync(join(folder, `${file.name}.dcm`), ctFile(file));
  const { series, refused } = await scan([folder]);
  return { series, refused };
}
const codesOf = ({ info }: Awaited<ReturnType<typeof seriesOf>>['series'][number]) => info.warnings.map(({ code }) => code);
const wordsOf = ({ info }: Awaited<ReturnType<typeof seriesOf>>['series'][number]) =>
  info.warnings.map(({ message }) => message).join(' ');
const places = [0, 5, 10];

/** Three places with each of the values: names are "value place". */
const phases = (values: readonly string[], elementsOf: (value: string) => readonly Element[]): CtFile[] =>
  values.flatMap((value) => places.map((zMm) => ({ name: `${value} ${zMm}`, zMm, elements: elementsOf(value) })));

describe('several images at each place', () => {
  it.each([
    ['acquisition number', (value: string) => [text('x00200012', 'IS', value)]],
    ['temporal position', (value: string) => [text('x00200100', 'IS', value)]],
    ['trigger time', (value: string) => [text('x00181060', 'DS', value)]],
    ['cardiac phase', (value: string) => [double('x00209241', Number(value))]],
    ['time', (value: string) => [text('x00080033', 'TM', `1200${value}`)]],
  ])('are told apart by %s, in words', async (name, elementsOf) => {
    const { series } = await seriesOf(phases(['40', '50', '30'], elementsOf));
    expect(series.map(({ info }) => [info.images, info.regular])).toEqual([
      [3, true],
      [3, true],
      [3, true],
    ]);
    for (const one of series) expect(new Set(one.slices.map(({ path }) => path.split('/').at(-1)!.slice(0, 2))).size).toBe(1);
    expect(wordsOf(series[0]!)).toMatch(new RegExp(`part 1 of 3, by ${name} `));
  });

  it('in two acquisitions of two phases each are four stacks', async () => {
    const { series } = await seriesOf(
      ['1', '2'].flatMap((acquisition) =>
        phases(['40', '80'], (phase) => [text('x00200012', 'IS', acquisition), text('x00181060', 'DS', phase)]).map((file) => ({
          ...file,
          name: `${acquisition} ${file.name}`,
        })),
      ),
    );
    expect(series.map(({ info }) => info.images)).toEqual([3, 3, 3, 3]);
    expect(wordsOf(series[3]!)).toContain('part 4 of 4, by acquisition number 2, trigger time 80');
  });

  it('without any mark go by the order of their numbers', async () => {
    const files = ['a', 'b'].flatMap((run, r) =>
      places.map((zMm, i) => ({ name: `${run} ${zMm}`, zMm, elements: [integer('x00200013', 1 + r * 3 + i)] })),
    );
    const { series } = await seriesOf([...files].reverse());
    expect(series.map(({ slices }) => slices.map(({ info }) => info.instanceNumber))).toEqual(
      expect.arrayContaining([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    );
    expect(wordsOf(series[0]!)).toContain('by order of image numbers');
  });

  it('whose time differs from slice to slice are not torn apart slice by slice', async () => {
    const files = phases(['1', '2'], () => []).map((file, i) => ({ ...file, elements: [text('x00080033', 'TM', `12000${i}`)] }));
    expect((await seriesOf(files)).series.map(({ info }) => info.images)).toEqual([3, 3]);
  });
});

describe('frames of an enhanced CT', () => {
  const frame = (zMm: number, content: readonly Element[]): readonly Element[] => [
    sequence('x00209113', [decimals('x00200032', 0, 0, zMm)]),
    sequence('x00209111', content),
  ];
  const enhanced = (frames: readonly (readonly Element[])[]): CtFile => ({
    name: 'enhanced',
    sopClassUid: '1.2.840.10008.5.1.4.1.1.2.1',
    elements: [
      integer('x00280008', frames.length),
      sequence('x52009229', [
        sequence('x00209116', [decimals('x00200037', 1, 0, 0, 0, 1, 0)]),
        sequence('x00189314', [text('x00181210', 'SH', 'B30f')]),
        sequence('x00189325', [decimals('x00180060', 120)]),
        sequence('x00189321', [double('x00189330', 87.5)]),
      ]),
      sequence('x52009230', ...frames),
      raw('x7fe00010', 'OW', new Uint8Array(32 * frames.length)),
    ],
  });

  it.each([
    ['acquisition number', (phase: number) => words('x00209156', 'US', phase)],
    ['stack', (phase: number) => text('x00209056', 'SH', `S${phase}`)],
    ['temporal position', (phase: number) => unsignedLong('x00209128', phase)],
  ])('that repeat positions are told apart by %s', async (name, mark) => {
    const { series } = await seriesOf([enhanced([2, 1].flatMap((phase) => [10, 0, 5].map((zMm) => frame(zMm, [mark(phase)]))))]);
    expect(series.map(({ slices }) => slices.map(({ frame: index }) => index))).toEqual([
      [1, 2, 0],
      [4, 5, 3],
    ]);
    expect(wordsOf(series[1]!)).toContain(`part 2 of 2, by ${name}`);
  });

  it('say in their functional groups how they were made', async () => {
    const { series } = await seriesOf([enhanced([frame(0, []), frame(5, [])])]);
    expect(series[0]!.slices[0]!.info).toMatchObject({ kernel: 'B30f', kvp: 120, tubeCurrentMa: 87.5 });
  });
});

describe('images under one identifier', () => {
  it('that show the same are one, however they are packed; the copies are counted', async () => {
    const bits12 = [words('x00280101', 'US', 12), words('x00280102', 'US', 11), words('x00280103', 'US', 0)];
    const folder = temporaryFolder();
    writeFileSync(join(folder, '1.dcm'), ctFile({ name: 'one' }));
    writeFileSync(join(folder, '2.dcm'), ctFile({ name: 'one' }));
    writeFileSync(join(folder, '3.dcm'), ctFile({ name: 'one', elements: bits12 }));
    const { series, refused } = await scan([folder]);
    expect(series.map(({ info }) => info.images)).toEqual([1]);
    expect(Object.values(refused)).toEqual(['duplicate', 'duplicate']);
    expect(series[0]!.info.warnings[0]!.message).toMatch(/^2 more files hold/);
  });

  it('that differ in a pixel are both shown, with a warning, and what could not be told apart is not denoised', async () => {
    const pixels = new Uint8Array(32);
    pixels[7] = 1;
    const folder = temporaryFolder();
    places.forEach((zMm) => writeFileSync(join(folder, `${zMm}.dcm`), ctFile({ name: `slice ${zMm}`, zMm })));
    writeFileSync(join(folder, 'x.dcm'), ctFile({ name: 'slice 5', zMm: 5, elements: [raw('x7fe00010', 'OW', pixels)] }));
    const { series, refused } = await scan([folder]);
    expect(refused).toEqual({});
    expect(series.map(({ info }) => [info.images, info.notDenoisable?.code])).toEqual([
      [3, undefined],
      [1, 'identifiers-shared'],
    ]);
    expect(codesOf(series[1]!)).toEqual(['repeated-positions', 'identifiers-shared']);
  });

  it('that lie at different places are one stack: some writers give all images one identifier', async () => {
    const folder = temporaryFolder();
    places.forEach((zMm) => writeFileSync(join(folder, `${zMm}.dcm`), ctFile({ name: 'same', zMm })));
    const { series } = await scan([folder]);
    expect(series.map(({ info }) => [info.images, info.sliceSpacingMm])).toEqual([[3, 5]]);
    expect(wordsOf(series[0]!)).toMatch(/2 images carry identifiers of other images/);
  });
});

describe('what does not belong together', () => {
  it.each([
    ['orientation', decimals('x00200037', 1, 0, 0, 0, 0.8, 0.6)],
    ['pixel size', decimals('x00280030', 2, 2)],
    ['frame of reference', text('x00200052', 'UI', '1.2.3')],
    ['reconstruction kernel', text('x00181210', 'SH', 'B70f')],
    ['tube voltage', decimals('x00180060', 80)],
    ['patient', text('x00100020', 'LO', 'somebody else')],
    ['unit of their numbers', text('x00281054', 'LO', 'Z_EFF')],
  ])('in one series is split by %s, and the reader is told so', async (name, element) => {
    const { series } = await seriesOf([
      ...places.map((zMm) => ({ name: `a ${zMm}`, zMm })),
      ...places.map((zMm) => ({ name: `b ${zMm}`, zMm: zMm + 20, elements: [element] })),
    ]);
    expect(series.map(({ info }) => info.images)).toEqual([3, 3]);
    for (const one of series)
      expect(wordsOf(one)).toContain(`The series holds images that differ in ${name}: it is shown in 2 parts.`);
  });

  it('as two patients in one folder, even under one study and series identifier, is never one stack', async () => {
    const { series } = await seriesOf([
      { name: 'a', zMm: 0 },
      { name: 'b', zMm: 5, elements: [text('x00100010', 'PN', 'Other^Person')] },
    ]);
    expect(series.map(({ info }) => [info.images, info.patientName])).toEqual([
      [1, 'Test^Tacet'],
      [1, 'Other^Person'],
    ]);
  });
});

it('five thousand images of one series are put in order in linear time', async () => {
  const { Catalogue } = await import('../../src-main/study/catalogue');
  const { readImageHeader } = await import('../../src-main/dicom');
  let serials = 0;
  const filled = (images: number) => {
    const catalogue = new Catalogue((count) => (serials += count) - count);
    for (let i = 0; i < images; i++) {
      const header = readImageHeader(ctFile({ name: uidFrom(String(i)), zMm: (i * 7919) % images }));
      if (header.ok) catalogue.add(`${i}.dcm`, header.value);
    }
    const before = process.cpuUsage();
    const events = catalogue.changes();
    const { user, system } = process.cpuUsage(before);
    const series = events.flatMap((event) => (event.kind === 'series' ? [event.series] : []));
    return { images: series[0]!.info.images, regular: series[0]!.info.regular, milliseconds: (user + system) / 1000 };
  };
  filled(200);
  const all = filled(5000);
  expect(all).toMatchObject({ images: 5000, regular: true });
  expect(all.milliseconds).toBeLessThan(500);
});

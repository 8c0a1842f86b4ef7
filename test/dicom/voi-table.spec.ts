import { describe, expect, it } from 'vitest';
import { openImage, voiTables } from '../../src-main/dicom';
import { decimals, type Element, raw, sequence, text, words } from '../../src-main/dicom/write/element';
import { ctFile } from './ct-file';
import { havePydicom, whyNoPydicom, withPydicom } from './validator';

const entries = (...values: readonly number[]): Element =>
  raw('x00283006', 'OW', Uint8Array.from(values.flatMap((value) => [value & 0xff, value >> 8])));
const table = (first: Element, data: Element, name = 'CURVE'): Element =>
  sequence('x00283010', [first, text('x00283003', 'LO', name), data]);
const tablesOf = (...elements: readonly Element[]) => {
  const image = openImage(ctFile({ name: 'table', elements }));
  if (!image.ok) throw new Error(image.error.message);
  return voiTables(image.value, 0).map(({ levels, ...rest }) => ({ ...rest, levels: [...levels] }));
};

describe('a VOI LUT Sequence', () => {
  it('is a table from HU to grey, with its name', () => {
    expect(tablesOf(table(words('x00283002', 'SS', 4, -1000, 12), entries(0, 1000, 2000, 4095)))).toEqual([
      { name: 'CURVE', firstHu: -1000, levels: [0, 62, 125, 255] },
    ]);
  });

  it('begins below zero where the HU do, even if the writer took the unsigned kind for it', () => {
    const [before] = tablesOf(table(words('x00283002', 'SS', 2, -24, 8), entries(0, 255)));
    expect(before!.firstHu).toBe(-24);
    const implicit = tablesOf(
      decimals('x00281052', -1024),
      table({ ...words('x00283002', 'SS', 2, -24, 8), vr: 'UN' }, entries(0, 255)),
    );
    expect(implicit[0]!.firstHu).toBe(-24);
  });

  it('may hold bytes instead of words', () => {
    const bytes = raw('x00283006', 'OW', Uint8Array.of(0, 51, 102, 255));
    expect(tablesOf(table(words('x00283002', 'US', 4, 0, 8), bytes))[0]!.levels).toEqual([0, 51, 102, 255]);
  });

  it('whose number of bits is wrong is as bright as its largest entry', () => {
    for (const bits of [8, 16])
      expect(tablesOf(table(words('x00283002', 'US', 3, 0, bits), entries(0, 500, 1000)))[0]!.levels).toEqual([0, 128, 255]);
  });

  it('with 0 for 65536 entries has them all', () => {
    const [all] = tablesOf(table(words('x00283002', 'US', 0, 0, 16), entries(...Array.from({ length: 65536 }, (_, i) => i))));
    expect([all!.levels.length, all!.levels[0], all!.levels[32768], all!.levels[65535]]).toEqual([65536, 0, 128, 255]);
  });

  it.each([
    ['cut off', table(words('x00283002', 'US', 400, 0, 12), entries(1, 2))],
    ['without descriptor', sequence('x00283010', [entries(1, 2)])],
    ['empty', sequence('x00283010')],
  ])('that is %s is left out, and the image opens', (_, damaged) => {
    expect(tablesOf(damaged)).toEqual([]);
  });

  it.skipIf(!havePydicom)(`shows what pydicom's apply_voi_lut shows${whyNoPydicom}`, () => {
    const levels = Array.from({ length: 300 }, (_, i) => Math.round(4095 * Math.sqrt(i / 299)));
    const file = ctFile({
      name: 'pydicom',
      elements: [
        decimals('x00281052', -100),
        words('x00280103', 'US', 0),
        raw(
          'x7fe00010',
          'OW',
          Uint8Array.from({ length: 32 }, (_, i) => (i % 2 === 0 ? i * 8 : i >> 4)),
        ),
        table(words('x00283002', 'SS', 300, -90, 12), entries(...levels)),
      ],
    });
    const expression = '[hu.astype(int).flatten().tolist(), pydicom.pixels.apply_voi_lut(hu.astype(int), ds).flatten().tolist()]';
    const [hu, shown] = withPydicom(file, expression) as [number[], number[]];
    const image = openImage(file);
    if (!image.ok) throw new Error(image.error.message);
    const [ours] = voiTables(image.value, 0);
    expect(new Set(hu).size).toBeGreaterThan(10);
    hu.forEach((value, i) =>
      expect(ours!.levels[Math.max(0, Math.min(299, value - ours!.firstHu))]).toBe(Math.round((255 * shown[i]!) / 4095)),
    );
  });
});

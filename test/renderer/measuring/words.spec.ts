import { describe, expect, it } from 'vitest';
import type { Measurement } from '../../../src-main/contract';
import type { Contents, Quantity } from '../../../src-renderer/measuring/figures';
import type { Metric } from '../../../src-renderer/measuring/metric';
import { asCsv, asText, type Circumstances, type Measured } from '../../../src-renderer/measuring/report';
import { contrastToNoise } from '../../../src-renderer/measuring/statistics';
import { brief, comparedFigures, fixed, fullLines, quantityText, signed } from '../../../src-renderer/measuring/words';

const mm: Metric = { betweenColumns: 0.7, betweenRows: 0.7, unit: 'mm', where: 'patient' };
const px: Metric = { ...mm, unit: 'px' };
const detector: Metric = { ...mm, where: 'detector' };
const area = (value: number | null): Quantity => ({ name: 'area', value, dimension: 'area' });
const length = (value: number, name: Quantity['name'] = 'length'): Quantity => ({ name, value, dimension: 'length' });
const contents: Contents = {
  original: { count: 915, mean: 42.53, sd: 23.66, min: -86, max: 106 },
  denoised: { count: 915, mean: 42.31, sd: 17.08, min: -72.63, max: 75.8 },
};
const undenoised: Contents = { ...contents, denoised: null };
const point: Contents = {
  original: { count: 1, mean: -56, sd: null, min: -56, max: -56 },
  denoised: { count: 1, mean: -54.25, sd: null, min: -54.25, max: -54.25 },
};

describe('a figure', () => {
  it.each([
    [length(42.345), mm, '42.3 mm'],
    [length(42.345), px, '42.3 px'],
    [length(42.345), detector, '42.3 mm at the detector'],
    [area(62.44), mm, '62.4 mm²'],
    [area(528.2), mm, '5.28 cm²'],
    [area(528.2), px, '528 px²'],
    [area(528.2), detector, '5.28 cm² at the detector'],
    [area(null), mm, null],
    [{ name: 'angle', value: 75.66, dimension: 'angle' }, px, '75.7°'],
  ] as const)('%j in %j', (quantity, metric, text) => expect(quantityText(quantity, metric)).toBe(text));

  it('has a true minus, none before zero, and a sign where it is a difference', () => {
    expect([fixed(-1.25, 1), fixed(-0.04, 1), signed(0.04, 1), signed(-0.04, 1), signed(1.26, 1), signed(-3, 1)]).toEqual([
      '−1.3',
      '0.0',
      '0.0',
      '0.0',
      '+1.3',
      '−3.0',
    ]);
  });
});

describe('both pictures', () => {
  it('stand beside each other: HU by their difference, noise by its share', () => {
    expect(comparedFigures(contents)).toEqual([
      { name: 'mean', original: '42.5', denoised: '42.3', difference: '−0.2' },
      { name: 'sd', original: '23.7', denoised: '17.1', difference: '−28 %' },
      { name: 'min', original: '−86', denoised: '−72.6', difference: '+13.4' },
      { name: 'max', original: '106', denoised: '75.8', difference: '−30.2' },
    ]);
  });

  it('on the picture, in full and in short', () => {
    const sides = [area(528.2), length(24.7, 'width'), length(27.2, 'height')];
    expect(fullLines(sides, contents, mm, 'HU')).toEqual([
      '5.28 cm²   n 915',
      'Mean 42.5 → 42.3 HU (−0.2)',
      'SD 23.7 → 17.1 HU (−28 %)',
    ]);
    expect(fullLines(sides, undenoised, mm, 'HU')).toEqual(['5.28 cm²   n 915', 'Mean 42.5 HU', 'SD 23.7 HU']);
    expect(brief(sides, contents, mm, 'HU')).toBe('42.5 ± 23.7 → 42.3 ± 17.1 HU');
    expect(brief(sides, undenoised, mm, 'HU')).toBe('42.5 ± 23.7 HU');
    expect(fullLines([], point, mm, 'HU')).toEqual(['−56 → −54.3 HU (+1.8)']);
    expect(brief([], point, mm, 'HU')).toBe('−56 → −54.3 HU');
    expect(brief([length(44.2, 'longAxis'), length(22.1, 'shortAxis')], contents, mm, 'HU')).toBe('44.2 × 22.1 mm');
    expect(brief([length(44.2)], contents, mm, 'HU')).toBe('44.2 mm');
    expect(brief([area(0)], { original: null, denoised: null }, mm, 'HU')).toBe('no pixel to measure');
    expect(fullLines([area(0)], { original: null, denoised: null }, mm, 'HU')).toEqual(['0.0 mm²', 'no pixel to measure']);
  });

  it('have a contrast to noise, by hand: |100 - 60| / √((6² + 8²)/2) = 5.657', () => {
    const region = (mean: number, sd: number | null) => ({ count: 9, mean, sd, min: 0, max: 0 });
    expect(contrastToNoise(region(100, 6), region(60, 8))).toBeCloseTo(40 / Math.sqrt(50), 12);
    expect(contrastToNoise(region(60, 8), region(100, 6))).toBeCloseTo(40 / Math.sqrt(50), 12);
    expect([contrastToNoise(region(1, null), region(2, 1)), contrastToNoise(region(1, 0), region(2, 0))]).toEqual([null, null]);
  });
});

describe('the report', () => {
  const measurement = (name: string, kind: Measurement['kind']): Measurement => ({
    id: name,
    kind,
    sopUid: '1.2.3',
    frame: 0,
    points: [{ column: 1, row: 1 }],
    name,
  });
  const onSlice = (slice: number) => ({ brief: String(slice), full: `slice ${slice}`, slice, plane: null });
  const all: readonly Measured[] = [
    {
      measurement: measurement('Liver, "left"', 'ellipse'),
      place: onSlice(14),
      quantities: [area(528.2), length(24.7, 'width'), length(27.2, 'height')],
      contents,
    },
    {
      measurement: measurement('=HYPERLINK("x")', 'length'),
      place: onSlice(3),
      quantities: [length(42.345)],
      contents: undenoised,
    },
    { measurement: measurement('trachea', 'arrow'), place: onSlice(3), quantities: [], contents: null },
  ];
  const circumstances: Circumstances = { series: 'Thorax 2.0', unit: 'HU', metric: mm, denoisedBy: 'Tacet, 50 %' };

  it('as text says what, where, and both pictures', () => {
    expect(asText(all.slice(0, 1), circumstances).split('\n')).toEqual([
      'Thorax 2.0',
      'Liver, "left" (slice 14): area 5.28 cm², width 24.7 mm, height 27.2 mm, 915 pixels',
      '  Mean 42.5 HU, denoised 42.3 HU (−0.2)',
      '  SD 23.7 HU, denoised 17.1 HU (−28 %)',
      '  Min −86 HU, denoised −72.6 HU (+13.4)',
      '  Max 106 HU, denoised 75.8 HU (−30.2)',
      'Denoised by Tacet, 50 %. Not for diagnostic use.',
    ]);
    expect(asText(all.slice(2), { ...circumstances, denoisedBy: null })).toBe(
      'Thorax 2.0\ntrachea (slice 3)\nNot for diagnostic use.',
    );
  });

  it('as CSV has a row each, as many cells as the header, quoted where need be, and nothing a spreadsheet would run', () => {
    const rows = asCsv(all, circumstances).split('\r\n');
    const cells = rows.map((row) => row.match(/("([^"]|"")*"|[^,]*)(,|$)/g)!.map((cell) => cell.replace(/,$/, '')));
    expect(new Set(cells.map((row) => row.slice(0, 22).length))).toEqual(new Set([22]));
    expect(rows[0]).toContain('area [mm²],pixels,original mean [HU],original SD [HU]');
    expect(rows[1]).toBe(
      '"Liver, ""left""",Ellipse,14,1.2.3,1,,,,24.7,27.2,,528.2,915,42.53,23.66,-86,106,42.31,17.08,-72.63,75.8,"Tacet, 50 %"',
    );
    expect(rows[2]).toBe(`"'=HYPERLINK(""x"")",Length,3,1.2.3,1,,,,42.345,,,,915,42.53,23.66,-86,106,,,,,`);
    const plane = { name: 'coronal', positionMm: -170.4, slab: 'maximum 10 mm' };
    const onPlane = { ...all[1]!, place: { brief: '', full: 'Coronal −170.4 mm, MIP 10 mm', slice: null, plane } };
    expect(asCsv([onPlane], circumstances).split('\r\n')[1]).toContain('Length,,,,coronal,-170.4,maximum 10 mm,42.345');
    expect(asText([onPlane], circumstances)).toContain('(Coronal −170.4 mm, MIP 10 mm): length 42.3 mm');
    expect(rows[3]).toBe('trachea,Arrow,3,1.2.3,1,,,,,,,,,,,,,,,,,');
  });
});

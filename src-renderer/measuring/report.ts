import type { Measurement } from '../../src-main/contract';
import { en } from '../language/en';
import { say } from '../language/language.svelte';
import type { Contents, Quantity } from './figures';
import { kindName } from './kinds';
import type { Metric } from './metric';
import type { Statistics } from './statistics';
import type { PlaceName } from './surface';
import { comparedFigures, quantityText } from './words';

/** A measurement with all that is known of it. */
export interface Measured {
  readonly measurement: Measurement;
  readonly place: PlaceName;
  readonly quantities: readonly Quantity[];
  readonly contents: Contents | null;
}

/** What holds for all of them. */
export interface Circumstances {
  readonly series: string;
  readonly unit: string;
  readonly metric: Metric;
  /** What the denoised figures were made with, `Tacet, 50 %`; null where nothing is denoised. */
  readonly denoisedBy: string | null;
}

/** For a letter or a mail: a line for each, and below it what is in it. */
export function asText(all: readonly Measured[], { series, unit, metric, denoisedBy }: Circumstances): string {
  const words = say().figures;
  const lines = all.flatMap(({ measurement, place, quantities, contents }) => {
    const shape = quantities.flatMap((quantity) => {
      const text = quantityText(quantity, metric);
      return text === null ? [] : [words.report.quantity(quantity.name, text)];
    });
    const pixels = contents?.original ? [words.report.pixels(contents.original.count)] : [];
    const figures = contents ? comparedFigures(contents) : [];
    return [
      words.report.measurement(measurement.name || kindName(measurement.kind), place.full, [...shape, ...pixels].join(', ')),
      ...figures.map(({ name, original, denoised, difference }) => {
        const [statistic, before] = [words.statistics[name], `${original} ${unit}`];
        if (denoised === null || difference === null) return `  ${statistic} ${before}`;
        return `  ${words.report.compared(statistic, before, `${denoised} ${unit}`, difference)}`;
      }),
    ];
  });
  const how = denoisedBy ? words.report.denoisedBy(denoisedBy) : words.report.notForDiagnosis;
  return [series, ...lines, how].filter(Boolean).join('\n');
}

type Cell = string | number | null;

/** One row each for a table, in English in every language, since programs read it: a point for decimals, commas between, full precision (RFC 4180). */
export function asCsv(all: readonly Measured[], { unit, metric, denoisedBy }: Circumstances): string {
  const { unit: lengthUnit } = metric;
  const where = metric.where === 'detector' ? `${lengthUnit} at the detector` : lengthUnit;
  const statistics = (picture: string) => ['mean', 'SD', 'min', 'max'].map((figure) => `${picture} ${figure} [${unit}]`);
  const header = [
    'name',
    'kind',
    'slice',
    'SOP Instance UID',
    'frame',
    'plane',
    'position [mm]',
    'slab',
    `length [${where}]`,
    `second length [${where}]`,
    'angle [degrees]',
    `area [${where}²]`,
    'pixels',
    ...statistics('original'),
    ...statistics('denoised'),
    'denoised by',
  ];
  const rows = all.map(({ measurement, place: { slice, plane }, quantities, contents }): Cell[] => {
    const values = (dimension: Quantity['dimension']) =>
      quantities.filter((quantity) => quantity.dimension === dimension).map(({ value }) => value);
    const [first = null, second = null] = values('length');
    const figures = (of: Statistics | null | undefined): Cell[] =>
      of ? [of.mean, of.sd, of.min, of.max] : [null, null, null, null];
    return [
      measurement.name,
      en.measuring.kinds[measurement.kind],
      slice,
      // Of a plane it is any image of the volume.
      plane ? null : measurement.sopUid,
      plane ? null : measurement.frame + 1,
      plane && plane.name,
      plane && plane.positionMm,
      plane && plane.slab,
      first,
      second,
      values('angle')[0] ?? null,
      values('area')[0] ?? null,
      contents?.original?.count ?? null,
      ...figures(contents?.original),
      ...figures(contents?.denoised),
      contents?.denoised ? denoisedBy : null,
    ];
  });
  return [header, ...rows].map((row) => row.map(cellText).join(',')).join('\r\n');
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(Number(cell.toPrecision(10)));
  // A spreadsheet would run a name that begins so.
  const safe = /^[=+\-@\t]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

import { say } from '../language/language.svelte';
import type { Contents, Quantity } from './figures';
import type { Metric } from './metric';
import type { Statistics } from './statistics';

/** With so many digits, and a minus sign that is as wide as the plus. */
export const fixed = (value: number, digits: number): string => {
  const text = value.toFixed(digits);
  return (Number(text) === 0 ? text.replace('-', '') : text).replace('-', '−');
};
/** A difference shows its sign, also where it is gone. */
export const signed = (value: number, digits: number): string =>
  `${Number(value.toFixed(digits)) > 0 ? '+' : ''}${fixed(value, digits)}`;

/** Whole values, as CT numbers mostly are, need no digit behind the point. */
export const huText = (value: number): string => fixed(value, Number.isInteger(value) ? 0 : 1);

/** `42.3 mm`, `3.21 cm²`, `35.2°`, `118 px`; null where there is no figure. */
export function quantityText({ value, dimension }: Quantity, { unit, where }: Metric): string | null {
  if (value === null) return null;
  const placed = (text: string) => (where === 'detector' ? say().figures.atDetector(text) : text);
  if (dimension === 'angle') return `${fixed(value, 1)}°`;
  if (unit === 'px') return dimension === 'length' ? `${fixed(value, 1)} px` : `${fixed(value, 0)} px²`;
  if (dimension === 'length') return placed(`${fixed(value, 1)} mm`);
  // From a square centimetre on, as radiologists say it.
  return placed(value < 100 ? `${fixed(value, 1)} mm²` : `${fixed(value / 100, 2)} cm²`);
}

/** One figure in both pictures, and by how much it changed. */
export interface ComparedFigure {
  /** `value`: of a single pixel. */
  readonly name: 'mean' | 'sd' | 'min' | 'max' | 'value';
  readonly original: string;
  /** Null where the slice is not denoised. */
  readonly denoised: string | null;
  readonly difference: string | null;
}

/** Mean, SD, min and max of a region or a line; of a single pixel its value. The noise changes by a share, the rest by so many HU. */
export function comparedFigures({ original, denoised }: Contents): readonly ComparedFigure[] {
  if (!original) return [];
  const row = (
    name: ComparedFigure['name'],
    before: number | null,
    after: number | null | undefined,
    digits: (value: number) => string,
  ): ComparedFigure => {
    if (before === null) return { name, original: '–', denoised: null, difference: null };
    if (after === null || after === undefined) return { name, original: digits(before), denoised: null, difference: null };
    return { name, original: digits(before), denoised: digits(after), difference: signed(after - before, 1) };
  };
  const one = (value: number) => fixed(value, 1);
  if (original.count === 1) return [row('value', original.min, denoised?.min, huText)];
  const sd = row('sd', original.sd, denoised?.sd, one);
  return [
    row('mean', original.mean, denoised?.mean, one),
    {
      ...sd,
      difference: original.sd && denoised && denoised.sd !== null ? shareText(denoised.sd / original.sd - 1) : sd.difference,
    },
    row('min', original.min, denoised?.min, huText),
    row('max', original.max, denoised?.max, huText),
  ];
}

export const shareText = (share: number): string => `${signed(100 * share, 0)} %`;

/** The shape's own figures, without the sides that only the list has room for. */
function shapeTexts(quantities: readonly Quantity[], metric: Metric): readonly string[] {
  const main = quantities.filter(({ name }) => name !== 'width' && name !== 'height');
  return main.flatMap((quantity) => {
    const text = quantityText(quantity, metric);
    if (text === null) return [];
    return main.length > 1 ? [`${say().figures.quantities[quantity.name]} ${text}`] : [text];
  });
}

/** All that is worth saying on the picture: of the shape, then of what is in it, in both pictures, with the change. */
export function fullLines(
  quantities: readonly Quantity[],
  contents: Contents | null,
  metric: Metric,
  unit: string,
): readonly string[] {
  const shape = shapeTexts(quantities, metric);
  if (!contents) return shape;
  const { original } = contents;
  if (!original) return [...shape, say().figures.noPixel];
  const counted = shape.length > 0 ? [[...shape, `n ${original.count}`].join('   ')] : [];
  const said = comparedFigures(contents).filter(({ name }) => name !== 'min' && name !== 'max');
  return [
    ...counted,
    ...said.map((figure) => {
      const { name, original: before, denoised, difference } = figure;
      const value = denoised === null ? `${before} ${unit}` : `${before} → ${denoised} ${unit} (${difference})`;
      return name === 'value' ? value : `${say().figures.statistics[name]} ${value}`;
    }),
  ];
}

/** The figure that it was drawn for, on one line: the lengths of a line, mean ± SD of a region, the value of a point. */
export function brief(quantities: readonly Quantity[], contents: Contents | null, metric: Metric, unit: string): string {
  const lengths = quantities.filter(({ dimension, name }) => dimension === 'length' && name !== 'width' && name !== 'height');
  if (lengths.length === 2) return `${fixed(lengths[0]!.value!, 1)} × ${quantityText(lengths[1]!, metric)}`;
  if (lengths.length === 1 || !contents) return shapeTexts(quantities, metric).join('   ');
  const { original, denoised } = contents;
  if (!original) return say().figures.noPixel;
  const text = ({ mean, sd, min, count }: Statistics) =>
    count === 1 ? huText(min) : `${fixed(mean, 1)} ± ${sd === null ? '–' : fixed(sd, 1)}`;
  return denoised ? `${text(original)} → ${text(denoised)} ${unit}` : `${text(original)} ${unit}`;
}

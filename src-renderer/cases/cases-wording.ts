import type { SeriesInfo } from '../../src-main/contract';
import { say } from '../language/language.svelte';

/** What a case, its figures and what it is compared on are called. */

/** What sets a case apart from the others. */
export function caseMeaning(number: number): string {
  const meanings: Readonly<Record<number, string>> = say().cases.caseMeanings;
  return meanings[number] ?? '';
}

/** What is compared on: a series, or the phantom (null). */
export function sourceWords(source: SeriesInfo | null): string {
  const words = say().cases;
  if (!source) return words.onThePhantom;
  return source.description ? words.onSeries(source.description) : words.onTheSeries;
}

/** A figure with so many decimals; in powers of ten where it would be long, with a true minus, and a dash where there is none. */
export function figureLabel(value: number | null, decimals: number): string {
  if (value === null) return '–';
  const text = Math.abs(value) >= 1e5 ? value.toExponential(1) : value.toFixed(decimals);
  return text
    .replace('e+', 'e')
    .replace(/^-(?=[0.]*$)/, '')
    .replace('-', '−');
}
export const signedLabel = (value: number | null, decimals: number): string =>
  value !== null && value > 0 && Number(value.toFixed(decimals)) > 0
    ? `+${figureLabel(value, decimals)}`
    : figureLabel(value, decimals);

/** Three digits, in powers of ten where it is large. */
export const lossLabel = (loss: number): string => loss.toPrecision(3).replace('e+', 'e');

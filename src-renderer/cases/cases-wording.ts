import type { ActivationName, RecipeName } from '../../src-main/contract';

/** What the cases, their recipes and their figures are called. */

export const recipeTitles: Readonly<Record<RecipeName, string>> = { 'as-written': 'As written', mended: 'Mended' };

export const recipeMeanings: Readonly<Record<RecipeName, string>> = {
  'as-written':
    "The article's own training: 8-bit greys, a learning rate of 1e-9, weights drawn from N(0, 1), and Adam with its slip.",
  mended: 'The same networks as one would train them today: normalised greys, weights of a sane size, and Adam as published.',
};

const caseMeanings: Readonly<Record<number, string>> = {
  1: 'multiply, gradient by hand',
  2: 'multiply-add, gradient by hand',
  3: 'multiply-add, dilated gradient by hand',
  4: 'multiply-add, automatic differentiation',
  5: 'multiply-add against a discriminator: an experiment that may invent texture',
};

/** What sets a case apart from the others. */
export const caseMeaning = (number: number): string => caseMeanings[number] ?? '';

export const activationTitles: Readonly<Record<ActivationName, string>> = {
  identity: 'Identity',
  relu: 'ReLU',
  'leaky-relu': 'Leaky ReLU',
  sigmoid: 'Sigmoid',
  tanh: 'Hyperbolic tangent',
  arctan: 'Arctangent',
};

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
